// figures.ts — counts over all accounts and bytes over all routers: the console's home page and its usage report.
import { Inject, Injectable } from '@nestjs/common';
import type { QuotaLedger, ReplyOf, RequestOf } from '@saring/contracts';
import { toInstant, type AccessStatus, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

type Methods = typeof QuotaLedger.method;

/** @throws RefusalError REQUEST.MALFORMED */
const timeIn = (text: string, field: string): Date => {
  const at = new Date(text);
  if (text === '' || Number.isNaN(at.getTime())) throw new RefusalError('REQUEST.MALFORMED', { field });
  return at;
};

type CountRow = {
  readonly ending: number;
  readonly pending: number;
  readonly held: number;
  readonly unclaimed: number;
  readonly charged: number;
};
type UsageRow = {
  readonly name: string;
  readonly carried: number;
  readonly charged: number;
  readonly unclaimed: number;
};

@Injectable()
export class QuotaFigures {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Each count reads an index alone. @throws RefusalError REQUEST.MALFORMED */
  async now(request: RequestOf<Methods['getFigures']>): Promise<ReplyOf<Methods['getFigures']>> {
    const since = timeIn(request.since, 'since');
    const endingUntil = timeIn(request.endingUntil, 'endingUntil');
    const [{ rows: statuses }, { rows: counts }] = await Promise.all([
      this.pool.query<{ status: AccessStatus; accounts: number }>(
        `select status, count(*)::float8 as accounts from quota_accounts where status is not null
         group by status order by status`,
      ),
      this.pool.query<CountRow>(
        `select
           (select count(*)::float8 from quota_accounts where next_expiry_at >= $1 and next_expiry_at < $2) as ending,
           (select count(*)::float8 from quota_requests where state = 'pending') as pending,
           (select count(*)::float8 from anomalies where state = 'open') as held,
           (select coalesce(sum(unclaimed_bytes), 0)::float8 from router_hours where hour >= $3) as unclaimed,
           (select coalesce(sum(charged_bytes), 0)::float8 from router_hours where hour >= $3) as charged`,
        [toInstant(this.clock.now()), endingUntil, since],
      ),
    ]);
    const { ending = 0, pending = 0, held = 0, unclaimed = 0, charged = 0 } = counts[0] ?? {};
    const bytes = { unclaimedBytes: unclaimed, chargedBytes: charged };
    return { statuses, ending, pendingRequests: pending, held, ...bytes };
  }

  /** Of checked local dates. */
  async usage(
    { fromDate, toDate, routerIds, byMonth }: RequestOf<Methods['getUsageReport']>,
    timeZone: string,
  ): Promise<ReplyOf<Methods['getUsageReport']>> {
    const { rows } = await this.pool.query<UsageRow>(
      `select to_char(hour at time zone $3, $5) as name, sum(carried_bytes)::float8 as carried,
         sum(charged_bytes)::float8 as charged, sum(unclaimed_bytes)::float8 as unclaimed
       from router_hours
       where hour >= ($1::date::timestamp at time zone $3) and hour < (($2::date + 1)::timestamp at time zone $3)
         and (cardinality($4::text[]) = 0 or router_id = any($4))
       group by 1 order by 1`,
      [fromDate, toDate, timeZone, routerIds, byMonth ? 'YYYY-MM' : 'YYYY-MM-DD'],
    );
    const periods = rows.map(({ name, carried, charged, unclaimed }) => ({
      ...{ name, carriedBytes: carried, chargedBytes: charged, unclaimedBytes: unclaimed },
    }));
    const total = periods.reduce(
      (sum, period) => ({
        carriedBytes: sum.carriedBytes + period.carriedBytes,
        chargedBytes: sum.chargedBytes + period.chargedBytes,
        unclaimedBytes: sum.unclaimedBytes + period.unclaimedBytes,
      }),
      { carriedBytes: 0, chargedBytes: 0, unclaimedBytes: 0 },
    );
    return { total, periods };
  }
}
