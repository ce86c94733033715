// meter-rows.ts — which row of a router is which, and what of its counters is growth (architecture.md, "The meter").
import { ROUNDING_SECONDS, type Meter, type MeterRow } from './meter';
import type { MeterRules } from './meter-rules';

/** A row as one reading shows it: absolute counters, and the earliest and latest it can have been born. */
export type SeenRow = {
  readonly totalIn: number;
  readonly totalOut: number;
  readonly birth: number;
  readonly span: number;
};

export type Growth = {
  /** The very row of the last reading: its watermark moves on. */
  readonly isSame: boolean;
  readonly baseIn: number;
  readonly baseOut: number;
  /** What cannot be charged to anyone. */
  readonly unclaimedBytes: number;
};

/**
 * In doubt too little is charged, never too much, and what is not charged is said.
 * @param known the row of the same boot, `.id` and MAC in the last reading.
 */
export const growthOf = (
  meter: Meter,
  known: MeterRow | undefined,
  seen: SeenRow,
  rules: MeterRules,
): Growth => {
  if (!known)
    return isNewborn(meter, seen, rules) ? ANEW : notCharged(meter, seen, seen.totalIn + seen.totalOut);
  const fell = seen.totalIn < known.totalIn || seen.totalOut < known.totalOut;
  if (fell && rules.counterFell) return ANEW;
  const growthBytes = seen.totalIn - known.totalIn + (seen.totalOut - known.totalOut);
  const order = compareBirths(known, seen, rules);
  if (order === 'same')
    return { isSame: true, baseIn: known.totalIn, baseOut: known.totalOut, unclaimedBytes: 0 };
  if (order === 'earlier') return notCharged(meter, seen, growthBytes);
  if (!rules.laterChargesGrowth) return ANEW;
  // Made anew and past its old total already, or its uptime began again: nobody can tell which.
  return {
    isSame: false,
    baseIn: known.totalIn,
    baseOut: known.totalOut,
    unclaimedBytes: known.totalIn + known.totalOut,
  };
};

const ANEW: Growth = { isSame: false, baseIn: 0, baseOut: 0, unclaimedBytes: 0 };

/** The first look at a router only sets watermarks: what was there before it is no news. */
const notCharged = (meter: Meter, { totalIn, totalOut }: SeenRow, bytes: number): Growth => ({
  isSame: false,
  baseIn: totalIn,
  baseOut: totalOut,
  unclaimedBytes: meter.prev ? bytes : 0,
});

/** Births are intervals: between the two uptimes of the reading, less the row's own, each a whole second. */
const compareBirths = (known: MeterRow, seen: SeenRow, rules: MeterRules): 'same' | 'later' | 'earlier' => {
  if (!rules.birth) return 'same';
  const slack = 2 * ROUNDING_SECONDS;
  if (!rules.interval) return compareMiddles(known, seen, slack);
  if (seen.birth - slack > known.birth + known.span) return 'later';
  return seen.birth + seen.span + slack < known.birth ? 'earlier' : 'same';
};

const compareMiddles = (known: MeterRow, seen: SeenRow, slack: number): 'same' | 'later' | 'earlier' => {
  const apart = seen.birth + seen.span / 2 - (known.birth + known.span / 2);
  if (Math.abs(apart) <= slack) return 'same';
  return apart > 0 ? 'later' : 'earlier';
};

/** It cannot have been there, and charged, at the last complete reading. */
const isNewborn = (meter: Meter, { birth, span }: SeenRow, rules: MeterRules): boolean => {
  if (!rules.bornAfter) return true;
  if (!meter.prev) return false;
  return meter.prev[0] !== meter.boot || birth + span + ROUNDING_SECONDS >= meter.prev[1];
};
