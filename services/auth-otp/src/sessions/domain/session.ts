// How a session goes on: refresh tokens are used once and passed on within one family (domain.md, "OTP and sessions").
import { ok, refused, type Instant, type Result } from '@saring/kernel';

export const ACCESS_LIFETIME_SECONDS = 1_800;
export const REFRESH_LIFETIME_SECONDS = 30 * 86_400;
/** Two tabs that wake together use one token twice; later than this it was stolen. */
const REUSE_GRACE_SECONDS = 5;

export type RefreshToken = {
  readonly expiresAt: Instant;
  /** Null while it was never used. */
  readonly usedAt: Instant | null;
  readonly familyRevokedAt: Instant | null;
};

type RefreshRefusal = 'AUTH.SESSION_REVOKED' | 'AUTH.SESSION_EXPIRED' | 'AUTH.SESSION_REUSED';

/** Whether a refresh token may be passed on. After `AUTH.SESSION_REUSED` the whole family is to be revoked. */
export const mayRefresh = (token: RefreshToken, at: Instant): Result<true, RefreshRefusal> => {
  if (token.familyRevokedAt) return refused('AUTH.SESSION_REVOKED');
  if (token.usedAt && Date.parse(at) - Date.parse(token.usedAt) > REUSE_GRACE_SECONDS * 1000)
    return refused('AUTH.SESSION_REUSED');
  if (at >= token.expiresAt) return refused('AUTH.SESSION_EXPIRED');
  return ok(true);
};
