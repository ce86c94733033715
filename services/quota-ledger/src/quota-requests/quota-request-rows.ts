// quota-request-rows.ts — what Komandans asked for, a row each, as a batch of events leaves them.
import { storableText } from '@saring/kernel';
import type { PoolClient } from 'pg';
import type { AccountEvent } from '../domain/account';

type EventOf<T extends AccountEvent['type']> = Extract<AccountEvent, { type: T }>;
type Asked = EventOf<'QuotaRequested'> & { readonly subscriberId: string };
type Decided = EventOf<'QuotaRequestApproved' | 'QuotaRequestRejected'>;

/** The requests of one batch, in the order of its events. */
export class QuotaRequestChanges {
  readonly asked: Asked[] = [];
  readonly decided: Decided[] = [];

  note(subscriberId: string, event: AccountEvent): void {
    if (event.type === 'QuotaRequested') this.asked.push({ ...event, subscriberId });
    if (event.type === 'QuotaRequestApproved' || event.type === 'QuotaRequestRejected')
      this.decided.push(event);
  }
}

export const writeQuotaRequests = async (
  client: PoolClient,
  { asked, decided }: QuotaRequestChanges,
): Promise<void> => {
  for (const { requestId, subscriberId, bytes, unlimited, days, reason, at } of asked)
    await client.query(
      `insert into quota_requests (request_id, subscriber_id, state, bytes, unlimited, days, reason, asked_at)
       values ($1, $2, 'pending', $3, $4, $5, $6, $7)`,
      [requestId, subscriberId, bytes, unlimited, days, storableText(reason), at],
    );
  for (const event of decided) {
    const isApproved = event.type === 'QuotaRequestApproved';
    await client.query(
      `update quota_requests set state = $2, decided_at = $3, decided_by = $4, decision_reason = $5,
         granted_bytes = $6, granted_unlimited = $7, granted_days = $8 where request_id = $1`,
      [
        ...[event.requestId, isApproved ? 'approved' : 'rejected', event.at, event.actor],
        storableText(event.reason),
        ...(isApproved ? [event.bytes, event.unlimited, event.days] : [null, null, null]),
      ],
    );
  }
};
