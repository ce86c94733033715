// steps.ts — the life of a neighbourhood as a list of small steps, all of them chosen by one seed.

/** What may happen next. Numbers are taken modulo what there is, so that every list of steps can be played. */
export type Step = {
  readonly do: (typeof KINDS)[number][0];
  /** Which person, router, order or message. */
  readonly which: number;
  readonly choice: number;
};

/** How often each comes among a thousand. */
const KINDS = [
  ['wait', 170],
  ['use', 190],
  ['poll', 120],
  ['read', 30],
  ['publish', 30],
  ['redeliver', 25],
  ['crashMeter', 10],
  ['reboot', 2],
  ['leave', 15],
  ['order', 14],
  ['owe', 2],
  ['pay', 30],
  ['mishap', 3],
  ['refund', 3],
  ['notice', 25],
  ['ask', 12],
  ['look', 12],
  ['end', 4],
  ['emit', 40],
  ['crashPayment', 6],
  ['deliver', 45],
  ['work', 50],
  ['crashBilling', 5],
  ['project', 40],
  ['crashLedger', 8],
  ['status', 50],
  ['apply', 25],
  ['expire', 8],
  ['bills', 20],
  ['cash', 3],
  ['cashBack', 1],
  ['give', 6],
  ['hold', 20],
  ['quiet', 0],
] as const;

const TOTAL = KINDS.reduce((sum, [, weight]) => sum + weight, 0);
const WAITS_A_DAY_SHARE = 170 / TOTAL;
const DAY_SECONDS = 86_400;
const CHOICES = 2 ** 20;

/** A generator of whole numbers (mulberry32). @returns one from 0 up to, without, `below`. */
export const dice = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

/** The kind of each number below `TOTAL`. */
const TABLE = KINDS.flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));

/**
 * The steps of one day, which ends quietly: what is under way arrives, what was lost is asked for again.
 * @param count how many steps; the waits among them take about a day.
 */
export const dayOf = (roll: (below: number) => number, count: number): readonly Step[] => {
  const longestWait = Math.ceil((2 * DAY_SECONDS) / (count * WAITS_A_DAY_SHARE));
  const steps: Step[] = [];
  for (let index = 0; index < count; index += 1) {
    const kind = TABLE[roll(TOTAL)] ?? 'wait';
    const choice = kind === 'wait' ? 1 + roll(longestWait) : roll(CHOICES);
    steps.push({ do: kind, which: roll(CHOICES), choice });
  }
  steps.push({ do: 'quiet', which: 0, choice: 0 });
  return steps;
};
