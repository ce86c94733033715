// registration-bonuses.rows.ts — people who registered while a registration promo ran, and whether the ledger gave its quota.
import type { Queryable } from '@saring/service-kit';

export type Bonus = {
  readonly subscriberId: string;
  readonly bytes: number;
  readonly days: number;
  readonly given: boolean;
};

/** Once a subscriber, however often the fact comes. */
export const addBonus = async (
  on: Queryable,
  bonus: Omit<Bonus, 'given'> & { readonly promoId: string },
): Promise<void> => {
  await on.query(
    `insert into registration_bonuses (subscriber_id, promo_id, bytes, days, approved)
     values ($1, $2, $3, $4, false) on conflict do nothing`,
    [bonus.subscriberId, bonus.promoId, bonus.bytes, bonus.days],
  );
};

/** @returns whether there is a bonus that was not approved before. */
export const approveBonus = async (on: Queryable, subscriberId: string): Promise<boolean> => {
  const { rowCount } = await on.query(
    'update registration_bonuses set approved = true where subscriber_id = $1 and not approved',
    [subscriberId],
  );
  return rowCount === 1;
};

export const findBonus = async (on: Queryable, subscriberId: string): Promise<Bonus | null> => {
  const { rows } = await on.query<Bonus>(
    `select subscriber_id as "subscriberId", bytes, days, given_at is not null as given
     from registration_bonuses where subscriber_id = $1`,
    [subscriberId],
  );
  return rows[0] ?? null;
};

export const bonusGiven = async (on: Queryable, subscriberId: string, now: Date): Promise<void> => {
  await on.query('update registration_bonuses set given_at = $2 where subscriber_id = $1', [
    subscriberId,
    now,
  ]);
};
