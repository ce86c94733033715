// operator-lockout.ts — a guessed operator password costs ever more time.
import { ok, refused, type Instant, type Result } from '@saring/kernel';

/** So many wrong passwords in a row cost nothing but the tries. */
const FREE_FAILURES = 4;
const LOCKOUT_SECONDS = { first: 30, longest: 3_600 };

/** Seconds that a login is closed after so many failures in a row: 30, 60, 120 … at the most an hour. */
export const lockoutSeconds = (failures: number): number =>
  failures <= FREE_FAILURES
    ? 0
    : Math.min(
        LOCKOUT_SECONDS.longest,
        LOCKOUT_SECONDS.first * 2 ** Math.min(failures - FREE_FAILURES - 1, 16),
      );

/** Over all addresses: so many wrong passwords an hour close an account to addresses that never got in. */
const OUTER_FAILURES = 100;
export const OUTER_WINDOW_SECONDS = 3_600;

/** Tries for one account from one address. */
export type Tries = {
  readonly failures: number;
  readonly lockedUntil: Instant | null;
  /** The account was logged in to from here before: a stranger's tries elsewhere never close it here. */
  readonly isKnownAddress: boolean;
  /** Of the last hour, from everywhere. */
  readonly accountFailures: number;
};

/** Refused with `retryInSeconds` while closed, whatever the password. */
export const mayTryPassword = (tries: Tries, at: Instant): Result<true, 'AUTH.OPERATOR_LOCKED'> => {
  const { lockedUntil } = tries;
  if (lockedUntil && at < lockedUntil) {
    const left = Math.ceil((Date.parse(lockedUntil) - Date.parse(at)) / 1000);
    return refused('AUTH.OPERATOR_LOCKED', { retryInSeconds: Math.min(LOCKOUT_SECONDS.longest, left) });
  }
  return !tries.isKnownAddress && tries.accountFailures >= OUTER_FAILURES
    ? refused('AUTH.OPERATOR_LOCKED', { retryInSeconds: OUTER_WINDOW_SECONDS })
    : ok(true);
};
