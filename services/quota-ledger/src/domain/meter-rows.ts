// meter-rows.ts — which row of a router is which, and what of its counters is growth (architecture.md, "The meter").
import { ROUNDING_SECONDS, type Meter, type MeterRow } from './meter';
import type { MeterRules } from './meter-rules';

/** A row as one reading shows it: absolute counters, and the earliest and latest it can have been born. */
type SeenRow = {
  readonly totalIn: number;
  readonly totalOut: number;
  readonly birth: number;
  readonly span: number;
  readonly owner: string;
};

type Growth = {
  /** The very row of the last reading: its watermark moves on. */
  readonly isSame: boolean;
  /** Its counters fell: what is held of the row so far ends here. */
  readonly fall: Fall | null;
  readonly baseIn: number;
  readonly baseOut: number;
  /** Bytes that cannot be charged to anyone. */
  readonly unclaimedBytes: number;
};

/**
 * `anew`: made anew, so that all of its total is growth. `back`: back to before growth that is held. `unsure`: made anew
 * or not, which is unknown. `unlikely`: it was there before, and its growth is unknown.
 */
export type Fall = 'anew' | 'back' | 'unsure' | 'unlikely';

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
  if (fell && rules.counterFell) return growthOfFallen(known, seen, rules);
  const growthBytes = seen.totalIn - known.totalIn + (seen.totalOut - known.totalOut);
  const order = compareBirths(known, seen, rules);
  if (order === 'same')
    return { isSame: true, fall: null, baseIn: known.totalIn, baseOut: known.totalOut, unclaimedBytes: 0 };
  if (order === 'earlier') return notCharged(meter, seen, growthBytes);
  if (!rules.laterChargesGrowth) return ANEW;
  // Made anew and past its old total already, or its uptime began again: it is unknown which.
  return {
    isSame: false,
    fall: null,
    baseIn: known.totalIn,
    baseOut: known.totalOut,
    unclaimedBytes: known.totalIn + known.totalOut,
  };
};

const ANEW: Growth = { isSame: false, fall: null, baseIn: 0, baseOut: 0, unclaimedBytes: 0 };

/** The first reading of a router only sets watermarks: earlier bytes are not counted. */
const notCharged = (meter: Meter, { totalIn, totalOut }: SeenRow, bytes: number): Growth => ({
  isSame: false,
  fall: null,
  baseIn: totalIn,
  baseOut: totalOut,
  unclaimedBytes: meter.prev ? bytes : 0,
});

/**
 * Births decide, never the counters alone. A row that was born before its last reading was in that reading, so it is the
 * same row: where growth of it is held, that growth was false and it goes on from before; else nobody can tell what it
 * grew. Only a row born since may be made anew.
 */
const growthOfFallen = (known: MeterRow, seen: SeenRow, rules: MeterRules): Growth => {
  if (!rules.fellIsSame) return ANEW;
  const mayBeAnew = seen.birth + seen.span + ROUNDING_SECONDS >= known.up;
  const order = compareBirths(known, seen, rules);
  const isSame = order === 'same';
  const baseIn = known.totalIn - (known.held?.in ?? 0);
  const baseOut = known.totalOut - (known.held?.out ?? 0);
  const isBack = known.held !== null && rules.fallsBack && seen.totalIn >= baseIn && seen.totalOut >= baseOut;
  // Growth held for another owner is not given back to this one, and explains the fall better than a new row would:
  // that the wire carried as much proves nothing then.
  if (isBack && known.owner !== seen.owner) return { ...ANEW, isSame, fall: 'unlikely' };
  if (isBack)
    return { isSame, fall: 'back', baseIn, baseOut, unclaimedBytes: mayBeAnew ? baseIn + baseOut : 0 };
  const isOwn = known.held === null || known.owner === seen.owner;
  if (mayBeAnew && order === 'later' && isOwn) return { ...ANEW, fall: 'anew' };
  return { ...ANEW, isSame, fall: mayBeAnew ? 'unsure' : 'unlikely' };
};

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

/**
 * It cannot have been there, and charged, at the last complete reading. Rows of nobody are in no event, so a meter that
 * woke up does not know them: one that may have been counted is not counted again.
 */
const isNewborn = (meter: Meter, { birth, span, owner }: SeenRow, rules: MeterRules): boolean => {
  if (!rules.bornAfter) return true;
  if (!meter.prev) return false;
  if (meter.prev[0] !== meter.boot) return true;
  return owner === ''
    ? birth - ROUNDING_SECONDS >= meter.prev[1]
    : birth + span + ROUNDING_SECONDS >= meter.prev[1];
};
