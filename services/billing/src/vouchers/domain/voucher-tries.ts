// voucher-tries.ts — how long someone waits who typed wrong codes: guessing costs growing time.

/** Wrong codes that cost nothing: fingers slip. */
const FREE = 3;
const LONGEST_SECONDS = 900;
/** After so long without a wrong code all is forgotten. */
export const TRIES_KEPT_SECONDS = 3_600;
/** So many wrong codes an hour, all sources together, are an attack: it is told. */
export const ALERT_WRONG_AN_HOUR = 200;
/** Beyond it every source that has typed one wrong code waits the longest. */
const ATTACK_WRONG_AN_HOUR = 1_000;

export type Tries = { readonly wrong: number; readonly lastAt: Date };

/** Seconds until the next code may be typed; 0: now. @param wrongOverall of the last hour. */
export const waitSeconds = ({ wrong, lastAt }: Tries, wrongOverall: number, now: Date): number => {
  const sinceSeconds = (now.getTime() - lastAt.getTime()) / 1_000;
  if (wrong === 0 || sinceSeconds >= TRIES_KEPT_SECONDS) return 0;
  const costs = wrong < FREE ? 0 : Math.min(LONGEST_SECONDS, 5 * 2 ** (wrong - FREE));
  const wait = wrongOverall >= ATTACK_WRONG_AN_HOUR ? LONGEST_SECONDS : costs;
  return Math.max(0, Math.ceil(wait - sinceSeconds));
};
