// meter.decide.ts — turns a router's absolute counters into growth, each byte once (architecture.md, "The meter").
import type { Instant } from '@saring/kernel';
import {
  BIRTH_TOLERANCE_SECONDS,
  EVENTS_BETWEEN_CHECKPOINTS,
  rowKey,
  type Checkpoint,
  type Meter,
  type MeterRow,
  type RowColumns,
  type UsageMetered,
} from './meter';

/** One part of a reading with its place in the stream. Columns have one length. */
export type Observation = {
  readonly sequence: number;
  readonly kind: 'poll' | 'cut';
  readonly readingId: string;
  readonly part: number;
  readonly parts: number;
  readonly bootId: string;
  readonly routerUptimeSeconds: number;
  readonly observedAt: Instant;
  readonly linkBitsPerSecondPerDevice: number;
  readonly ids: readonly string[];
  readonly macKeys: readonly string[];
  readonly deviceIds: readonly string[];
  readonly owners: readonly string[];
  readonly bytesIn: readonly number[];
  readonly bytesOut: readonly number[];
  readonly uptimeSeconds: readonly number[];
};

/** The rules that an experiment may switch off to see the property test turn red; product code never does. */
export type MeterRules = {
  readonly dropAtOrBelowLast: boolean;
  readonly boot: boolean;
  readonly birth: boolean;
  readonly bornAfter: boolean;
  readonly keepCuts: boolean;
};
export const ALL_RULES: MeterRules = {
  dropAtOrBelowLast: true,
  boot: true,
  birth: true,
  bornAfter: true,
  keepCuts: true,
};

/** A row that seems younger than before by more than this was created anew. */
const UPTIME_FALL_SECONDS = 5;
const BITS_PER_BYTE = 8;

type Entry = {
  readonly row: MeterRow;
  in: number;
  out: number;
  heldSeconds: number | null;
  unclaimedBytes: number;
};

/**
 * Meters one message, and moves the meter on.
 * @param now the append's time: an observation cannot be later.
 * @returns the event to append, or null when the message is old or nothing moved.
 */
export const observe = (
  meter: Meter,
  observation: Observation,
  now: Instant,
  rules: MeterRules = ALL_RULES,
): UsageMetered | null => {
  if (rules.dropAtOrBelowLast && observation.sequence <= meter.seq) return null;
  const at = clamp(observation.observedAt, meter.at, now);
  const boot = rules.boot ? observation.bootId : '';
  if (boot !== meter.boot) {
    meter.rows.clear();
    meter.boot = boot;
  }
  const seen = partOfReading(meter, observation);
  const entries: Entry[] = [];
  for (let index = 0; index < observation.ids.length; index += 1) {
    const entry = observeRow(meter, observation, index, rules, seen);
    if (entry) entries.push(entry);
  }
  const prevBefore = meter.prev;
  if (seen && isComplete(meter, observation)) finishReading(meter, boot, observation, seen);
  meter.seq = Math.max(meter.seq, observation.sequence);
  meter.at = at;
  const firstOfBoot = meter.prev !== prevBefore && prevBefore?.[0] !== meter.prev?.[0];
  if (entries.length === 0 && !firstOfBoot) return null;
  return toEvent(meter, observation, boot, at, entries);
};

const clamp = (at: Instant, earliest: Instant, latest: Instant): Instant =>
  at > latest ? latest : at < earliest ? earliest : at;

/** The rows seen so far in this reading, or null for a cut, whose absent rows mean nothing. */
const partOfReading = (meter: Meter, observation: Observation): Set<MeterRow> | null => {
  if (observation.kind === 'cut') return null;
  const current = meter.reading;
  if (current && current.readingId === observation.readingId && current.nextPart === observation.part) {
    current.nextPart += 1;
    return current.seen;
  }
  // A reading whose first part was never stored can meter its rows, but cannot say which are gone.
  const seen = new Set<MeterRow>();
  meter.reading = { readingId: observation.readingId, nextPart: observation.part === 0 ? 1 : -1, seen };
  return seen;
};

const isComplete = (meter: Meter, observation: Observation): boolean =>
  meter.reading?.nextPart === observation.parts;

const finishReading = (
  meter: Meter,
  boot: string,
  observation: Observation,
  seen: ReadonlySet<MeterRow>,
): void => {
  meter.prev = [boot, observation.routerUptimeSeconds];
  meter.reading = null;
  // No rule of the search: births tell rows apart without it. It keeps memory to what the router holds.
  for (const [key, row] of meter.rows) if (!seen.has(row)) meter.rows.delete(key);
};

const observeRow = (
  meter: Meter,
  observation: Observation,
  index: number,
  rules: MeterRules,
  seen: Set<MeterRow> | null,
): Entry | null => {
  const id = observation.ids[index] ?? '';
  const mac = observation.macKeys[index] ?? '';
  const totalIn = observation.bytesIn[index] ?? 0;
  const totalOut = observation.bytesOut[index] ?? 0;
  const up = observation.routerUptimeSeconds;
  const birth = up - (observation.uptimeSeconds[index] ?? 0);
  const owner = observation.owners[index] ?? '';
  const known = meter.rows.get(rowKey(id, mac));
  const same = known && isSameRow(known, birth, totalIn, totalOut, up, rules);
  const baseIn = same ? known.totalIn : 0;
  const baseOut = same ? known.totalOut : 0;
  const unclaimed = !same && !isNewborn(meter, known, birth, rules);
  const since = same ? known.up : birth;
  // Another owner or incarnation is another row to the events, so that an entry's number says whose it is.
  const row = same && known.owner === owner ? known : newRow(meter, observation, index, birth);
  row.totalIn = totalIn;
  row.totalOut = totalOut;
  row.up = up;
  seen?.add(row);
  const entry: Entry = {
    row,
    in: unclaimed || owner === '' ? 0 : totalIn - baseIn,
    out: unclaimed || owner === '' ? 0 : totalOut - baseOut,
    heldSeconds: null,
    unclaimedBytes: unclaimed && owner !== '' ? totalIn + totalOut : 0,
  };
  holdImpossible(entry, up - since, observation.linkBitsPerSecondPerDevice);
  return mustStore(entry, row, observation.kind, owner, rules) ? entry : null;
};

