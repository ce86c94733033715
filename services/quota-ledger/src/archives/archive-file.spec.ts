import type { RecordedEvent } from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { packArchive, unpackArchive, type ArchiveHeader } from './archive-file';

const HEADER: ArchiveHeader = { stream: 'meter-r1', month: '2026-11', from: 40, until: 43 };
const EVENTS: readonly RecordedEvent[] = [40, 41, 42].map((revision) => ({
  ...{
    eventId: revision === 41 ? idFrom('other', 1) : idFrom('meter-r1', revision),
    stream: 'meter-r1',
    revision,
  },
  ...{ position: `1/900/${revision}`, type: 'UsageMetered', data: { n: [0], text: 'é\n漢' } },
  metadata: revision === 42 ? { traceparent: '00-1' } : {},
  recordedAt: '2026-11-30T10:00:00.000Z',
}));

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
const packed = async (events = EVENTS, header = HEADER): Promise<Buffer> =>
  Buffer.concat(await collect(packArchive(header, each(events))));
const unpacked = (file: Buffer, header = HEADER) => collect(unpackArchive('a file', each([file]), header));

it('gives back what it was given', async () => expect(await unpacked(await packed())).toEqual(EVENTS));

it('comes in pieces of any size', async () => {
  const file = await packed();
  const bytes = Array.from({ length: file.length }, (_, at) => file.subarray(at, at + 1));
  expect(await collect(unpackArchive('a file', each(bytes), HEADER))).toEqual(EVENTS);
});

it('makes the same file of the same events', async () => expect(await packed()).toEqual(await packed()));

describe('a damaged archive is refused', () => {
  const rewritten = async (change: (text: string) => string): Promise<Buffer> =>
    zstdCompressSync(change(zstdDecompressSync(await packed()).toString()));

  it.each<[name: string, change: (text: string) => string]>([
    ['a number was changed', (text) => text.replace('"n":[0]', '"n":[1]')],
    ['an event is missing', (text) => text.replace(/^\{"revision":41.*\n/m, '')],
    ['the last event is missing', (text) => text.replace(/^\{"revision":42.*\n/m, '')],
    ['the sum is missing', (text) => text.replace(/^\{"events".*\n/m, '')],
    ['it is of another month', (text) => text.replace('2026-11', '2026-10')],
    ['it is of another form', (text) => text.replace('"format":1', '"format":2')],
    ['a line is no JSON', (text) => text.replace('{"revision":41', '{"revision":')],
    ['it is empty', () => ''],
  ])('%s', async (_name, change) =>
    expect(unpacked(await rewritten(change))).rejects.toThrow('the archive a file is damaged'),
  );

  it('cut at any byte, but for those that hold no event', async () => {
    const file = await packed();
    for (let length = 0; length < file.length; length += 1) {
      const result = await unpacked(file.subarray(0, length)).catch((error: Error) => error.message);
      if (typeof result === 'string') expect(result).toContain('is damaged');
      else expect(result).toEqual(EVENTS);
    }
  });

  it('one bit was changed', async () => {
    const file = await packed();
    for (let at = 0; at < file.length; at += 5) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 4;
      const result = await unpacked(changed).catch((error: Error) => error.message);
      // A bit that means nothing to zstd changes nothing.
      if (typeof result === 'string') expect(result).toContain('is damaged');
      else expect(result).toEqual(EVENTS);
    }
  });

  it('events that cannot be read fail the packing', async () => {
    async function* broken(): AsyncGenerator<RecordedEvent> {
      yield EVENTS[0]!;
      throw new Error('the store is away');
    }
    await expect(collect(packArchive(HEADER, broken()))).rejects.toThrow('the store is away');
  });
});
