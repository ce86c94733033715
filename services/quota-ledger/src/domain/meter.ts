// meter.ts — one router's meter: what it remembers of the router's rows, and the event that says what they grew.
//
// The rules were searched for counterexamples (architecture.md, "Usage"; meter.property.spec.ts repeats the search):
// keep them together, each omission charges a byte twice or loses one.
import type { Instant } from '@saring/kernel';

/** Every so many events one carries all watermarks, so that waking up reads a bounded number. */
export const EVENTS_BETWEEN_CHECKPOINTS = 20;
/** Uptimes are whole seconds read one after the other: births of one row differ by up to this. */
export const BIRTH_TOLERANCE_SECONDS = 2;

/** Columns of rows that get a number: entries name a row by it, so that an entry costs a few bytes. */
export type RowColumns = {
  readonly id: readonly string[];
  readonly mac: readonly string[];
  readonly birth: readonly number[];
  readonly device: readonly string[];
  /** Empty: nobody's. */
  readonly owner: readonly string[];
};

export type Checkpoint = RowColumns & {
  readonly in: readonly number[];
  readonly out: readonly number[];
  readonly up: readonly number[];
};

/** One part of a reading, metered. Names are short because there are very many of these. */
export type UsageMetered = {
  readonly type: 'UsageMetered';
  /** The stream sequence of the message: one at or below it is never metered again. */
  readonly seq: number;
  readonly boot: string;
  /** The router's uptime at the reading, in seconds. */
  readonly up: number;
  /** The gateway's time, clamped between the meter's previous time and the append. */
  readonly at: Instant;
  /** The last complete observation: boot and uptime; null before the first. */
  readonly prev: readonly [boot: string, up: number] | null;
  /** Replaces all rows, numbered from 0. */
  readonly all?: Checkpoint;
  /** New rows, numbered on from those there are. */
  readonly rows?: RowColumns;
  /** Entries by columns: row number (each as the step from the one before), growth, absolute total after it. */
  readonly n: readonly number[];
  readonly in: readonly number[];
  readonly out: readonly number[];
  readonly totalIn: readonly number[];
  readonly totalOut: readonly number[];
  /** Entries (by index) whose growth the link could not have carried, with the seconds it had. */
  readonly held?: readonly (readonly [entry: number, seconds: number])[];
  /** Rows that were there before Saring looked: their bytes are nobody's. A notice, not a charge. */
  readonly unclaimed?: readonly (readonly [rowNumber: number, bytes: number])[];
};

/** A host row as the meter knows it, by boot, `.id`, MAC and birth. */
export type MeterRow = {
  /** Its number in events; -1 while no event has named it. */
  number: number;
  readonly id: string;
  readonly mac: string;
  readonly birth: number;
  readonly device: string;
  readonly owner: string;
  totalIn: number;
  totalOut: number;
  /** The router's uptime at this watermark. */
  up: number;
};

/** Mutable: it is folded a hundred thousand times a second. Whoever fails to append wakes it anew. */
export type Meter = {
  seq: number;
  /** The boot that `rows` belong to. */
  boot: string;
  rows: Map<string, MeterRow>;
  numbered: MeterRow[];
  prev: readonly [boot: string, up: number] | null;
  at: Instant;
  eventsSinceCheckpoint: number;
  /** The reading whose parts are coming in, and the rows that its parts have shown. */
  reading: { readonly readingId: string; nextPart: number; readonly seen: Set<MeterRow> } | null;
};

export const newMeter = (): Meter => ({
  seq: 0,
  boot: '',
  rows: new Map(),
  numbered: [],
  prev: null,
  at: '',
  eventsSinceCheckpoint: 0,
  reading: null,
});

export const rowKey = (id: string, mac: string): string => `${id}/${mac}`;

/** Folds a stored event: a meter that wakes up equals one that never slept. */
export const evolveMeter = (meter: Meter, event: UsageMetered): Meter => {
  if (event.all) {
    meter.rows.clear();
    meter.numbered = [];
    addRows(meter, event.all, event.all);
    meter.eventsSinceCheckpoint = 0;
  } else meter.eventsSinceCheckpoint += 1;
  if (event.boot !== meter.boot && !event.all) meter.rows.clear();
  if (event.rows) addRows(meter, event.rows);
  forEachEntry(event, (index, number) => {
    const row = meter.numbered[number];
    if (!row) throw new Error(`entry of row ${number}, which no event has introduced`);
    row.totalIn = event.totalIn[index] ?? 0;
    row.totalOut = event.totalOut[index] ?? 0;
    row.up = event.up;
  });
  meter.seq = event.seq;
  meter.boot = event.boot;
  meter.prev = event.prev;
  meter.at = event.at;
  return meter;
};

const addRows = (meter: Meter, columns: RowColumns, totals?: Checkpoint): void => {
  for (const [index, id] of columns.id.entries()) {
    const row: MeterRow = {
      number: meter.numbered.length,
      id,
      mac: columns.mac[index] ?? '',
      birth: columns.birth[index] ?? 0,
      device: columns.device[index] ?? '',
      owner: columns.owner[index] ?? '',
      totalIn: totals?.in[index] ?? 0,
      totalOut: totals?.out[index] ?? 0,
      up: totals?.up[index] ?? 0,
    };
    meter.numbered.push(row);
    meter.rows.set(rowKey(row.id, row.mac), row);
  }
};

/** Visits entries with their row numbers. */
export const forEachEntry = (
  event: UsageMetered,
  visit: (index: number, rowNumber: number) => void,
): void => {
  let number = 0;
  for (let index = 0; index < event.n.length; index += 1) {
    number += event.n[index] ?? 0;
    visit(index, number);
  }
};
