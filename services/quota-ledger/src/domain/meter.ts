// meter.ts — one router's meter: what it remembers of the router's rows, and the event that says what they grew.
//
// The rules were searched for counterexamples (architecture.md, "Usage"; meter.property.spec.ts repeats the search):
// keep them together, each omission charges a byte twice or loses one.
import type { Instant } from '@saring/kernel';

/** Every so many events one carries all watermarks, so that waking up reads a bounded number. */
export const EVENTS_BETWEEN_CHECKPOINTS = 20;
/** Uptimes are whole seconds, rounded down: a birth is known to one second on either side. */
export const ROUNDING_SECONDS = 1;
/** A table that took longer is thrown away; one whose end is not known took at most this long. */
export const READING_WINDOW_SECONDS = 30;

/** Columns of rows that get a number: entries name a row by it, so that an entry costs a few bytes. */
export type RowColumns = {
  readonly id: readonly string[];
  readonly mac: readonly string[];
  /** The router's uptime before the table less the row's own: the row was born here, or up to its span later. */
  readonly birth: readonly number[];
  readonly device: readonly string[];
  /** Empty: without an owner. */
  readonly owner: readonly string[];
  /** How much later than `birth` each row may have been born; absent: as long as this event's table took, of new rows. */
  readonly span?: readonly number[];
};

export type Checkpoint = RowColumns & {
  readonly in: readonly number[];
  readonly out: readonly number[];
  readonly up: readonly number[];
  /** Rows (by number) with held growth that may yet fall back; absent: none. */
  readonly held?: readonly (readonly [rowNumber: number, held: HeldGrowth])[];
};

/** Growth of a row that is held, since the last reading that was charged. */
export type HeldGrowth = {
  readonly in: number;
  readonly out: number;
  /** The router's uptime at the watermark before it. */
  readonly up: number;
  /** The entries that hold it, by their event's revision. */
  readonly entries: readonly (readonly [revision: number, entry: number])[];
};

/** Byte counters of the hotspot's interfaces as one reading showed them. */
export type Witness = {
  readonly name: readonly string[];
  readonly in: readonly number[];
  readonly out: readonly number[];
  /** How many seconds its reading took; absent: less than one. */
  readonly span?: number;
};

/** One part of a reading, metered. Names are short because there are very many of these. */
export type UsageMetered = {
  readonly type: 'UsageMetered';
  /** The stream sequence of the message: one at or below it is never metered again. */
  readonly seq: number;
  /** The stream that the sequence belongs to, where it is not that of the event before. */
  readonly stream?: string;
  readonly boot: string;
  /** The router's uptime before the table, in seconds. */
  readonly up: number;
  /** The router's uptime after the table; absent where the gateway did not read it. */
  readonly upTo?: number;
  /** The gateway's time, clamped between the meter's previous time and the append. */
  readonly at: Instant;
  /** The last complete observation: boot and uptime; null before the first. */
  readonly prev: readonly [boot: string, up: number] | null;
  /** Replaces all rows, numbered from 0. */
  readonly all?: Checkpoint;
  /** New rows, numbered on from those there are. */
  readonly rows?: RowColumns;
  /** Entries by columns: row number (each as the step from the one before), and growth. */
  readonly n: readonly number[];
  readonly in: readonly number[];
  readonly out: readonly number[];
  /** Entries (by index) after which the row's totals are not those of before plus the growth. None beside `all`. */
  readonly totals?: readonly (readonly [entry: number, totalIn: number, totalOut: number])[];
  /** Totals after each entry: only in events of before `totals`, which say them of every entry. */
  readonly totalIn?: readonly number[];
  readonly totalOut?: readonly number[];
  /** Seconds that the device of each entry was online (online-presence.ts), but for those in `onlineOf`; absent: none. */
  readonly online?: number;
  readonly onlineOf?: readonly (readonly [entry: number, seconds: number])[];
  /** Entries (by index) whose growth the link could not have carried, with the seconds it had. */
  readonly held?: readonly (readonly [entry: number, seconds: number])[];
  /** Held entries (by index) that are totals of rows which may be old: no fall of the counter takes them back. */
  readonly heldTotals?: readonly number[];
  /** Bytes of owned rows that cannot be charged to anyone: a notice, not a charge. */
  readonly unclaimed?: readonly (readonly [rowNumber: number, bytes: number])[];
  /** The interfaces' counters that the next reading is compared with. */
  readonly witness?: Witness;
  /** Bytes that the interfaces carried since the witness before; absent where unknown. */
  readonly carried?: number;
  /** At the end of a reading without `carried`: what rows were charged for since the last that had a witness. */
  readonly unwitnessed?: number;
  /** Bytes of rows without an owner since the event before: strangers, and the walled garden. */
  readonly strangers?: number;
  /** Bytes of devices that an operator let pass by hand, since the event before. */
  readonly byHand?: number;
  /** Held entries of events before that are void: the counter fell back. */
  readonly withdrawn?: readonly (readonly [rowNumber: number, revision: number, entry: number])[];
  /** At the end of a reading: of what was held since the witness before, this much can have been carried. */
  readonly heldCarried?: number;
  /** At the end of a reading: what was unclaimed since the witness before, and can have been carried. */
  readonly unclaimedSum?: number;
  /** Of what rows claim here, this much was carried while it was held. */
  readonly carriedBefore?: number;
  /** Bytes carried while growth was held; they may be claimed when that growth falls back. */
  readonly spare?: number;
  /** How many readings in a row the witness has contradicted; absent: as before. */
  readonly contradictions?: number;
  /** Beside `all`, amid a reading: what has been summed since the witness before, this event's own included. */
  readonly sums?: IntervalSums;
  /** Beside `all`, in the first event of a month: the month before it, `yyyy-mm`, which it closes (docs/adr/0056). */
  readonly closes?: string;
  /** Beside `all`: the revision of the last closing before; absent: there is none. */
  readonly lastClosing?: number;
};

