// When a code may be asked for, and what a typed code is worth (facts/payments.md, "OTP").
import { ok, refused, type Instant, type Result } from '@saring/kernel';

export const OTP_CODE_DIGITS = 6;
export const OTP_LIFETIME_SECONDS = 300;
export const OTP_TRIES_PER_CODE = 5;
export const OTP_FAILURES_PER_DAY = 15;
export const OTP_CODES_PER_DAY = 5;
/** The wait after the first, the second and every further code of a day. */
export const OTP_RESEND_SECONDS = [60, 120, 300] as const;
/** "A day" is the last 24 hours: there is no midnight to wait for with a script. */
export const OTP_DAY_SECONDS = 86_400;

/** When codes went out in the last day, oldest first: to the phone, and to the device that asks. */
export type CodesSent = { readonly toPhone: readonly Instant[]; readonly fromDevice: readonly Instant[] };

const secondsBetween = (from: Instant, to: Instant): number =>
  Math.ceil((Date.parse(to) - Date.parse(from)) / 1000);

const waitAfter = (codes: number): number =>
  OTP_RESEND_SECONDS[Math.min(codes, OTP_RESEND_SECONDS.length) - 1] ?? OTP_RESEND_SECONDS[0];

/** Whether one more code may go out now. The refusals carry `retryInSeconds`. */
export const mayRequestCode = (
  sent: CodesSent,
  at: Instant,
): Result<{ readonly resendInSeconds: number }, 'AUTH.OTP_TOO_SOON' | 'AUTH.OTP_DAILY_LIMIT'> => {
  for (const codes of [sent.toPhone, sent.fromDevice]) {
    const oldest = codes[codes.length - OTP_CODES_PER_DAY];
    if (oldest !== undefined)
      return refused('AUTH.OTP_DAILY_LIMIT', {
        retryInSeconds: Math.max(1, OTP_DAY_SECONDS - secondsBetween(oldest, at)),
      });
  }
  const last = sent.toPhone[sent.toPhone.length - 1];
  const left =
    last === undefined
      ? 0
      : waitAfter(sent.toPhone.length) - Math.floor((Date.parse(at) - Date.parse(last)) / 1000);
  // A clock set back must not make the wait longer than it ever is.
  if (left > 0)
    return refused('AUTH.OTP_TOO_SOON', { retryInSeconds: Math.min(left, waitAfter(sent.toPhone.length)) });
  return ok({ resendInSeconds: waitAfter(sent.toPhone.length + 1) });
};

export type Challenge = {
  readonly expiresAt: Instant;
  readonly consumedAt: Instant | null;
  readonly failedTries: number;
  /** Wrong codes for this phone in the last day, over all its challenges. */
  readonly phoneFailures: number;
};

export type CodeRefusal =
  'AUTH.OTP_USED' | 'AUTH.OTP_EXPIRED' | 'AUTH.OTP_LOCKED' | 'AUTH.OTP_DEAD' | 'AUTH.OTP_WRONG';

/** What a typed code is worth. Only `AUTH.OTP_WRONG` counts as a failed try; it carries `triesLeft`. */
export const checkCode = (
  challenge: Challenge,
  typed: { readonly matches: boolean; readonly at: Instant },
): Result<true, CodeRefusal> => {
  if (challenge.consumedAt) return refused('AUTH.OTP_USED');
  if (typed.at >= challenge.expiresAt) return refused('AUTH.OTP_EXPIRED');
  if (challenge.phoneFailures >= OTP_FAILURES_PER_DAY) return refused('AUTH.OTP_LOCKED');
  if (challenge.failedTries >= OTP_TRIES_PER_CODE) return refused('AUTH.OTP_DEAD');
  if (typed.matches) return ok(true);
  const left =
    Math.min(OTP_TRIES_PER_CODE - challenge.failedTries, OTP_FAILURES_PER_DAY - challenge.phoneFailures) - 1;
  return refused('AUTH.OTP_WRONG', { triesLeft: left });
};
