// voucher-report.requests.ts — what vouchers brought within a span of days, and what is left of them.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { periodOf } from '../books/period';
import { SiteProfiles } from '../sites/site-profiles';
import { sumVouchers, voucherSites, type VouchersBy } from './voucher-report.rows';

type Methods = typeof Billing.method;

@Controller()
export class VoucherReportRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly profiles: SiteProfiles,
  ) {}

  @Answers(Billing.method.getVoucherReport)
  async getVoucherReport(
    request: RequestOf<Methods['getVoucherReport']>,
  ): Promise<ReplyOf<Methods['getVoucherReport']>> {
    const asked = { ...periodOf(request), now: this.clock.now() };
    const zones = new Map<string, string>();
    for (const site of await voucherSites(this.pool)) zones.set(site, await this.profiles.timeZoneOf(site));
    const of = (by: VouchersBy) => sumVouchers(this.pool, asked, zones, by);
    const [totals, periods, packages, sellers, batches] = await Promise.all([
      of('all'),
      of(request.byMonth ? 'month' : 'day'),
      of('package'),
      of('seller'),
      of('batch'),
    ]);
    return {
      ...{ total: totals[0] ?? {}, periods: [...periods], packages: [...packages] },
      ...{ sellers: [...sellers], batches: [...batches] },
    };
  }
}
