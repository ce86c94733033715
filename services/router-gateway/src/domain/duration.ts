// RouterOS durations: `1w2d3h4m5s`, `00:05:00`, `1d02:03:04` (facts/routeros.md, "Data rules").

const SECONDS_OF: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
const WORDED = /^(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+(?:\.\d+)?s)?(?:\d+ms)?$/;
const CLOCKED = /^((?:\d+w)?(?:\d+d)?)(\d+):(\d\d):(\d\d)(?:\.\d+)?$/;

const sumOfParts = (text: string): number =>
  [...text.matchAll(/(\d+)(?:\.\d+)?(ms|w|d|h|m|s)/g)].reduce(
    (seconds, [, count, unit]) => seconds + Number(count) * (SECONDS_OF[unit ?? ''] ?? 0),
    0,
  );

/** Whole seconds, fractions dropped; undefined for `never`, nothing, or what is no duration. */
export const parseDurationSeconds = (text: string | undefined): number | undefined => {
  if (!text) return undefined;
  const clocked = CLOCKED.exec(text);
  if (clocked) {
    const [, days = '', hours, minutes, seconds] = clocked;
    return sumOfParts(days) + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  }
  return WORDED.test(text) ? sumOfParts(text) : undefined;
};

/** As RouterOS takes it in an argument. */
export const durationOf = (seconds: number): string => `${Math.max(0, Math.floor(seconds))}s`;
