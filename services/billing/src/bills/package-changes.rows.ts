// package-changes.rows.ts — changes of package that wait for an operator.
import { toInstant } from '@saring/kernel';
import type { Place, Queryable } from '@saring/service-kit';
import type { PackageAsk } from './domain/package-ask';
import type { PlanTerms } from './domain/plan-terms';

type WaitingRow = {
  readonly subscriptionId: string;
  readonly subscriberId: string;
  readonly site: string;
  readonly terms: PlanTerms;
  readonly change: PackageAsk;
};

/** Whose subscription a request is of; null: unknown, or another came after it. */
export const findRequested = async (
  on: Queryable,
  requestId: string,
): Promise<{ readonly subscriberId: string; readonly subscriptionId: string } | null> => {
  const { rows } = await on.query<{ subscriberId: string; subscriptionId: string }>(
    `select subscriber_id as "subscriberId", id as "subscriptionId" from subscriptions where change_id = $1`,
    [requestId],
  );
  return rows[0] ?? null;
};

/** Newest first. */
export const listWaiting = async (
  on: Queryable,
  before: Place,
  limit: number,
): Promise<readonly WaitingRow[]> => {
  const { rows } = await on.query<WaitingRow>(
    `select id as "subscriptionId", subscriber_id as "subscriberId", site, terms, package_change as change
     from subscriptions
     where change_waits_since is not null and (change_waits_since, change_id::text) < ($1::timestamptz, $2)
     order by change_waits_since desc, change_id::text desc limit $3`,
    [before.at, before.id, limit],
  );
  return rows;
};

export const countWaiting = async (on: Queryable): Promise<number> => {
  const { rows } = await on.query<{ total: number }>(
    'select count(*)::int as total from subscriptions where change_waits_since is not null',
  );
  return rows[0]?.total ?? 0;
};

export const placeOfWaiting = ({ change }: WaitingRow): Place => ({
  at: toInstant(new Date(change.askedAt)),
  id: change.requestId,
});
