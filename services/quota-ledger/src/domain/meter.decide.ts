// meter.decide.ts — turns a router's absolute counters into growth, each byte once (architecture.md, "The meter").
import type { Instant } from '@saring/kernel';
import { monthEndedBetween, NO_MONTHS, type MonthOf } from './closing';
import {
  READING_WINDOW_SECONDS,
  rowKey,
  type Meter,
  type MeterRow,
  type UsageMetered,
  type Witness,
} from './meter';
import { toEvent } from './meter-event';
import { forgetWitness, holdGrowth, spanOf } from './meter-fold';
import { growthOf } from './meter-rows';
import { ALL_RULES, type MeterRules } from './meter-rules';
import { carriedBytes, holdUnwitnessed, isBelieved, mostCarriedBytes, type Entry } from './meter-witness';
import { onlineSecondsOf } from './online-presence';

/** One part of a reading with its place in the stream. Columns have one length. */
export type Observation = {
  readonly sequence: number;
  /** The stream that the sequence belongs to; absent: the same as ever. */
  readonly stream?: string;
  readonly kind: 'poll' | 'cut';
  readonly readingId: string;
  readonly part: number;
  readonly parts: number;
  readonly bootId: string;
  /** Read before the table. */
  readonly routerUptimeSeconds: number;
  /** Read after the table; absent of gateways that read only one. */
  readonly routerUptimeAfterSeconds?: number;
  readonly observedAt: Instant;
  readonly linkBitsPerSecondPerDevice: number;
  /** The `.id` of rows that could not be read. */
  readonly leftOutIds?: readonly string[];
  /** Rows (by index) of devices that someone else's binding lets pass. */
  readonly byHandRows?: readonly number[];
  readonly witness?: Witness;
  readonly ids: readonly string[];
  readonly macKeys: readonly string[];
  /** `rowKey` of each, where the caller has them from a reading before. */
  readonly rowKeys?: readonly string[];
  readonly deviceIds: readonly string[];
  readonly owners: readonly string[];
  readonly bytesIn: readonly number[];
  readonly bytesOut: readonly number[];
  readonly uptimeSeconds: readonly number[];
};

/** Rows that a reading with left-out rows did not show are kept up to this many. */
const UNSEEN_ROWS_KEPT = 5_000;
/** Bytes of rows without an owner, or without a row, that are worth an event of their own. */
const WORTH_SAYING_BYTES = 10_000_000;

/**
 * Meters one message, and moves the meter on.
 * @param now the append's time: an observation cannot be later.
 * @param monthOf the calendar by which months are closed; absent: none is.
 * @returns the event to append, or null when the message is old or nothing moved.
 */
export const observe = (
  meter: Meter,
  observation: Observation,
  now: Instant,
  rules: MeterRules = ALL_RULES,
  monthOf: MonthOf = NO_MONTHS,
): UsageMetered | null => {
  if (isOldNews(meter, observation, rules)) return null;
  takePlace(meter, observation);
  if (rules.window && isTornApart(observation)) return null;
  const at = clamp(observation.observedAt, meter.at, now);
  const boot = rules.boot ? observation.bootId : '';
  if (boot !== meter.boot) startBoot(meter, boot);
  const seen = partOfReading(meter, observation);
  const entries = observeRows(meter, observation, seen, rules);
  const carried = carriedBytes(meter.witness, observation.witness);
  const span = spanOf(observation.routerUptimeSeconds, observation.routerUptimeAfterSeconds);
  const believed = isBelieved(meter, rules) ? carried : null;
  const verdict = holdUnwitnessed(
    meter,
    {
      entries,
      carried,
      mostCarried: carried ?? mostCarriedBytes(meter, observation.witness),
      spanSeconds: span,
      linkBitsPerSecond: observation.linkBitsPerSecondPerDevice,
    },
    rules,
  );
  const named = withoutNobodys(meter, observation, entries);
  const prevBefore = meter.prev;
  const isEnd = seen !== null && meter.reading?.nextPart === observation.parts;
  if (isEnd) finishReading(meter, boot, observation, seen, rules);
  meter.at = at;
  const stored = named.filter((entry) => mustStore(entry, observation.kind, rules));
  const isFirstOfBoot = meter.prev !== prevBefore && prevBefore?.[0] !== meter.prev?.[0];
  if (stored.length === 0 && !isFirstOfBoot && !(isEnd && isWorthSaying(meter, carried))) return null;
  const { sequence: seq, routerUptimeSeconds: up, routerUptimeAfterSeconds: upTo } = observation;
  const witness = observation.witness?.name.length
    ? { ...observation.witness, ...(span > 0 ? { span } : {}) }
    : null;
  const closes = monthEndedBetween(meter.storedAt, at, monthOf);
  const head = { seq, boot, up, upTo, at, closes, isEnd, witness, carried: believed, verdict };
  return toEvent(meter, head, stored);
};

