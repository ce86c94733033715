// meter-event.ts — the event that says what one part of a reading moved.
import type { Instant } from '@saring/kernel';
import {
  EVENTS_BETWEEN_CHECKPOINTS,
  type Checkpoint,
  type Meter,
  type MeterRow,
  type RowColumns,
  type UsageMetered,
  type Witness,
} from './meter';
import { holdGrowth, spanOf, startInterval } from './meter-fold';
import { heed, type Entry, type Verdict } from './meter-witness';

type EventHead = {
  readonly seq: number;
  readonly boot: string;
  readonly up: number;
  readonly upTo: number | undefined;
  readonly at: Instant;
  /** The month that this event closes; null: none. */
  readonly closes: string | null;
  /** The last part of a reading: what the interfaces carried up to here. */
  readonly isEnd: boolean;
  readonly witness: Witness | null;
  /** Null where it is unknown, or the witness does not count. */
  readonly carried: number | null;
  readonly verdict: Verdict | null;
};

/** Adds the bytes of rows without an owner since the last event, and moves the witness on. */
export const toEvent = (meter: Meter, head: EventHead, entries: Entry[]): UsageMetered => {
  const isCheckpoint = head.closes !== null || meter.eventsSinceCheckpoint + 1 >= EVENTS_BETWEEN_CHECKPOINTS;
  const all = isCheckpoint ? renumber(meter, entries) : undefined;
  const introduced = isCheckpoint ? [] : introduce(meter, entries);
  meter.eventsSinceCheckpoint = isCheckpoint ? 0 : meter.eventsSinceCheckpoint + 1;
  entries.sort((left, right) => left.row.number - right.row.number);
  meter.revision += 1;
  holdEntries(meter, entries);
  const { seq, boot, up, upTo, at, closes } = head;
  meter.storedAt = at;
  if (head.isEnd) heed(meter, head.verdict);
  return {
    type: 'UsageMetered',
    seq,
    ...streamOf(meter, isCheckpoint),
    boot,
    up,
    ...(upTo === undefined ? {} : { upTo }),
    at,
    prev: meter.prev,
    ...(all ? { all: { ...all, ...heldOf(meter) } } : {}),
    ...(introduced.length > 0 ? { rows: newColumnsOf(introduced, spanOf(up, upTo)) } : {}),
    n: entries.map((entry, index) => entry.row.number - (entries[index - 1]?.row.number ?? 0)),
    in: entries.map((entry) => entry.in),
    out: entries.map((entry) => entry.out),
    ...totalsOf(entries, isCheckpoint),
    ...onlineOf(entries),
    ...noticesOf(entries),
    ...witnessOf(meter, head, isCheckpoint),
    ...contradictionsOf(meter, isCheckpoint),
    ...takeNobodys(meter),
    ...(isCheckpoint ? { ...sumsOf(meter), ...closingOf(meter, closes) } : {}),
  };
};

/** Closings are linked, each to the one before: who looks for them need not read what lies between. */
const closingOf = (meter: Meter, closes: string | null): Pick<UsageMetered, 'closes' | 'lastClosing'> => {
  const { lastClosing } = meter;
  if (closes !== null) meter.lastClosing = meter.revision;
  return { ...(closes === null ? {} : { closes }), ...(lastClosing < 0 ? {} : { lastClosing }) };
};

/** Who wakes up amid a reading goes on with what its parts have claimed so far; at its end these sums are nothing. */
const sumsOf = ({
  claimedBytes,
  heldBytes,
  unclaimedBytes,
  fellBackBytes,
}: Meter): Pick<UsageMetered, 'sums'> => {
  const sums = [claimedBytes, heldBytes, unclaimedBytes, fellBackBytes] as const;
  return sums.some((bytes) => bytes !== 0) ? { sums } : {};
};

/** Totals follow from growth, but for rows that are new, began again or fell back. A checkpoint has them all. */
const totalsOf = (entries: readonly Entry[], isCheckpoint: boolean): Pick<UsageMetered, 'totals'> => {
  const totals: (readonly [number, number, number])[] = [];
  for (const [index, { row, in: inBytes, out: outBytes }] of entries.entries()) {
    const { totalIn, totalOut } = row;
    const follows = row.storedIn + inBytes === totalIn && row.storedOut + outBytes === totalOut;
    if (!follows && !isCheckpoint) totals.push([index, totalIn, totalOut]);
    [row.storedIn, row.storedOut] = [totalIn, totalOut];
  }
  return totals.length > 0 ? { totals } : {};
};

/** Nearly all rows were last shown at one instant: their seconds are said once. */
const onlineOf = (entries: readonly Entry[]): Pick<UsageMetered, 'online' | 'onlineOf'> => {
  const online = entries[entries.length >> 1]?.onlineSeconds ?? 0;
  const others = entries.flatMap(({ onlineSeconds }, index) =>
    onlineSeconds === online ? [] : [[index, onlineSeconds] as const],
  );
  return { ...(online > 0 ? { online } : {}), ...(others.length > 0 ? { onlineOf: others } : {}) };
};

/** A meter wakes up from a checkpoint: it names the stream each time. */
const streamOf = (meter: Meter, isCheckpoint: boolean): { stream?: string } => {
  if (meter.stream === '' || (meter.stream === meter.storedStream && !isCheckpoint)) return {};
  meter.storedStream = meter.stream;
  return { stream: meter.stream };
};

const contradictionsOf = (meter: Meter, isCheckpoint: boolean): Pick<UsageMetered, 'contradictions'> => {
  const { contradictions } = meter;
  if (contradictions === meter.storedContradictions && !(isCheckpoint && contradictions > 0)) return {};
  meter.storedContradictions = contradictions;
  return { contradictions };
};

