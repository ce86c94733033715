// receipts.rows.ts — what a channel tells later of a message that it took. Receipts come twice and in any order: what is stored is
// the same whatever the order.
import { isUuid, type MessageFault } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

type Receipt = {
  readonly channel: string;
  readonly providerId: string;
  /** Our id of the message; null: the channel does not give it back. */
  readonly reference: string | null;
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  readonly at: Date;
  /** Of a failure. */
  readonly fault: MessageFault | null;
  readonly reason: string | null;
  readonly priceCategory: string | null;
  readonly isBillable: boolean | null;
};

export type Received = {
  readonly id: string;
  readonly purpose: string;
  readonly created_at: Date;
  /** This receipt is the first that says that it arrived. */
  readonly has_arrived: boolean;
};

/**
 * A message that waits for another attempt is not failed by a receipt of an earlier one.
 * @returns the message; null: it is none of ours, or went by another channel.
 */
export const saveReceipt = async (on: Queryable, receipt: Receipt): Promise<Received | null> => {
  const { channel, providerId, reference, status, at, fault, reason, priceCategory, isBillable } = receipt;
  const { rows } = await on.query<Received>(
    `with before as (
       select id as its_id, coalesce(delivered_at, read_at) as arrived_at from messages
       where id = $3 or (provider_id = $2 and channel = $1) for update
     )
     update messages set channel = $1, provider_id = $2, receipt_at = least(receipt_at, $5),
       delivered_at = case when $4 = 'delivered' then least(delivered_at, $5) else delivered_at end,
       read_at = case when $4 = 'read' then least(read_at, $5) else read_at end,
       failed_at = case when $4 = 'failed' then least(failed_at, $5) else failed_at end,
       failed_fault = case when $4 = 'failed' and (failed_at is null or ($5, $6) < (failed_at, failed_fault))
         then $6 else failed_fault end,
       failed_reason = case when $4 = 'failed' and (failed_at is null or ($5, $6) < (failed_at, failed_fault))
         then $7 else failed_reason end,
       price_category = greatest(price_category, $8), billable = greatest(billable, $9)
     from before where id = its_id and (provider_id is null or provider_id = $2)
       and attempts > 0 and not (state = 'queued' and $4 = 'failed')
     returning id, purpose, created_at, arrived_at is null and $4 in ('delivered', 'read') as has_arrived`,
    [
      ...[channel, providerId, reference !== null && isUuid(reference) ? reference : null, status, at],
      ...[fault ?? 'refused', reason ?? '', priceCategory, isBillable],
    ],
  );
  return rows[0] ?? null;
};

/**
 * The state of a message by its receipts: delivered is delivered, whatever else came; what failed later has failed. One whose
 * answer was lost was sent, since there is a receipt of it. Without receipts nothing changes.
 * @param id null: of all whose outcome is unknown.
 */
export const settleByReceipts = async (on: Queryable, id: string | null): Promise<void> => {
  const hasFailed = `failed_at is not null and delivered_at is null and read_at is null`;
  await on.query(
    `update messages set state = case when ${hasFailed} then 'failed' else 'sent' end,
       fault = case when ${hasFailed} then failed_fault end,
       last_error = case when ${hasFailed} then failed_reason end,
       sent_at = coalesce(sent_at, receipt_at), params_sealed = null, attachment_sealed = null
     where receipt_at is not null and state <> 'sending' and (id = $1 or ($1 is null and state = 'unknown'))`,
    [id],
  );
};

type PricedMessages = {
  readonly category: string;
  readonly delivered: number;
  readonly billable: number;
};

/** Of a local month, by Meta's price category; only what was delivered costs. */
export const pricedMessages = async (
  on: Queryable,
  timeZone: string,
  at: Date,
): Promise<readonly PricedMessages[]> => {
  const { rows } = await on.query<PricedMessages>(
    `select price_category as category, count(*)::int as delivered, (count(*) filter (where billable))::int as billable
     from messages where price_category is not null and coalesce(delivered_at, read_at)
       >= date_trunc('month', $1::timestamptz at time zone $2) at time zone $2
     group by price_category order by price_category`,
    [at, timeZone],
  );
  return rows;
};
