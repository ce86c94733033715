// duration.ts — RouterOS durations: `1w2d3h4m5s`, `00:05:00`, `1d02:03:04`.

const SECONDS_OF: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1, ms: 0 };
const [ZERO, NINE, POINT] = [48, 57, 46];
const CLOCK = /^(.*?)(\d+):(\d\d):(\d\d)(?:\.\d+)?$/;

/**
 * Whole seconds, fractions dropped; undefined for `never`, nothing, or what is no duration. Read by hand rather than by
 * a pattern: a host table has two of them a row.
 */
export const parseDurationSeconds = (text: string | undefined): number | undefined => {
  if (!text) return undefined;
  if (text.includes(':')) return parseClock(text);
  let seconds = 0;
  for (let at = 0; at < text.length;) {
    const start = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    if (at === start) return undefined;
    const count = Number(text.slice(start, at));
    if (text.charCodeAt(at) === POINT) {
      at += 1;
      while (isDigit(text.charCodeAt(at))) at += 1;
    }
    const unitStart = at;
    while (at < text.length && !isDigit(text.charCodeAt(at))) at += 1;
    const unitSeconds = SECONDS_OF[text.slice(unitStart, at)];
    if (unitSeconds === undefined) return undefined;
    seconds += count * unitSeconds;
  }
  return seconds;
};

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

const parseClock = (text: string): number | undefined => {
  const [, days = '', hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const before = days === '' ? 0 : parseDurationSeconds(days);
  return before === undefined
    ? undefined
    : before + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
};

/** As RouterOS takes it in an argument. */
export const durationOf = (seconds: number): string => `${Math.max(0, Math.floor(seconds))}s`;
