// online-presence.ts — for how long a router shows that a device was online (docs/adr/0039).
import type { MeterRow } from './meter';
import type { MeterRules } from './meter-rules';

/** Between two readings no more counts: what a device did in a longer gap nobody saw. Four readings of the default. */
export const ONLINE_GAP_SECONDS = 120;

type Presence = {
  /** Bytes that came from the device since its row was last read. */
  readonly sentBytes: number;
  /** The very row of the last reading. */
  readonly isSame: boolean;
  /** The router's uptime before the table. */
  readonly up: number;
  /** The latest that the row can have been born, as the router's uptime. */
  readonly latestBirth: number;
};

/**
 * Whole seconds of the router's uptime from the reading before, or from the row's birth, to this one. A device that
 * sent nothing is away though its row is still there: it was not online. In doubt too little, never too much.
 * @param known the row of the same boot, `.id` and MAC in the last reading.
 */
export const onlineSecondsOf = (
  known: MeterRow | undefined,
  { sentBytes, isSame, up, latestBirth }: Presence,
  rules: MeterRules,
): number => {
  if (sentBytes <= 0 && rules.onlineSends) return 0;
  const shownUp = rules.onlineShown ? known?.shownUp : known?.up;
  // Nobody knows how long the row was idle before this process saw it.
  if (isSame && (shownUp ?? -1) < 0) return 0;
  const bornAt = rules.onlineBorn ? Math.max(latestBirth, known?.up ?? 0) : 0;
  const seconds = Math.floor(up - (isSame ? (shownUp ?? up) : bornAt));
  return Math.max(0, rules.onlineGap ? Math.min(seconds, ONLINE_GAP_SECONDS) : seconds);
};