const isSameRow = (
  known: MeterRow,
  birth: number,
  totalIn: number,
  totalOut: number,
  up: number,
  rules: MeterRules,
): boolean =>
  (!rules.birth || Math.abs(birth - known.birth) <= BIRTH_TOLERANCE_SECONDS) &&
  totalIn >= known.totalIn &&
  totalOut >= known.totalOut &&
  (!rules.birth || up - birth >= known.up - known.birth - UPTIME_FALL_SECONDS);

/**
 * An unknown row is charged whole only if it cannot have been there at the last complete observation. A known `.id`
 * and MAC whose counters fell within the birth tolerance was created anew since its watermark.
 */
const isNewborn = (meter: Meter, known: MeterRow | undefined, birth: number, rules: MeterRules): boolean => {
  if (!rules.bornAfter) return true;
  if (!meter.prev) return false;
  if (meter.prev[0] !== meter.boot || birth >= meter.prev[1]) return true;
  return known !== undefined && Math.abs(birth - known.birth) <= BIRTH_TOLERANCE_SECONDS;
};

const newRow = (meter: Meter, observation: Observation, index: number, birth: number): MeterRow => {
  const row: MeterRow = {
    number: -1,
    id: observation.ids[index] ?? '',
    mac: observation.macKeys[index] ?? '',
    birth,
    device: observation.deviceIds[index] ?? '',
    owner: observation.owners[index] ?? '',
    totalIn: 0,
    totalOut: 0,
    up: 0,
  };
  meter.rows.set(rowKey(row.id, row.mac), row);
  return row;
};

/** Growth that the link could not have carried since the row's watermark waits for an operator. */
const holdImpossible = (entry: Entry, seconds: number, linkBitsPerSecond: number): void => {
  const possibleBytes = ((seconds + BIRTH_TOLERANCE_SECONDS) * linkBitsPerSecond) / BITS_PER_BYTE;
  if (entry.in + entry.out > possibleBytes) entry.heldSeconds = seconds;
};

/** Owned rows when they moved or are new; rows of nobody in no event but a cut. */
const mustStore = (
  entry: Entry,
  row: MeterRow,
  kind: 'poll' | 'cut',
  owner: string,
  rules: MeterRules,
): boolean => {
  if (owner !== '') return entry.in + entry.out > 0 || row.number < 0 || kind === 'cut';
  return kind === 'cut' && rules.keepCuts;
};

const toEvent = (
  meter: Meter,
  observation: Observation,
  boot: string,
  at: Instant,
  entries: Entry[],
): UsageMetered => {
  const checkpoint = meter.eventsSinceCheckpoint + 1 >= EVENTS_BETWEEN_CHECKPOINTS;
  const all = checkpoint ? renumber(meter, entries) : undefined;
  const introduced = checkpoint ? [] : introduce(meter, entries);
  meter.eventsSinceCheckpoint = checkpoint ? 0 : meter.eventsSinceCheckpoint + 1;
  entries.sort((left, right) => left.row.number - right.row.number);
  const held = entries.flatMap((entry, index) =>
    entry.heldSeconds === null ? [] : [[index, entry.heldSeconds] as const],
  );
  const unclaimed = entries.flatMap((entry) =>
    entry.unclaimedBytes > 0 ? [[entry.row.number, entry.unclaimedBytes] as const] : [],
  );
  return {
    type: 'UsageMetered',
    seq: observation.sequence,
    boot,
    up: observation.routerUptimeSeconds,
    at,
    prev: meter.prev,
    ...(all ? { all } : {}),
    ...(introduced.length > 0 ? { rows: columnsOf(introduced) } : {}),
    n: entries.map((entry, index) => entry.row.number - (entries[index - 1]?.row.number ?? 0)),
    in: entries.map((entry) => entry.in),
    out: entries.map((entry) => entry.out),
    totalIn: entries.map((entry) => entry.row.totalIn),
    totalOut: entries.map((entry) => entry.row.totalOut),
    ...(held.length > 0 ? { held } : {}),
    ...(unclaimed.length > 0 ? { unclaimed } : {}),
  };
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
  for (const [number, row] of rows.entries()) row.number = number;
  meter.numbered = rows;
  return {
    ...columnsOf(rows),
    in: rows.map((row) => row.totalIn),
    out: rows.map((row) => row.totalOut),
    up: rows.map((row) => row.up),
  };
};

const columnsOf = (rows: readonly MeterRow[]): RowColumns => ({
  id: rows.map((row) => row.id),
  mac: rows.map((row) => row.mac),
  birth: rows.map((row) => row.birth),
  device: rows.map((row) => row.device),
  owner: rows.map((row) => row.owner),
});
