// issuing-days.ts — what is known when bills are issued: the dates of sites, where their days begin, and the tax.
import { Inject, Injectable } from '@nestjs/common';
import { idFrom, localDate, localInstant, toInstant, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { SiteProfiles } from '../sites/site-profiles';
import type { Issuing } from './domain/issuing';

const FIRST_MOMENT = '00:00';

@Injectable()
export class IssuingDays {
  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly profiles: SiteProfiles,
  ) {}

  async of(sites: readonly string[]): Promise<Issuing> {
    const now = this.clock.now();
    const zones = new Map<string, string>();
    for (const site of sites) zones.set(site, await this.profiles.timeZoneOf(site));
    const zoneOf = (site: string): string => zones.get(site) ?? 'UTC';
    const { BILL_TAX_PERCENT: basisPoints, BILL_TAX_IN_PRICES: way } = this.config;
    return {
      at: toInstant(now),
      today: Object.fromEntries([...zones].map(([site, zone]) => [site, localDate(now, zone)])),
      billIdOf: (subscriptionId, from, ...revision) => idFrom('bill', subscriptionId, from, ...revision),
      startOf: (site, date) => toInstant(localInstant(date, FIRST_MOMENT, zoneOf(site))),
      ...(basisPoints === null ? {} : { tax: { basisPoints, isIncluded: way === 'included' } }),
    };
  }
}
