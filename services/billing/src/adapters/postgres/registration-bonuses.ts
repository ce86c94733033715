// registration-bonuses.ts — who registered while a registration promo ran, until the ledger has given it.
import type { Queryable } from '@saring/service-kit';

export type Bonus = { readonly subscriberId: string; readonly bytes: number; readonly days: number };
export type DueBonus = Bonus & { readonly attempts: number };

/** Once a subscriber, however often the fact comes. */
export const addBonus = async (
  on: Queryable,
  bonus: Bonus & { readonly promoId: string; readonly approved: boolean },
  now: Date,
): Promise<void> => {
  await on.query(
    `insert into registration_bonuses (subscriber_id, promo_id, bytes, days, approved, next_attempt_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [bonus.subscriberId, bonus.promoId, bonus.bytes, bonus.days, bonus.approved, now],
  );
};

export const approveBonus = async (on: Queryable, subscriberId: string): Promise<void> => {
  await on.query('update registration_bonuses set approved = true where subscriber_id = $1', [subscriberId]);
};

export const dueBonuses = async (on: Queryable, now: Date, limit: number): Promise<readonly DueBonus[]> => {
  const { rows } = await on.query<{ subscriber_id: string; bytes: number; days: number; attempts: number }>(
    `select subscriber_id, bytes, days, attempts from registration_bonuses
     where approved and given_at is null and next_attempt_at <= $1 order by next_attempt_at limit $2`,
    [now, limit],
  );
  return rows.map(({ subscriber_id: subscriberId, ...rest }) => ({ subscriberId, ...rest }));
};

export const bonusGiven = async (on: Queryable, subscriberId: string, now: Date): Promise<void> => {
  await on.query('update registration_bonuses set given_at = $2 where subscriber_id = $1', [
    subscriberId,
    now,
  ]);
};

export const postponeBonus = async (on: Queryable, subscriberId: string, until: Date): Promise<void> => {
  await on.query(
    'update registration_bonuses set attempts = attempts + 1, next_attempt_at = $2 where subscriber_id = $1',
    [subscriberId, until],
  );
};