const noticesOf = (
  entries: readonly Entry[],
): Pick<UsageMetered, 'held' | 'heldTotals' | 'unclaimed' | 'withdrawn'> => {
  const held = entries.flatMap((entry, index) => (entry.isHeld ? [[index, entry.seconds] as const] : []));
  const heldTotals = entries.flatMap((entry, index) => (entry.isHeldTotal ? [index] : []));
  const unclaimed = entries.flatMap((entry) =>
    entry.unclaimedBytes > 0 ? [[entry.row.number, entry.unclaimedBytes] as const] : [],
  );
  const withdrawn = entries.flatMap(({ row, withdrawn: keys }) =>
    keys.map(([revision, entry]) => [row.number, revision, entry] as const),
  );
  return {
    ...(held.length > 0 ? { held } : {}),
    ...(heldTotals.length > 0 ? { heldTotals } : {}),
    ...(unclaimed.length > 0 ? { unclaimed } : {}),
    ...(withdrawn.length > 0 ? { withdrawn } : {}),
  };
};

/** Growth held by this event may fall back in a later one. */
const holdEntries = (meter: Meter, entries: readonly Entry[]): void => {
  for (const [index, entry] of entries.entries()) {
    if (entry.isHeld && !entry.isHeldTotal)
      holdGrowth(entry.row, entry.in, entry.out, entry.since, [meter.revision, index]);
    meter.unclaimedBytes += entry.unclaimedBytes;
  }
};

const heldOf = (meter: Meter): Pick<Checkpoint, 'held'> => {
  const held = meter.numbered.flatMap((row) => (row.held ? [[row.number, row.held] as const] : []));
  return held.length > 0 ? { held } : {};
};

type Balance = Pick<
  UsageMetered,
  'witness' | 'carried' | 'unwitnessed' | 'heldCarried' | 'unclaimedSum' | 'carriedBefore' | 'spare'
>;

/** The claims of rows between two ends of readings are compared with the bytes carried between them. */
const witnessOf = (meter: Meter, head: EventHead, isCheckpoint: boolean): Balance => {
  const spare = isCheckpoint && meter.spareBytes > 0 ? { spare: meter.spareBytes } : {};
  if (!head.isEnd) return isCheckpoint && meter.witness ? { witness: meter.witness, ...spare } : spare;
  const balance = balanceOf(meter, head.carried);
  meter.witness = head.witness;
  startInterval(meter);
  return { ...(head.witness ? { witness: head.witness } : {}), ...spare, ...balance };
};

/** Only what was carried can explain what is held or unclaimed; what fell back may have been carried before. */
const balanceOf = (meter: Meter, carried: number | null): Balance => {
  const { claimedBytes, heldBytes, unclaimedBytes, fellBackBytes } = meter;
  const unclaimed = (bytes: number): Balance => (unclaimedBytes > 0 ? { unclaimedSum: bytes } : {});
  if (carried === null) return { unwitnessed: claimedBytes, ...unclaimed(unclaimedBytes) };
  const carriedBefore = Math.max(0, Math.min(claimedBytes - carried, meter.spareBytes, fellBackBytes));
  const leftBytes = Math.max(0, carried + carriedBefore - claimedBytes);
  const heldCarried = Math.min(leftBytes, heldBytes);
  meter.spareBytes += heldCarried - carriedBefore;
  return {
    carried,
    ...(heldBytes > 0 ? { heldCarried } : {}),
    ...unclaimed(Math.min(leftBytes - heldCarried, unclaimedBytes)),
    ...(carriedBefore > 0 ? { carriedBefore } : {}),
    ...(heldBytes > 0 || carriedBefore > 0 ? { spare: meter.spareBytes } : {}),
  };
};

const takeNobodys = (meter: Meter): Pick<UsageMetered, 'strangers' | 'byHand'> => {
  const { strangersBytes: strangers, byHandBytes: byHand } = meter;
  meter.strangersBytes = meter.byHandBytes = 0;
  return { ...(strangers > 0 ? { strangers } : {}), ...(byHand > 0 ? { byHand } : {}) };
};

const introduce = (meter: Meter, entries: readonly Entry[]): MeterRow[] => {
  const introduced: MeterRow[] = [];
  for (const { row } of entries) {
    if (row.number >= 0) continue;
    row.number = meter.numbered.length;
    meter.numbered.push(row);
    introduced.push(row);
  }
  return introduced;
};

/** All rows that an event has named, and those of this one, from 0 on. Rows that only memory knows stay unnamed. */
const renumber = (meter: Meter, entries: readonly Entry[]): Checkpoint => {
  const named = [...meter.rows.values()].filter((row) => row.number >= 0);
  const rows = [...new Set([...named, ...entries.map((entry) => entry.row)])];
  for (const [number, row] of rows.entries()) {
    row.number = number;
    [row.storedIn, row.storedOut] = [row.totalIn, row.totalOut];
  }
  meter.numbered = rows;
  return {
    ...columnsOf(rows),
    in: rows.map((row) => row.totalIn),
    out: rows.map((row) => row.totalOut),
    up: rows.map((row) => row.up),
    span: rows.map((row) => row.span),
  };
};

/** A cut may name a row of nobody that an earlier table showed first: its birth is as uncertain as that table was late. */
const newColumnsOf = (rows: readonly MeterRow[], tableSpan: number): RowColumns => ({
  ...columnsOf(rows),
  ...(rows.some(({ span }) => span !== tableSpan) ? { span: rows.map(({ span }) => span) } : {}),
});

const columnsOf = (rows: readonly MeterRow[]): RowColumns => ({
  id: rows.map((row) => row.id),
  mac: rows.map((row) => row.mac),
  birth: rows.map((row) => row.birth),
  device: rows.map((row) => row.device),
  owner: rows.map((row) => row.owner),
});
