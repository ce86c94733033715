// owed-debts.ts — the unpaid debt items of all subscribers, by due date, with their sums.
import { Inject, Injectable } from '@nestjs/common';
import type { QuotaLedger, ReplyOf, RequestOf } from '@saring/contracts';
import { type Clock, toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, pageOf, PG_POOL, placeOf, pageLimit } from '@saring/service-kit';
import type { Pool } from 'pg';

type Methods = typeof QuotaLedger.method;
type Query = RequestOf<Methods['searchDebts']>;
type OwedRow = {
  readonly subscriberId: string;
  readonly debtId: string;
  readonly sizeBytes: number;
  readonly unpaidBytes: number;
  readonly unlimited: boolean;
  readonly priceRupiah: number;
  readonly unpaidRupiah: number;
  readonly givenAt: string;
  readonly dueAt: string;
  readonly reason: string;
};

const PAGE = { longest: 200, standard: 50 };

/** As unpaidRupiahOf of debt-standing.ts. */
const UNPAID_RUPIAH = `(case when d.unlimited or d."sizeBytes" = 0 then d."priceRupiah"
  else ceil(d."priceRupiah"::numeric * d."unpaidBytes"::numeric / d."sizeBytes"::numeric)::float8 end)`;
/** $1 and $2: due from and until; $3 now; $4 which. The condition on the length is that of an index. */
const OWED = `from quota_accounts a cross join lateral json_to_recordset(a.state->'debts') as d("debtId" text,
    "sizeBytes" float8, "unpaidBytes" float8, unlimited boolean, "priceRupiah" float8, "givenAt" text, "dueAt" text, reason text)
  where json_array_length(a.state->'debts') > 0
    and ($1::text is null or d."dueAt" >= $1) and ($2::text is null or d."dueAt" < $2)
    and ($4 = 'all' or (d."dueAt" <= $3) = ($4 = 'overdue'))`;

/** @throws RefusalError REQUEST.MALFORMED */
const timeIn = (text: string, field: string): string | null => {
  if (text === '') return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new RefusalError('REQUEST.MALFORMED', { field });
  return toInstant(at);
};

@Injectable()
export class OwedDebts {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RefusalError REQUEST.MALFORMED */
  async search(query: Query): Promise<ReplyOf<Methods['searchDebts']>> {
    const now = toInstant(this.clock.now());
    const limit = pageLimit(query.limit, PAGE);
    const filter = [
      ...[timeIn(query.dueFrom, 'dueFrom'), timeIn(query.dueUntil, 'dueUntil'), now],
      query.state || 'all',
    ];
    const after = query.cursor === undefined ? null : placeOf(query.cursor);
    const { rows } = await this.pool.query<OwedRow>(
      `select a.subscriber_id as "subscriberId", d.*, ${UNPAID_RUPIAH} as "unpaidRupiah" ${OWED}
         and ($5::text is null or (d."dueAt", d."debtId") > ($5, $6))
       order by d."dueAt", d."debtId" limit $7`,
      [...filter, after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return {
      ...pageOf(rows, {
        limit,
        item: (row) => ({ ...row, overdue: row.dueAt <= now }),
        place: ({ dueAt, debtId }) => ({ at: dueAt, id: debtId }),
      }),
      ...(await this.totals(filter)),
    };
  }

  private async totals(filter: readonly unknown[]) {
    const { rows } = await this.pool.query<{
      debts: number;
      subscribers: number;
      bytes: number;
      rupiah: number;
    }>(
      `select count(*)::int as debts, count(distinct a.subscriber_id)::int as subscribers,
         coalesce(sum(d."unpaidBytes"), 0)::float8 as bytes, coalesce(sum(${UNPAID_RUPIAH}), 0)::float8 as rupiah ${OWED}`,
      [...filter],
    );
    const { debts = 0, subscribers = 0, bytes = 0, rupiah = 0 } = rows[0] ?? {};
    return {
      ...{ totalDebts: debts, totalSubscribers: subscribers },
      ...{ totalBytes: bytes, totalRupiah: rupiah },
    };
  }
}
