// archive-file.ts — one archive: a month of one stream as lines of JSON, packed by zstd, with a sum at its end. `zstdcat`
// shows it to anyone without us.
import type { RecordedEvent } from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';

const FORMAT = 1;
/** Measured: level 12 takes five times as long for a fiftieth less, level 3 two thirds as long for a twentieth more. */
const ZSTD_LEVEL = 6;
const PACKED = { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } };

/** What the first line of an archive says. */
export type ArchiveHeader = {
  readonly stream: string;
  /** The month that its last event ends, `yyyy-mm`. */
  readonly month: string;
  /** Its first revision, and the one behind its last. */
  readonly from: number;
  readonly until: number;
};

/** An archive that is not what it says, or not of its form. */
class DamagedArchiveError extends Error {
  constructor(name: string, reason: string) {
    super(`the archive ${name} is damaged: ${reason}`);
    this.name = 'DamagedArchiveError';
  }
}

/** The event as its line says it; an id that follows from stream and revision is left out. */
const lineOf = (event: RecordedEvent): string => {
  const { revision, position, type, data, metadata, recordedAt, eventId, stream } = event;
  const id = eventId === idFrom(stream, revision) ? {} : { eventId };
  const said = Object.keys(metadata).length > 0 ? { metadata } : {};
  return JSON.stringify({ revision, position, type, data, ...said, ...id, recordedAt });
};

type Line = Omit<RecordedEvent, 'stream' | 'eventId' | 'metadata'> &
  Partial<Pick<RecordedEvent, 'eventId' | 'metadata'>>;

const eventOf = (line: string, stream: string): RecordedEvent => {
  const said = JSON.parse(line) as Line;
  return {
    ...said,
    stream,
    metadata: said.metadata ?? {},
    eventId: said.eventId ?? idFrom(stream, said.revision),
  };
};

/** The packed archive of some events, which must be those of the header, in order. */
export const packArchive = (
  header: ArchiveHeader,
  events: AsyncIterable<RecordedEvent>,
): AsyncIterable<Buffer> =>
  // What fails fails the reader of the stream's end.
  pipeline(Readable.from(linesOf(header, events)), createZstdCompress(PACKED), () => undefined);

async function* linesOf(header: ArchiveHeader, events: AsyncIterable<RecordedEvent>): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  const line = (text: string): Buffer => {
    const bytes = Buffer.from(`${text}\n`);
    sum.update(bytes);
    return bytes;
  };
  yield line(JSON.stringify({ format: FORMAT, ...header }));
  let count = 0;
  for await (const event of events) {
    yield line(lineOf(event));
    count += 1;
  }
  yield Buffer.from(`${JSON.stringify({ events: count, sha256: sum.digest('hex') })}\n`);
}

/**
 * The events of an archive, in order.
 * @param header what is expected of it.
 * @throws DamagedArchiveError when it is cut, changed or another; at its end, so that what came before proves nothing.
 */
export async function* unpackArchive(
  name: string,
  packed: AsyncIterable<Buffer>,
  header: ArchiveHeader,
): AsyncGenerator<RecordedEvent> {
  const damaged = (reason: string) => new DamagedArchiveError(name, reason);
  const plain = pipeline(Readable.from(packed), createZstdDecompress(), () => undefined);
  const sum = createHash('sha256');
  let revision = header.from;
  let held: string | null = null;
  let lines = 0;
  try {
    for await (const line of textLines(plain as AsyncIterable<Buffer>)) {
      if (held !== null) {
        sum.update(`${held}\n`);
        if (lines === 1) checkHeader(held, header, damaged);
        else {
          const event = eventOf(held, header.stream);
          if (event.revision !== revision) throw damaged(`revision ${revision} is missing`);
          revision += 1;
          yield event;
        }
      }
      held = line;
      lines += 1;
    }
  } catch (error) {
    if (error instanceof DamagedArchiveError) throw error;
    throw damaged((error as Error).message);
  }
  if (revision !== header.until) throw damaged(`it ends before revision ${header.until}`);
  const end = JSON.stringify({ events: revision - header.from, sha256: sum.digest('hex') });
  if (held !== end) throw damaged('its sum is another');
}

const NEW_LINE = 10;

async function* textLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end)]).toString();
      begun = [];
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
  }
  const rest = Buffer.concat(begun);
  if (rest.length > 0) yield rest.toString();
}

const checkHeader = (
  line: string,
  header: ArchiveHeader,
  damaged: (reason: string) => DamagedArchiveError,
): void => {
  if (line !== JSON.stringify({ format: FORMAT, ...header })) throw damaged('it is of other events');
};
