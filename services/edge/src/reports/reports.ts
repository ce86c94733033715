// reports.ts — asks for the figures of reports; days begin where the site is.
import { Injectable } from '@nestjs/common';
import { Billing, QuotaLedger, RouterGateway } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { SiteProfiles } from '../sites/site-profiles';

type ReportPeriod = {
  readonly from: string;
  readonly to: string;
  readonly site?: string;
  readonly by?: 'day' | 'month';
};
/** No router: an empty list would mean all of them. */
const NO_ROUTER = ['none'];

@Injectable()
export class Reports {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
  ) {}

  takings({ from, to, site = '', by }: ReportPeriod) {
    return this.messenger.request(Billing.method.getTakings, {
      ...{ fromDate: from, toDate: to, site, byMonth: by === 'month' },
    });
  }

  vouchers({ from, to, site = '', by }: ReportPeriod) {
    return this.messenger.request(Billing.method.getVoucherReport, {
      ...{ fromDate: from, toDate: to, site, byMonth: by === 'month' },
    });
  }

  async usage({ from, to, site = '', by }: ReportPeriod) {
    return this.messenger.request(QuotaLedger.method.getUsageReport, {
      ...{ fromDate: from, toDate: to, byMonth: by === 'month', timeZone: this.profiles.timeZoneOf(site) },
      routerIds: site === '' ? [] : await this.routersOf(site),
    });
  }

  private async routersOf(site: string): Promise<string[]> {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    const own = items.filter((router) => router.site === site).map(({ routerId }) => routerId);
    return own.length > 0 ? own : NO_ROUTER;
  }
}
