// otp-challenge.ts — when a code may be asked for, and what a typed code is worth (domain.md, "OTP and sessions").
import { ok, refused, type Instant, type Result } from '@saring/kernel';

export const OTP_CODE_DIGITS = 6;
export const OTP_LIFETIME_SECONDS = 300;
/** Once a message with a code of ours has come, its browser has at least so long to go on, e.g. to answer a question. */
export const REVERSE_TYPING_SECONDS = 120;
export const OTP_TRIES_PER_CODE = 5;
const OTP_FAILURES_PER_DAY = 15;
/** A day's codes that were never typed, and all of them: a person who types their codes is no flood. */
const OTP_CODES_PER_DAY = { unused: 5, all: 20 };
/** Where no router names the device, an address counts for everyone behind it. */
const OTP_CODES_PER_ADDRESS_AND_DAY = { unused: 40, all: 400 };
/** The wait after the first, the second and every further unused code. */
const OTP_RESEND_SECONDS = [60, 120, 300] as const;
/** "A day" is the last 24 hours: there is no midnight to wait for with a script. */
export const OTP_DAY_SECONDS = 86_400;

export type SentCode = {
  readonly at: Instant;
  readonly isUsed: boolean;
  /** Asked for by the very source that asks now. */
  readonly isMine: boolean;
};

/**
 * Codes of the last day, oldest first. Those to the phone are counted apart for its own devices and for all others, so
 * that strangers cannot lock a person out of their own device. Of the others a device that a router sees answers for
 * what it asked itself, and only all of a day's codes together stop it; a mere address answers for all strangers.
 */
export type CodesSent = {
  readonly toPhone: readonly SentCode[];
  readonly fromSource: readonly SentCode[];
  /** Whether the source is a device, or only an address. */
  readonly source: 'device' | 'address';
};

const secondsBetween = (from: Instant, to: Instant): number =>
  Math.ceil((Date.parse(to) - Date.parse(from)) / 1000);

const waitAfter = (codes: number): number =>
  OTP_RESEND_SECONDS[Math.min(codes, OTP_RESEND_SECONDS.length) - 1] ?? OTP_RESEND_SECONDS[0];

/** The code that must be a day old before the next; undefined: none. */
const blocking = (codes: readonly SentCode[], limit: typeof OTP_CODES_PER_DAY): SentCode | undefined => {
  const unused = codes.filter(({ isUsed }) => !isUsed);
  return unused[unused.length - limit.unused] ?? codes[codes.length - limit.all];
};

/** Unused codes since the last one that was typed. */
const unusedRun = (codes: readonly SentCode[]): readonly SentCode[] =>
  codes.slice(codes.findLastIndex(({ isUsed }) => isUsed) + 1);

/** Whether one more code may go out now. The refusals carry `retryInSeconds`. */
export const mayRequestCode = (
  sent: CodesSent,
  at: Instant,
): Result<{ readonly resendInSeconds: number }, 'AUTH.OTP_TOO_SOON' | 'AUTH.OTP_DAILY_LIMIT'> => {
  const ofSource = sent.source === 'device' ? OTP_CODES_PER_DAY : OTP_CODES_PER_ADDRESS_AND_DAY;
  const counted = sent.source === 'device' ? sent.toPhone.filter(({ isMine }) => isMine) : sent.toPhone;
  const oldest =
    blocking(counted, OTP_CODES_PER_DAY) ??
    sent.toPhone[sent.toPhone.length - OTP_CODES_PER_DAY.all] ??
    blocking(sent.fromSource, ofSource);
  if (oldest !== undefined)
    return refused('AUTH.OTP_DAILY_LIMIT', {
      retryInSeconds: Math.max(1, OTP_DAY_SECONDS - secondsBetween(oldest.at, at)),
    });
  const run = unusedRun(counted);
  const last = run[run.length - 1];
  const left =
    last === undefined
      ? 0
      : waitAfter(run.length) - Math.floor((Date.parse(at) - Date.parse(last.at)) / 1000);
  // A clock set back must not make the wait longer than it ever is.
  if (left > 0)
    return refused('AUTH.OTP_TOO_SOON', { retryInSeconds: Math.min(left, waitAfter(run.length)) });
  return ok({ resendInSeconds: waitAfter(run.length + 1) });
};

export type Challenge = {
  readonly expiresAt: Instant;
  readonly consumedAt: Instant | null;
  readonly failedTries: number;
  /** Wrong codes for this phone in the last day, over all its challenges from its own devices, or from all others. */
  readonly phoneFailures: number;
};

/** `isRepeated`: the same wrong code again, as a double tap or a page's reload sends it. */
type TypedCode = { readonly matches: boolean; readonly isRepeated: boolean; readonly at: Instant };

export type CodeRefusal =
  'AUTH.OTP_USED' | 'AUTH.OTP_EXPIRED' | 'AUTH.OTP_LOCKED' | 'AUTH.OTP_DEAD' | 'AUTH.OTP_WRONG';

/** The verdict on a typed code. `AUTH.OTP_WRONG` carries `triesLeft`; only a new wrong code costs one. */
export const checkCode = (challenge: Challenge, typed: TypedCode): Result<true, CodeRefusal> => {
  if (challenge.consumedAt) return refused('AUTH.OTP_USED');
  if (typed.at >= challenge.expiresAt) return refused('AUTH.OTP_EXPIRED');
  if (challenge.phoneFailures >= OTP_FAILURES_PER_DAY) return refused('AUTH.OTP_LOCKED');
  if (challenge.failedTries >= OTP_TRIES_PER_CODE) return refused('AUTH.OTP_DEAD');
  if (typed.matches) return ok(true);
  const left = Math.min(
    OTP_TRIES_PER_CODE - challenge.failedTries,
    OTP_FAILURES_PER_DAY - challenge.phoneFailures,
  );
  return refused('AUTH.OTP_WRONG', { triesLeft: typed.isRepeated ? left : left - 1 });
};
