// takings.requests.ts — what a span of days brought, by day or month, method, cashier and package.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { periodOf } from './period';
import { sumAccounts, sumTakings, type TakingsBy, type TakingsSumRow } from './takings.rows';

type Methods = typeof Billing.method;

const sumOf = ({ received, settled, refunded, sold_rupiah, sold_bytes, ...row }: TakingsSumRow) => ({
  ...row,
  receivedRupiah: received,
  settledRupiah: settled,
  refundedRupiah: refunded,
  soldRupiah: sold_rupiah,
  soldBytes: sold_bytes,
});

type OfAccounts = Awaited<ReturnType<typeof sumAccounts>>;
const NO_SUMS = { incomeRupiah: 0, feeRupiah: 0, addedRupiah: 0 };
type Sum = ReturnType<typeof sumOf> & typeof NO_SUMS;
const NOTHING = {
  ...{ label: '', payments: 0, received: 0, settlements: 0, settled: 0, refunded: 0 },
  ...{ sold: 0, sold_rupiah: 0, sold_bytes: 0 },
};

/** A bill that a balance pays is income on a day on which nothing came in. */
const withIncome = (sums: readonly ReturnType<typeof sumOf>[], accounts: OfAccounts): readonly Sum[] => {
  const missing = [...accounts.keys()].filter((name) => !sums.some((sum) => sum.name === name));
  return [...sums, ...missing.map((name) => sumOf({ ...NOTHING, name }))]
    .map((sum) => ({ ...sum, ...(accounts.get(sum.name) ?? NO_SUMS) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
};

@Controller()
export class TakingsRequests {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  @Answers(Billing.method.getTakings)
  async getTakings(request: RequestOf<Methods['getTakings']>): Promise<ReplyOf<Methods['getTakings']>> {
    const period = periodOf(request);
    const of = async (by: TakingsBy) => (await sumTakings(this.pool, period, by)).map(sumOf);
    const by = request.byMonth ? 'month' : 'day';
    const [earned, income] = await Promise.all([
      sumAccounts(this.pool, period, 'all'),
      sumAccounts(this.pool, period, by),
    ]);
    const [totals, periods, methods, cashiers, packages] = await Promise.all([
      of('all'),
      of(by),
      of('method'),
      of('cashier'),
      of('package'),
    ]);
    const total = { ...(totals[0] ?? {}), ...(earned.get('') ?? NO_SUMS) };
    return { total, periods: [...withIncome(periods, income)], methods, cashiers, packages };
  }
}
