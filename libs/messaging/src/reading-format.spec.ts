import { encodeReading, ReadingReader, type ReadingMessage } from './reading-format';

const reading = (more: Partial<ReadingMessage> = {}): ReadingMessage => ({
  ...{ routerId: 'r', bootId: 'b', routerUptimeSeconds: 5, observedAt: '2026-11-28T00:00:00.000Z' },
  ...{ kind: 'poll', readingId: 'x', part: 0, parts: 1, linkBitsPerSecondPerDevice: 1 },
  ...{ ids: ['*1', '*2'], macKeys: ['m', 'é'], deviceIds: ['d', ''], owners: ['o', ''] },
  ...{ bytesIn: [0, 2 ** 53 - 1], bytesOut: [1, 2], uptimeSeconds: [3, 4], byHandRows: [1] },
  ...more,
});

it('reads what was written, wherever the bytes lie', () => {
  const bytes = encodeReading(reading());
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(new ReadingReader().read(shifted.subarray(3))).toEqual(reading());
});

it('reads JSON, as gateways of before send it', () =>
  expect(new ReadingReader().read(Buffer.from(JSON.stringify(reading())))).toEqual(reading()));

it('gives unchanged names as the same arrays, and changed ones as new arrays', () => {
  const reader = new ReadingReader();
  const read = (more: Partial<ReadingMessage>) => reader.read(encodeReading(reading(more))) as ReadingMessage;
  const first = read({});
  expect(read({ bytesIn: [7, 8] })).toMatchObject({ bytesIn: [7, 8] });
  expect(read({ bytesIn: [7, 8] }).owners).toBe(first.owners);
  expect(read({ owners: ['p', ''] }).owners).toEqual(['p', '']);
  expect(read({ part: 1, parts: 2 }).owners).not.toBe(first.owners);
  expect(first.owners).toEqual(['o', '']);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a beginning alone', Buffer.from([1])],
  ['lengths that do not fit', encodeReading(reading()).subarray(0, -8)],
  ['no text', Buffer.from(encodeReading(reading())).fill(0xff, 16, 40)],
])('throws at %s', (_what, bytes) => {
  expect(() => new ReadingReader().read(bytes)).toThrow();
});
