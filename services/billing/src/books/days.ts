// days.ts — what a day of the business brought, and what is to be looked at: of the books, and of other services.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger, RouterGateway } from '@saring/contracts';
import { endOfLocalDay, localDate, toInstant, type Clock } from '@saring/kernel';
import { Messenger, UnavailableError } from '@saring/messaging';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { countOrdersOf, packagesOf, settlementsOf, takingsOf } from './day.rows';
import { sumAccounts } from './takings.rows';
import { SiteProfiles } from '../sites/site-profiles';

export type Day = Awaited<ReturnType<Days['of']>>;
type DayOf = { readonly date: string; readonly site: string };

const DAY_MILLISECONDS = 86_400_000;
/** A router that is only being connected to is not down yet. */
const DOWN_STATES: ReadonlySet<string> = new Set(['offline', 'refused']);

@Injectable()
export class Days {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly profiles: SiteProfiles,
    private readonly messenger: Messenger,
  ) {}

  /** A service that gives no answer is named in `silent`, and what it would say is left out. */
  async of(of: DayOf) {
    const timeZone = await this.profiles.timeZoneOf(of.site);
    const silent: string[] = [];
    const [books, newSubscribers, endingTomorrow, routersDown] = await Promise.all([
      this.books(of, timeZone),
      unlessSilent('auth-otp', silent, () => this.countNew(of, timeZone)),
      unlessSilent('quota-ledger', silent, () => this.countEnding(of, timeZone)),
      unlessSilent('router-gateway', silent, () => this.routersDown(of.site)),
    ]);
    return {
      ...books,
      newSubscribers,
      endingTomorrow,
      routersDown: routersDown ?? [],
      silent: silent.sort(),
    };
  }

  private async books(of: DayOf, timeZone: string) {
    const takings = await takingsOf(this.pool, { ...of, timeZone });
    const { settlements, settled } = await settlementsOf(this.pool, { ...of, timeZone });
    const income = await sumAccounts(this.pool, { from: of.date, to: of.date, site: of.site }, 'all');
    const { failed, unfulfilled } = await countOrdersOf(this.pool, { ...of, timeZone });
    return {
      takings: takings.map(({ received: receivedRupiah, refunded: refundedRupiah, ...one }) => ({
        ...one,
        receivedRupiah,
        refundedRupiah,
      })),
      packages: (await packagesOf(this.pool, { ...of, timeZone })).map(
        ({ package_id: packageId, received, ...one }) => ({ ...one, packageId, receivedRupiah: received }),
      ),
      receivedRupiah: takings.reduce((sum, { received }) => sum + received, 0),
      refundedRupiah: takings.reduce((sum, { refunded }) => sum + refunded, 0),
      settlements,
      settledRupiah: settled,
      incomeRupiah: income.get('')?.incomeRupiah ?? 0,
      failedOrders: failed,
      unfulfilledOrders: unfulfilled,
    };
  }

  private async countNew({ date, site }: DayOf, timeZone: string): Promise<number> {
    const { subscribers } = await this.messenger.request(AuthOtp.method.countSubscribers, {
      site,
      registeredFrom: beginOf(date, timeZone),
      registeredUntil: beginOf(dayAfter(date), timeZone),
    });
    return subscribers;
  }

  /** Of a day that is over nobody knows any more what was to end. */
  private async countEnding({ date, site }: DayOf, timeZone: string): Promise<number | undefined> {
    if (date < localDate(this.clock.now(), timeZone)) return undefined;
    const tomorrow = dayAfter(date);
    const { subscriberIds } = await this.messenger.request(QuotaLedger.method.listEnding, {
      from: beginOf(tomorrow, timeZone),
      until: beginOf(dayAfter(tomorrow), timeZone),
    });
    if (site === '' || subscriberIds.length === 0) return subscriberIds.length;
    const request = { site, subscriberIds };
    return (await this.messenger.request(AuthOtp.method.countSubscribers, request)).subscribers;
  }

  private async routersDown(site: string) {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    return items
      .filter((router) => DOWN_STATES.has(router.state) && (site === '' || router.site === site))
      .map(({ routerId, name, site: at, lastSeenAt }) => ({ routerId, name, site: at, lastSeenAt }));
  }
}

const unlessSilent = async <T>(
  service: string,
  silent: string[],
  ask: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    silent.push(service);
    return undefined;
  }
};

const dayAfter = (date: string): string =>
  toInstant(new Date(Date.parse(date) + DAY_MILLISECONDS)).slice(0, date.length);

/** The first instant of a date in a zone. */
const beginOf = (date: string, timeZone: string): string =>
  toInstant(new Date(endOfLocalDay(date, timeZone).getTime() + 1 - DAY_MILLISECONDS));
