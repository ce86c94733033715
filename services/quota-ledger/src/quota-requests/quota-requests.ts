// quota-requests.ts — look-ups of what Komandans asked for.
import { Inject, Injectable } from '@nestjs/common';
import type { QuotaLedger, ReplyOf } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { CLOCK, pageOf, PG_POOL, placeOf } from '@saring/service-kit';
import type { Pool } from 'pg';
import { ShownAccounts } from '../balances/shown-accounts';
import { LEDGER_CONFIG, requestTermsOf, type LedgerConfig } from '../config';
import { nextRequestAt, requestsOf } from '../domain/komandan-request';
import { mayAsk } from '../domain/komandan-request.decide';

type Methods = typeof QuotaLedger.method;
const REQUESTS_PAGE = 100;

type RequestRow = {
  readonly request_id: string;
  readonly subscriber_id: string;
  readonly state: string;
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly days: number;
  readonly reason: string;
  readonly asked_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by: string | null;
  readonly decision_reason: string | null;
  readonly granted_bytes: number | null;
  readonly granted_unlimited: boolean | null;
  readonly granted_days: number | null;
};

@Injectable()
export class QuotaRequestQueries {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
    private readonly shown: ShownAccounts,
  ) {}

  /** Newest first. @param state empty: of every state. @param subscriberId empty: of everybody. */
  async list({
    state,
    subscriberId,
    limit: most,
    cursor,
  }: {
    state: string;
    subscriberId: string;
    limit: number;
    cursor?: string;
  }): Promise<ReplyOf<Methods['listQuotaRequests']>> {
    const limit = Math.min(Math.max(most || REQUESTS_PAGE, 1), REQUESTS_PAGE);
    const { at, id } = placeOf(cursor);
    const { rows } = await this.pool.query<RequestRow>(
      `select * from quota_requests where ($1 = '' or state = $1) and ($2 = '' or subscriber_id::text = $2)
         and (asked_at, request_id) < ($3::timestamptz, $4) order by asked_at desc, request_id desc limit $5`,
      [state, subscriberId, at, id, limit + 1],
    );
    return pageOf(rows, {
      limit,
      place: ({ asked_at, request_id }) => ({ at: asked_at.toISOString(), id: request_id }),
      item: itemOf,
    });
  }

  async terms(subscriberId: string): Promise<ReplyOf<Methods['getRequestTerms']>> {
    const { account } = await this.shown.read(subscriberId);
    const terms = requestTermsOf(this.config);
    const requests = requestsOf(account);
    return {
      mayAsk: mayAsk(account),
      mostBytes: terms.mostBytes,
      mostDays: terms.mostDays,
      pending: requests.pending !== null,
      nextAt: nextRequestAt(requests, terms, toInstant(this.clock.now())) ?? undefined,
    };
  }

  /** Whose request it is; null: there is no such request. */
  async subscriberOf(requestId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ subscriber_id: string }>(
      'select subscriber_id from quota_requests where request_id = $1',
      [requestId],
    );
    return rows[0]?.subscriber_id ?? null;
  }
}

const itemOf = (row: RequestRow) => ({
  requestId: row.request_id,
  subscriberId: row.subscriber_id,
  state: row.state,
  bytes: row.bytes,
  unlimited: row.unlimited,
  days: row.days,
  reason: row.reason,
  askedAt: row.asked_at.toISOString(),
  decidedAt: row.decided_at?.toISOString(),
  decidedBy: row.decided_by ?? undefined,
  decisionReason: row.decision_reason ?? undefined,
  grantedBytes: row.granted_bytes ?? undefined,
  grantedUnlimited: row.granted_unlimited ?? undefined,
  grantedDays: row.granted_days ?? undefined,
});