/** Sums of an interval from one witness to the next. */
type IntervalSums = readonly [
  claimedBytes: number,
  heldBytes: number,
  unclaimedBytes: number,
  fellBackBytes: number,
];

/** What the event of a meter of lines is stored as: its follower reads no event of hosts, of which there are far more. */
export const LINES_METERED = 'LinesMetered';

/** A host row as the meter knows it, by boot, `.id`, MAC and birth. */
export type MeterRow = {
  /** Its number in events; -1 while no event has named it. */
  number: number;
  readonly id: string;
  readonly mac: string;
  readonly birth: number;
  readonly span: number;
  readonly device: string;
  readonly owner: string;
  totalIn: number;
  totalOut: number;
  /** Its totals as the events say. */
  storedIn: number;
  storedOut: number;
  /** The router's uptime before the table of this watermark. */
  up: number;
  /** The router's uptime before the last table that showed it to this process; -1: none has since the meter woke up. */
  shownUp: number;
  held: HeldGrowth | null;
};

/** Mutable: it is folded a hundred thousand times a second. After a failed append it is loaded again. */
export type Meter = {
  /** Of the last event in the meter's stream; -1: none. */
  revision: number;
  seq: number;
  /** The stream that `seq` belongs to; empty: not known. */
  stream: string;
  /** The stream that the last event knows. */
  storedStream: string;
  /** The boot that `rows` belong to. */
  boot: string;
  rows: Map<string, MeterRow>;
  numbered: MeterRow[];
  prev: readonly [boot: string, up: number] | null;
  at: Instant;
  /** Of the last event; empty: there is none. */
  storedAt: Instant;
  /** The revision of the last event that closed a month; -1: there is none. */
  lastClosing: number;
  eventsSinceCheckpoint: number;
  /** The reading whose parts are coming in, and the rows that its parts have shown. */
  reading: {
    readonly readingId: string;
    nextPart: number;
    readonly seen: Set<MeterRow>;
    isWhole: boolean;
  } | null;
  /** The interfaces' counters of the last stored reading of this boot. */
  witness: Witness | null;
  /** The router's uptime before the last table of this boot. */
  lastUp: number;
  /** Since that witness: bytes claimed by all rows, bytes held, bytes not charged. */
  claimedBytes: number;
  heldBytes: number;
  unclaimedBytes: number;
  /** Of what is claimed: growth of rows that fell back from held growth. */
  fellBackBytes: number;
  /** Carried while growth was held. */
  spareBytes: number;
  /** How many readings in a row the witness has contradicted, and what the last event knows of it. */
  contradictions: number;
  storedContradictions: number;
  /** Bytes of rows without an owner since the last event. */
  strangersBytes: number;
  byHandBytes: number;
};

export const newMeter = (): Meter => ({
  revision: -1,
  seq: 0,
  stream: '',
  storedStream: '',
  boot: '',
  rows: new Map(),
  numbered: [],
  prev: null,
  at: '',
  storedAt: '',
  lastClosing: -1,
  eventsSinceCheckpoint: 0,
  reading: null,
  witness: null,
  lastUp: 0,
  claimedBytes: 0,
  heldBytes: 0,
  unclaimedBytes: 0,
  fellBackBytes: 0,
  spareBytes: 0,
  contradictions: 0,
  storedContradictions: 0,
  strangersBytes: 0,
  byHandBytes: 0,
});

export const rowKey = (id: string, mac: string): string => `${id}/${mac}`;

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
