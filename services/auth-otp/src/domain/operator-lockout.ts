// A guessed operator password costs ever more time.
import { ok, refused, type Instant, type Result } from '@saring/kernel';

/** So many wrong passwords in a row cost nothing but the tries. */
export const FREE_FAILURES = 4;
export const LOCKOUT_SECONDS = { first: 30, longest: 3_600 };

/** Seconds that a login is closed after so many failures in a row: 30, 60, 120 … at the most an hour. */
export const lockoutSeconds = (failures: number): number =>
  failures <= FREE_FAILURES
    ? 0
    : Math.min(
        LOCKOUT_SECONDS.longest,
        LOCKOUT_SECONDS.first * 2 ** Math.min(failures - FREE_FAILURES - 1, 16),
      );

/** Refused with `retryInSeconds` while closed, whatever the password. */
export const mayTryPassword = (
  lockedUntil: Instant | null,
  at: Instant,
): Result<true, 'AUTH.OPERATOR_LOCKED'> =>
  lockedUntil && at < lockedUntil
    ? refused('AUTH.OPERATOR_LOCKED', {
        retryInSeconds: Math.min(
          LOCKOUT_SECONDS.longest,
          Math.ceil((Date.parse(lockedUntil) - Date.parse(at)) / 1000),
        ),
      })
    : ok(true);
