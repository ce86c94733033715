// takings.requests.ts — what a span of days brought, by day or month, method, cashier and package.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { periodOf } from './period';
import { sumTakings, type TakingsBy, type TakingsSumRow } from './takings.rows';

type Methods = typeof Billing.method;

const sumOf = ({ received, settled, refunded, sold_rupiah, sold_bytes, ...row }: TakingsSumRow) => ({
  ...row,
  receivedRupiah: received,
  settledRupiah: settled,
  refundedRupiah: refunded,
  soldRupiah: sold_rupiah,
  soldBytes: sold_bytes,
});

@Controller()
export class TakingsRequests {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  @Answers(Billing.method.getTakings)
  async getTakings(request: RequestOf<Methods['getTakings']>): Promise<ReplyOf<Methods['getTakings']>> {
    const period = periodOf(request);
    const of = async (by: TakingsBy) => (await sumTakings(this.pool, period, by)).map(sumOf);
    const [totals, periods, methods, cashiers, packages] = await Promise.all([
      of('all'),
      of(request.byMonth ? 'month' : 'day'),
      of('method'),
      of('cashier'),
      of('package'),
    ]);
    return { total: totals[0] ?? {}, periods, methods, cashiers, packages };
  }
}