/**
 * Order within one stream is the order of reading. Another stream (after a loss or a restore) has its own; what it
 * shows of before the last reading was metered already.
 */
const isOldNews = (meter: Meter, observation: Observation, rules: MeterRules): boolean => {
  if (!rules.streamIdentity || isSameStream(meter, observation))
    return rules.dropAtOrBelowLast && observation.sequence <= meter.seq;
  if (!rules.dropOlder) return false;
  // Uptimes are whole seconds; another boot's cannot be compared.
  if (observation.bootId !== meter.boot || observation.routerUptimeSeconds === meter.lastUp)
    return observation.observedAt <= meter.at;
  return observation.routerUptimeSeconds < meter.lastUp;
};

const isSameStream = ({ stream }: Meter, observation: Observation): boolean =>
  stream === '' || observation.stream === undefined || observation.stream === stream;

const takePlace = (meter: Meter, observation: Observation): void => {
  const { sequence, stream } = observation;
  const isSame = isSameStream(meter, observation);
  meter.seq = isSame ? Math.max(meter.seq, sequence) : sequence;
  if (!isSame) meter.reading = null;
  if (stream !== undefined) meter.stream = stream;
};

/** Its uptimes lie too far apart, or the router booted in between. */
const isTornApart = ({
  routerUptimeSeconds: before,
  routerUptimeAfterSeconds: after,
}: Observation): boolean =>
  after !== undefined && (after < before || after - before > READING_WINDOW_SECONDS);

const clamp = (at: Instant, earliest: Instant, latest: Instant): Instant =>
  at > latest ? latest : at < earliest ? earliest : at;

const startBoot = (meter: Meter, boot: string): void => {
  meter.rows.clear();
  meter.boot = boot;
  meter.lastUp = 0;
  forgetWitness(meter);
};

/** The rows seen so far in this reading, or null for a cut, whose absent rows mean nothing. */
const partOfReading = (meter: Meter, observation: Observation): Set<MeterRow> | null => {
  if (observation.kind === 'cut') return null;
  const isWhole = (observation.leftOutIds?.length ?? 0) === 0;
  const current = meter.reading;
  if (current && current.readingId === observation.readingId && current.nextPart === observation.part) {
    current.nextPart += 1;
    current.isWhole &&= isWhole;
    return current.seen;
  }
  // A reading whose first part was never stored can meter its rows, but cannot say which are gone.
  const seen = new Set<MeterRow>();
  const nextPart = observation.part === 0 ? 1 : -1;
  meter.reading = { readingId: observation.readingId, nextPart, seen, isWhole };
  return seen;
};

/** A row that an incomplete reading left out may still exist: the meter forgets none, and does not start over. */
const finishReading = (
  meter: Meter,
  boot: string,
  observation: Observation,
  seen: ReadonlySet<MeterRow>,
  rules: MeterRules,
): void => {
  const isWhole = meter.reading?.isWhole ?? true;
  meter.reading = null;
  const isCrowded = meter.rows.size > seen.size + UNSEEN_ROWS_KEPT;
  if (isWhole || isCrowded || !rules.keepUnseen)
    for (const [key, row] of meter.rows) if (!seen.has(row)) meter.rows.delete(key);
  if (isWhole || isCrowded || !rules.keepStart || !meter.prev)
    meter.prev = [boot, observation.routerUptimeSeconds];
};

/** Bytes that moved, of rows without an owner too, and the rows that an event may have to name. */
const observeRows = (
  meter: Meter,
  observation: Observation,
  seen: Set<MeterRow> | null,
  rules: MeterRules,
): Entry[] => {
  const byHand = observation.byHandRows?.length ? new Set(observation.byHandRows) : null;
  const entries: Entry[] = [];
  for (let index = 0; index < observation.ids.length; index += 1) {
    const entry = observeRow(meter, observation, index, byHand?.has(index) ?? false, rules);
    seen?.add(entry.row);
    if (entry.row.owner !== '' || observation.kind === 'cut' || entry.in + entry.out > 0) entries.push(entry);
  }
  meter.lastUp = observation.routerUptimeSeconds;
  return entries;
};

