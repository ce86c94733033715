// subscription-packages.ts — the packages that subscriptions are of: what one gives, and what a subscriber may change to.
import { Inject, Injectable } from '@nestjs/common';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { Catalogue } from '../catalogue/catalogue';
import { isOnSale, type Package } from '../catalogue/domain/package';
import { soldHours, withoutHours } from '../catalogue/domain/package-hours';
import { SiteProfiles } from '../sites/site-profiles';
import type { Subscription } from './domain/billing-account';
import type { PlanTerms } from './domain/plan-terms';

const DEVICES = 1;

@Injectable()
export class SubscriptionPackages {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly catalogue: Catalogue,
    private readonly profiles: SiteProfiles,
  ) {}

  /** A period would outlast a date of the package's own. @throws RefusalError BILLING.PACKAGE_UNKNOWN, BILLING.PACKAGE_DATED */
  async of(packageId: string): Promise<Package> {
    const found = isUuid(packageId) ? await this.catalogue.find(packageId) : null;
    if (!found) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    if (found.validUntil !== null) throw new RefusalError('BILLING.PACKAGE_DATED');
    return found;
  }

  /** Rhythm, discount and days stay as they were agreed. @param priceRupiah 0: as the package costs. */
  async changedTerms(
    { terms, lineId, site }: Subscription,
    found: Package,
    priceRupiah: number,
  ): Promise<PlanTerms> {
    if (lineId !== null) mustBeAllDay(found);
    const hours = soldHours(found, await this.profiles.timeZoneOf(site));
    const rest = withoutHours(terms);
    return { ...rest, ...givenBy(found), ...hours, priceRupiah: priceRupiah || found.priceRupiah };
  }

  isOnSale(found: Package): boolean {
    return isOnSale(found, toInstant(this.clock.now()));
  }

  /** Cheapest first: on sale, as long as today's package, and of its kind. */
  async choices(subscription: Subscription): Promise<readonly Package[]> {
    const packages = await this.catalogue.packages();
    const today = packages.find(({ packageId }) => packageId === subscription.terms.packageId);
    const taken = [subscription.terms.packageId, subscription.planned?.terms.packageId];
    return packages
      .filter(
        (one) => !taken.includes(one.packageId) && this.isOnSale(one) && isAlike(subscription, today, one),
      )
      .sort((one, other) => one.priceRupiah - other.priceRupiah);
  }
}

/** Whether a period of one is a period of the other: the same length, both with a speed of ours or both without, both by time online or neither. */
const isAlike = ({ lineId }: Subscription, today: Package | undefined, other: Package): boolean => {
  if (!today || other.validUntil !== null || other.lastsSeconds !== today.lastsSeconds) return false;
  if (lineId === null) return other.onlineSeconds > 0 === today.onlineSeconds > 0;
  const isAllDay = other.validHours === '' && other.speedHours === '';
  return isAllDay && other.onlineSeconds === 0 && hasSpeed(other) === hasSpeed(today);
};

const hasSpeed = ({ speedDownKilobitsPerSecond, speedUpKilobitsPerSecond }: Package): boolean =>
  speedDownKilobitsPerSecond > 0 && speedUpKilobitsPerSecond > 0;

/** A line gives no quota: nothing would follow its hours. @throws RefusalError BILLING.PACKAGE_HOURLY */
export const mustBeAllDay = ({ validHours = '', speedHours = '' }: Partial<Package>): void => {
  if (validHours !== '' || speedHours !== '') throw new RefusalError('BILLING.PACKAGE_HOURLY');
};

/** What a period of the package gives. */
export const givenBy = (found: Package) => ({
  ...{ packageId: found.packageId, packageName: found.name, bytes: found.bytes, unlimited: found.unlimited },
  speedDownKilobitsPerSecond: found.speedDownKilobitsPerSecond,
  speedUpKilobitsPerSecond: found.speedUpKilobitsPerSecond,
  ...{ fupThresholdBytes: found.fupThresholdBytes, deviceLimit: found.deviceLimit || DEVICES },
  // 0, too: a change of package takes the time of the one before away.
  onlineSeconds: found.onlineSeconds,
});
