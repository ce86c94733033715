// queues.ts — simple queues: which one holds a packet, how much of its rate a client may take, what it has counted.
import { HOTSPOT_INTERFACE } from '../tables/menu-rules';
import type { Row, Table } from '../tables/table';
import { parseRateBits, parseRatePair, rangeContains } from '../tables/values';

export type Direction = 'up' | 'down';

interface QueueCounts {
  upBytes: number;
  downBytes: number;
  upBits: number;
  downBits: number;
}

export class Queues {
  private readonly counts = new Map<string, QueueCounts>();
  /** Clients that share a queue in the running step, by queue and direction. */
  private readonly sharers = new Map<string, number>();

  constructor(
    private readonly table: Table,
    private readonly types: Table,
  ) {
    table.watch(({ kind, row }) => {
      if (kind === 'removed') this.counts.delete(row['.id'] ?? '');
    });
  }

  /** The first enabled queue that takes a client's packets with that mark, or the child of it that does. */
  queueFor(address: string, mark: string | undefined): Row | undefined {
    const takes = (row: Row): boolean =>
      row.disabled !== 'true' && takesMark(row, mark) && takesTarget(row, address);
    const top = this.table.find((row) => (row.parent ?? 'none') === 'none' && takes(row));
    return top && (this.table.find((row) => row.parent === top.name && takes(row)) ?? top);
  }

  /** Forgets who shared what; called at the start of each step of the clock. */
  beginStep(): void {
    this.sharers.clear();
    for (const counts of this.counts.values()) {
      counts.upBits = 0;
      counts.downBits = 0;
    }
  }

  join(queue: Row, direction: Direction): void {
    const key = shareKey(queue, direction);
    this.sharers.set(key, (this.sharers.get(key) ?? 0) + 1);
  }

  /** Bytes that one client may move through its queue in so many milliseconds. */
  allowanceBytes(queue: Row | undefined, direction: Direction, elapsedMs: number): number {
    const bits = queue ? this.clientBits(queue, direction) : 0;
    return bits === 0 ? Number.MAX_SAFE_INTEGER : Math.floor((bits * elapsedMs) / 8_000);
  }

  count(queue: Row, direction: Direction, bytes: number, elapsedMs: number): void {
    const id = queue['.id'] ?? '';
    const counts = this.counts.get(id) ?? { upBytes: 0, downBytes: 0, upBits: 0, downBits: 0 };
    this.counts.set(id, counts);
    counts[`${direction}Bytes`] += bytes;
    if (elapsedMs > 0) counts[`${direction}Bits`] += Math.floor((bytes * 8_000) / elapsedMs);
  }

  present(row: Row): Row {
    const counts = this.counts.get(row['.id'] ?? '');
    const shown: Row = { 'packet-marks': '', ...row };
    return {
      ...shown,
      rate: `${counts?.upBits ?? 0}/${counts?.downBits ?? 0}`,
      'total-rate': String((counts?.upBits ?? 0) + (counts?.downBits ?? 0)),
      bytes: `${counts?.upBytes ?? 0}/${counts?.downBytes ?? 0}`,
      'total-bytes': String((counts?.upBytes ?? 0) + (counts?.downBytes ?? 0)),
    };
  }

  resetCounters(ids?: readonly string[]): void {
    for (const id of ids ?? [...this.counts.keys()]) this.counts.delete(id);
  }

  /** Bits a second that one client gets; 0 means no limit. */
  private clientBits(queue: Row, direction: Direction): number {
    const sharers = Math.max(1, this.sharers.get(shareKey(queue, direction)) ?? 1);
    const limits = [this.pcqBits(queue, direction), Math.floor(limitBits(queue, direction) / sharers)];
    const parent = this.table.find((row) => row.name === queue.parent);
    if (parent) limits.push(Math.floor(limitBits(parent, direction) / sharers));
    const real = limits.filter((bits) => bits > 0);
    return real.length === 0 ? 0 : Math.min(...real);
  }

  /** A PCQ type gives each client its own rate, however many others there are. */
  private pcqBits(queue: Row, direction: Direction): number {
    const [up, down] = (queue.queue ?? '').split('/');
    const name = direction === 'up' ? up : (down ?? up);
    const type = this.types.find((row) => row.name === name && row.kind === 'pcq');
    return parseRateBits(type?.['pcq-rate'] ?? '0') ?? 0;
  }
}

const shareKey = (queue: Row, direction: Direction): string => `${queue['.id']} ${direction}`;

const limitBits = (queue: Row, direction: Direction): number => {
  const pair = parseRatePair(queue['max-limit'] ?? '0/0');
  return (direction === 'up' ? pair?.upBits : pair?.downBits) ?? 0;
};

const takesMark = (queue: Row, mark: string | undefined): boolean => {
  const wanted = (queue['packet-marks'] ?? '').split(',').filter((name) => name !== '');
  return wanted.length === 0 || wanted.includes(mark ?? 'no-mark');
};

const takesTarget = (queue: Row, address: string): boolean => {
  const targets = (queue.target ?? '').split(',').filter((target) => target !== '');
  return (
    targets.length === 0 ||
    targets.some((target) => target === HOTSPOT_INTERFACE || rangeContains(target, address))
  );
};