const observeRow = (
  meter: Meter,
  observation: Observation,
  index: number,
  isByHand: boolean,
  rules: MeterRules,
): Entry => {
  const { routerUptimeSeconds: up, routerUptimeAfterSeconds: upTo } = observation;
  const totalIn = observation.bytesIn[index] ?? 0;
  const totalOut = observation.bytesOut[index] ?? 0;
  const birth = up - (observation.uptimeSeconds[index] ?? 0);
  const owner = observation.owners[index] ?? '';
  const seen = { totalIn, totalOut, birth, span: spanOf(up, upTo), owner };
  const key =
    observation.rowKeys?.[index] ?? rowKey(observation.ids[index] ?? '', observation.macKeys[index] ?? '');
  const known = meter.rows.get(key);
  const { isSame, fall, baseIn, baseOut, unclaimedBytes } = growthOf(meter, known, seen, rules);
  const start = known && isSame ? known.up : birth;
  const seconds = (upTo ?? up) - (fall === 'back' ? (known?.held?.up ?? start) : start);
  // Another owner or incarnation is another row to the events, so that an entry's number says whose it is.
  const isKept = known && isSame && known.owner === owner;
  const row = isKept ? known : newRow(meter, observation, index, seen);
  const since = isKept ? known.up : birth;
  const growth = { in: totalIn - baseIn, out: totalOut - baseOut };
  const presence = { sentBytes: growth.in, isSame, up, latestBirth: birth + seen.span };
  const onlineSeconds = onlineSecondsOf(known, presence, rules);
  const withdrawn = fall === 'back' ? (row.held?.entries ?? []) : [];
  if (fall) row.held = null;
  row.totalIn = totalIn;
  row.totalOut = totalOut;
  row.up = row.shownUp = up;
  const noneHeld = { isHeld: false, isHeldTotal: false };
  return {
    row,
    ...growth,
    seconds,
    since,
    fall,
    withdrawn,
    unclaimedBytes,
    onlineSeconds,
    isByHand,
    ...noneHeld,
  };
};

/** Rows without an owner are in no event but a cut, and there without their bytes. */
const withoutNobodys = (meter: Meter, { kind }: Observation, entries: readonly Entry[]): Entry[] => {
  const named: Entry[] = [];
  for (const entry of entries) {
    if (entry.row.owner !== '') named.push(entry);
    else {
      const { row, since, isHeld, isHeldTotal, isByHand } = entry;
      if (isHeld && !isHeldTotal) holdGrowth(row, entry.in, entry.out, since);
      if (!isHeld && isByHand) meter.byHandBytes += entry.in + entry.out;
      if (!isHeld && !isByHand) meter.strangersBytes += entry.in + entry.out;
      if (kind === 'cut') named.push({ ...entry, in: 0, out: 0, unclaimedBytes: 0, isHeld: false });
    }
  }
  return named;
};

const newRow = (
  meter: Meter,
  observation: Observation,
  index: number,
  { birth, span }: { readonly birth: number; readonly span: number },
): MeterRow => {
  const row: MeterRow = {
    number: -1,
    id: observation.ids[index] ?? '',
    mac: observation.macKeys[index] ?? '',
    birth,
    span,
    device: observation.deviceIds[index] ?? '',
    owner: observation.owners[index] ?? '',
    totalIn: 0,
    totalOut: 0,
    storedIn: 0,
    storedOut: 0,
    up: 0,
    shownUp: -1,
    held: null,
  };
  meter.rows.set(rowKey(row.id, row.mac), row);
  return row;
};

/** Owned rows when they moved or are new; rows without an owner in no event but a cut. */
const mustStore = (entry: Entry, kind: 'poll' | 'cut', rules: MeterRules): boolean => {
  if (entry.row.owner === '') return kind === 'cut' && rules.keepCuts;
  return entry.in + entry.out > 0 || entry.row.number < 0 || kind === 'cut' || entry.fall !== null;
};

const isWorthSaying = ({ strangersBytes, byHandBytes }: Meter, carried: number | null): boolean =>
  strangersBytes + byHandBytes >= WORTH_SAYING_BYTES || (carried ?? 0) >= WORTH_SAYING_BYTES;
