// meter-fold.ts — a router's meter folded from its stored events.
import {
  forEachEntry,
  READING_WINDOW_SECONDS,
  rowKey,
  type Checkpoint,
  type Meter,
  type MeterRow,
  type RowColumns,
  type UsageMetered,
} from './meter';

/** Folds a stored event: a meter that wakes up equals one that never slept. */
export const evolveMeter = (meter: Meter, event: UsageMetered): Meter => {
  meter.revision += 1;
  if (event.all) {
    meter.rows.clear();
    meter.numbered = [];
    addRows(meter, event.all, event.all);
    meter.eventsSinceCheckpoint = 0;
    meter.lastClosing = event.closes === undefined ? (event.lastClosing ?? -1) : meter.revision;
    startInterval(meter);
  } else meter.eventsSinceCheckpoint += 1;
  if (event.boot !== meter.boot) {
    if (!event.all) meter.rows.clear();
    forgetWitness(meter);
  }
  if (event.rows) addRows(meter, event.rows, undefined, spanOf(event.up, event.upTo));
  evolveRows(meter, event);
  meter.seq = event.seq;
  if (event.stream !== undefined) meter.stream = meter.storedStream = event.stream;
  if (event.spare !== undefined) meter.spareBytes = event.spare;
  if (event.contradictions !== undefined)
    meter.contradictions = meter.storedContradictions = event.contradictions;
  if (event.witness) meter.witness = event.witness;
  else if (event.unwitnessed !== undefined) meter.witness = null;
  meter.boot = event.boot;
  meter.prev = event.prev;
  meter.at = meter.storedAt = event.at;
  meter.lastUp = event.up;
  return meter;
};

const evolveRows = (meter: Meter, event: UsageMetered): void => {
  const held = new Set(event.held?.map(([entry]) => entry));
  const totalsHeld = new Set(event.heldTotals);
  const totalsSaid = new Map(event.totals?.map(([entry, ...totals]) => [entry, totals]));
  forEachEntry(event, (index, number) => {
    const row = meter.numbered[number];
    if (!row) throw new Error(`entry of row ${number}, which no event has introduced`);
    const bytes = [event.in[index] ?? 0, event.out[index] ?? 0] as const;
    const totals = totalsSaid.get(index) ?? totalsAfter(event, index, row);
    // A checkpoint holds the totals of after its own entries, and what is held of them.
    if (!event.all) {
      if (totals[0] < row.totalIn || totals[1] < row.totalOut) row.held = null;
      if (held.has(index) && !totalsHeld.has(index))
        holdGrowth(row, ...bytes, row.up || row.birth, [meter.revision, index]);
    }
    if (held.has(index)) meter.heldBytes += bytes[0] + bytes[1];
    else meter.claimedBytes += bytes[0] + bytes[1];
    [row.totalIn, row.totalOut] = totals;
    [row.storedIn, row.storedOut] = totals;
    row.up = event.up;
  });
  meter.claimedBytes += (event.strangers ?? 0) + (event.byHand ?? 0);
  for (const [, bytes] of event.unclaimed ?? []) meter.unclaimedBytes += bytes;
  if (event.carried !== undefined || event.unwitnessed !== undefined) startInterval(meter);
  if (event.sums)
    [meter.claimedBytes, meter.heldBytes, meter.unclaimedBytes, meter.fellBackBytes] = event.sums;
};

/** Events of before `totals` say every total; a checkpoint's rows have theirs already. */
const totalsAfter = (event: UsageMetered, index: number, row: MeterRow): readonly [number, number] => {
  if (event.totalIn && event.totalOut) return [event.totalIn[index] ?? 0, event.totalOut[index] ?? 0];
  if (event.all) return [row.totalIn, row.totalOut];
  return [row.totalIn + (event.in[index] ?? 0), row.totalOut + (event.out[index] ?? 0)];
};

/** Adds to what is held of a row. @param up the router's uptime at the watermark before. */
export const holdGrowth = (
  row: MeterRow,
  inBytes: number,
  outBytes: number,
  up: number,
  entry?: readonly [revision: number, entry: number],
): void => {
  const { held } = row;
  row.held = {
    in: (held?.in ?? 0) + inBytes,
    out: (held?.out ?? 0) + outBytes,
    up: held?.up ?? up,
    entries: [...(held?.entries ?? []), ...(entry ? [entry] : [])],
  };
};

/** From one witness to the next. */
export const startInterval = (meter: Meter): void => {
  meter.claimedBytes = meter.heldBytes = meter.unclaimedBytes = meter.fellBackBytes = 0;
};

export const forgetWitness = (meter: Meter): void => {
  startInterval(meter);
  meter.witness = null;
  meter.spareBytes = 0;
};

/** How much later than its earliest birth a row of a reading may have been born. */
export const spanOf = (upBefore: number, upAfter: number | undefined): number =>
  upAfter === undefined ? READING_WINDOW_SECONDS : upAfter - upBefore;

const addRows = (
  meter: Meter,
  columns: RowColumns,
  totals?: Checkpoint,
  span = READING_WINDOW_SECONDS,
): void => {
  for (const [index, id] of columns.id.entries()) {
    const row: MeterRow = {
      number: meter.numbered.length,
      id,
      mac: columns.mac[index] ?? '',
      birth: columns.birth[index] ?? 0,
      span: columns.span?.[index] ?? span,
      device: columns.device[index] ?? '',
      owner: columns.owner[index] ?? '',
      totalIn: totals?.in[index] ?? 0,
      totalOut: totals?.out[index] ?? 0,
      storedIn: totals?.in[index] ?? 0,
      storedOut: totals?.out[index] ?? 0,
      up: totals?.up[index] ?? 0,
      shownUp: -1,
      held: null,
    };
    meter.numbered.push(row);
    meter.rows.set(rowKey(row.id, row.mac), row);
  }
  for (const [number, held] of totals?.held ?? []) {
    const row = meter.numbered[number];
    if (row) row.held = held;
  }
};
