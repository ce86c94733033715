// reading-format.ts — a part of a reading as bytes: its head and its names as JSON, its counters as doubles (docs/adr/0022).
/** No JSON begins with it. */
const FORMAT = 1;
const PREFIX_BYTES = 16;
const NUMBER_BYTES = 8;
/** Names of so many bytes are kept in all; beyond it those of the routers seen longest ago are parsed again. */
const KEPT_NAMES_BYTES = 64 * 1_048_576;

const COUNTERS = ['bytesIn', 'bytesOut', 'uptimeSeconds'] as const;

/** One part of a reading as it crosses: proto saring.router_gateway.v1.Reading. Columns have one length. */
export type ReadingMessage = {
  readonly routerId: string;
  readonly bootId: string;
  readonly routerUptimeSeconds: number;
  readonly observedAt: string;
  readonly kind: 'poll' | 'cut';
  readonly readingId: string;
  readonly part: number;
  readonly parts: number;
  readonly linkBitsPerSecondPerDevice: number;
  readonly ids: readonly string[];
  readonly macKeys: readonly string[];
  readonly deviceIds: readonly string[];
  readonly owners: readonly string[];
  readonly bytesIn: readonly number[];
  readonly bytesOut: readonly number[];
  readonly uptimeSeconds: readonly number[];
  /** Absent of gateways that read one uptime only. */
  readonly routerUptimeAfterSeconds?: number;
  readonly leftOutIds?: readonly string[];
  readonly interfaceNames?: readonly string[];
  readonly interfaceBytesIn?: readonly number[];
  readonly interfaceBytesOut?: readonly number[];
  readonly byHandRows?: readonly number[];
  /** Of a poll: how often the router is to be read just now. Absent of gateways of before. */
  readonly pollSeconds?: number;
};

type Names = Pick<ReadingMessage, 'ids' | 'macKeys' | 'deviceIds' | 'owners'>;

export const encodeReading = (reading: ReadingMessage): Uint8Array => {
  const { ids, macKeys, deviceIds, owners, bytesIn, bytesOut, uptimeSeconds, ...rest } = reading;
  const head = Buffer.from(JSON.stringify(rest));
  const names = Buffer.from(JSON.stringify({ ids, macKeys, deviceIds, owners }));
  const rows = ids.length;
  const data = Buffer.alloc(
    PREFIX_BYTES + head.length + names.length + COUNTERS.length * rows * NUMBER_BYTES,
  );
  data.writeUInt32LE(FORMAT, 0);
  data.writeUInt32LE(head.length, 4);
  data.writeUInt32LE(names.length, 8);
  data.writeUInt32LE(rows, 12);
  head.copy(data, PREFIX_BYTES);
  names.copy(data, PREFIX_BYTES + head.length);
  let at = PREFIX_BYTES + head.length + names.length;
  for (const column of [bytesIn, bytesOut, uptimeSeconds])
    for (let row = 0; row < rows; row += 1, at += NUMBER_BYTES) data.writeDoubleLE(column[row] ?? 0, at);
  return data;
};

type KeptNames = { readonly bytes: Buffer; readonly names: Names };

/**
 * Reads the parts of many routers. A router's rows are the same from one reading to the next, mostly: names that have
 * not changed by a byte are the very arrays of before, so that a reader who checked them need not do so again.
 */
export class ReadingReader {
  private readonly kept = new Map<string, KeptNames>();
  private keptBytes = 0;

  /** @returns the body, of which nothing is checked. @throws where the bytes are none. */
  read(data: Uint8Array): unknown {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (bytes[0] !== FORMAT) return JSON.parse(TEXT.decode(data));
    const [headBytes, nameBytes, rows] = [
      bytes.readUInt32LE(4),
      bytes.readUInt32LE(8),
      bytes.readUInt32LE(12),
    ];
    const namesAt = PREFIX_BYTES + headBytes;
    const countersAt = namesAt + nameBytes;
    if (countersAt + COUNTERS.length * rows * NUMBER_BYTES !== bytes.length)
      throw new RangeError('its lengths do not fit');
    const head = JSON.parse(TEXT.decode(bytes.subarray(PREFIX_BYTES, namesAt))) as Record<string, unknown>;
    const key = `${String(head['routerId'])}/${String(head['part'])}`;
    const names = this.namesOf(key, bytes.subarray(namesAt, countersAt));
    const columns = COUNTERS.map((_, index) =>
      doublesAt(bytes, countersAt + index * rows * NUMBER_BYTES, rows),
    );
    const [bytesIn, bytesOut, uptimeSeconds] = columns;
    return { ...head, ...names, bytesIn, bytesOut, uptimeSeconds };
  }

  private namesOf(key: string, bytes: Buffer): Names {
    const kept = this.kept.get(key);
    if (kept && kept.bytes.equals(bytes)) return kept.names;
    const names = JSON.parse(TEXT.decode(bytes)) as Names;
    this.keptBytes += bytes.length - (kept?.bytes.length ?? 0);
    this.kept.delete(key);
    this.kept.set(key, { bytes: Buffer.from(bytes), names });
    for (const [oldest, { bytes: its }] of this.kept) {
      if (this.keptBytes <= KEPT_NAMES_BYTES) break;
      this.kept.delete(oldest);
      this.keptBytes -= its.length;
    }
    return names;
  }
}

const TEXT = new TextDecoder('utf-8', { fatal: true });

const doublesAt = (bytes: Buffer, at: number, count: number): number[] => {
  // A copy begins where doubles may: the message need not.
  const numbers = new Float64Array(new Uint8Array(bytes.subarray(at, at + count * NUMBER_BYTES)).buffer);
  const column: number[] = [];
  for (let index = 0; index < count; index += 1) column.push(numbers[index] ?? 0);
  return column;
};
