// sessions.rows.ts — the rows of subscribers' sessions.
import { newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { REFRESH_LIFETIME_SECONDS, type RefreshToken } from './domain/session';
import { hashToken } from '../secrets';

export type SessionFamily = {
  readonly id: string;
  readonly subscriberId: string;
  readonly deviceId: string | null;
};
type HeldToken = { readonly family: SessionFamily; readonly token: RefreshToken };

const expiryOf = (at: Date): Date => new Date(at.getTime() + REFRESH_LIFETIME_SECONDS * 1000);

/** A session that begins; its first token stores it. */
export const newFamily = (subscriberId: string, deviceId: string | null): SessionFamily => ({
  id: newId(),
  subscriberId,
  deviceId,
});

/** @param token new, or the one child of the token that was used. */
export const saveRefreshToken = async (
  on: Queryable,
  family: SessionFamily,
  token: string,
  at: Date,
): Promise<void> => {
  await on.query(
    `with extended as (
       insert into session_families as f (id, subscriber_id, device_id, created_at, expires_at) values ($2, $6, $5, $3, $4)
       on conflict (id) do update set expires_at = excluded.expires_at, device_id = excluded.device_id)
     insert into refresh_tokens (token_hash, family_id, created_at, expires_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [hashToken(token), family.id, at, expiryOf(at), family.deviceId, family.subscriberId],
  );
};

type TokenRow = {
  readonly family_id: string;
  readonly subscriber_id: string;
  readonly device_id: string | null;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  readonly revoked_at: Date | null;
};

/** `forUpdate`: two uses of one token wait for each other. */
export const findRefreshToken = async (
  on: Queryable,
  token: string,
  forUpdate: boolean,
): Promise<HeldToken | null> => {
  const { rows } = await on.query<TokenRow>(
    `select f.id as family_id, f.subscriber_id, f.device_id, t.expires_at, t.used_at, f.revoked_at
     from refresh_tokens t join session_families f on f.id = t.family_id where t.token_hash = $1 ${forUpdate ? 'for update' : ''}`,
    [hashToken(token)],
  );
  const row = rows[0];
  return row
    ? {
        family: { id: row.family_id, subscriberId: row.subscriber_id, deviceId: row.device_id },
        token: {
          expiresAt: row.expires_at.toISOString(),
          usedAt: row.used_at?.toISOString() ?? null,
          familyRevokedAt: row.revoked_at?.toISOString() ?? null,
        },
      }
    : null;
};

/** The first use counts: a second one inside the grace does not prolong it. */
export const markUsed = async (on: Queryable, token: string, at: Date): Promise<void> => {
  await on.query('update refresh_tokens set used_at = coalesce(used_at, $2) where token_hash = $1', [
    hashToken(token),
    at,
  ]);
};

export const revokeFamily = async (on: Queryable, familyId: string, at: Date): Promise<void> => {
  await on.query('update session_families set revoked_at = coalesce(revoked_at, $2) where id = $1', [
    familyId,
    at,
  ]);
};

export const revokeFamiliesOf = async (on: Queryable, subscriberId: string, at: Date): Promise<void> => {
  await on.query(
    'update session_families set revoked_at = $2 where subscriber_id = $1 and revoked_at is null',
    [subscriberId, at],
  );
};

type EndedFamily = { readonly id: string; readonly revoked_at: Date };

/** Sessions that ended after an instant, oldest first. */
export const endedFamilies = async (
  on: Queryable,
  since: Date,
  limit: number,
): Promise<readonly EndedFamily[]> => {
  const { rows } = await on.query<EndedFamily>(
    'select id, revoked_at from session_families where revoked_at > $1 order by revoked_at limit $2',
    [since, limit],
  );
  return rows;
};
