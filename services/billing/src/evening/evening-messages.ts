// evening-messages.ts — the owner's evening as one message: what the day brought, to the operators who asked for it.
import { rupiahText } from '@saring/i18n';
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import type { Locale } from '@saring/i18n';
import { localInstant, type Clock } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { CLOCK, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { OperatorMessages, type OperatorNotice, type Receiver } from '../messages/operator-messages';
import { EVENING_WORDS } from '../messages/operator.texts';
import { dateText } from '../receipts/format';
import { methodText } from '../receipts/receipt.texts';
import { SiteProfiles } from '../sites/site-profiles';
import { Days, type Day } from '../books/days';
import { dueEvening } from './domain/evening';
import { findSentTo, forgetSentBefore, saveSentTo } from './evening-messages.rows';

const LOOK_SECONDS = 60;
/** A message is no report: so many lines of each list. */
const LINES_MOST = 10;
const KEPT_DAYS = 400;

@Injectable()
export class EveningMessages implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messages: OperatorMessages,
    private readonly days: Days,
    private readonly profiles: SiteProfiles,
    private readonly messenger: Messenger,
  ) {
    this.jobs = [{ name: 'evening-messages', everySeconds: LOOK_SECONDS, run: () => this.sendDue() }];
  }

  /** Once an evening to each, over all replicas and restarts: of a second one under the same cause nothing comes. */
  private async sendDue(): Promise<void> {
    const { EVENING_AT: time } = this.config;
    if (time === 'off') return;
    const receivers = await this.messages.receivers('evening');
    for (const site of new Set(receivers.map((receiver) => receiver.site))) {
      const timeZone = await this.profiles.timeZoneOf(site);
      const date = dueEvening(this.clock.now(), time, timeZone);
      if (date !== null) {
        const ofSite = receivers.filter((receiver) => receiver.site === site);
        await this.sendEvening(ofSite, { date, site, timeZone });
      }
    }
    await forgetSentBefore(this.pool, new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000));
  }

  private async sendEvening(receivers: readonly Receiver[], evening: Evening): Promise<void> {
    const sentTo = await findSentTo(this.pool, evening.date);
    const waiting = receivers.filter(({ operatorId }) => !sentTo.has(operatorId));
    if (waiting.length === 0) return;
    const day = await this.days.of(evening);
    const names = await this.namesOf(day);
    for (const receiver of waiting) {
      await this.messages.send(receiver, eveningNotice(day, evening, names, receiver.locale));
      await saveSentTo(this.pool, receiver.operatorId, evening.date, this.clock.now());
    }
  }

  private async namesOf({ takings }: Day): Promise<Names> {
    if (takings.every(({ cashier }) => cashier === '')) return new Map();
    const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
    return new Map(items.map(({ operatorId, name, email }) => [operatorId, name || email]));
  }
}

type Evening = { readonly date: string; readonly site: string; readonly timeZone: string };
type Names = ReadonlyMap<string, string>;

const eveningNotice = (day: Day, evening: Evening, names: Names, locale: Locale): OperatorNotice => {
  const words = EVENING_WORDS[locale];
  const { date, site, timeZone } = evening;
  const cut = (lines: readonly string[]) =>
    lines.length <= LINES_MOST
      ? lines
      : [...lines.slice(0, LINES_MOST - 1), words.more(lines.length - LINES_MOST + 1)];
  const takings = day.takings.map(({ method, cashier, receivedRupiah, refundedRupiah, payments }) =>
    words.taking({
      method: methodText(method, null, locale),
      cashier: cashier === '' ? null : (names.get(cashier) ?? cashier),
      amount: rupiahText(receivedRupiah, locale),
      refunded: refundedRupiah === 0 ? null : rupiahText(refundedRupiah, locale),
      payments,
    }),
  );
  const packages = day.packages.map(({ description, sold, receivedRupiah }) =>
    words.sold(description, sold, rupiahText(receivedRupiah, locale)),
  );
  const routers = day.routersDown.map(({ name }) => name);
  return {
    cause: `evening:${date}`,
    template: 'operator.evening',
    params: {
      date: dateText(localInstant(date, '12:00', timeZone), locale, timeZone),
      site,
      received: rupiahText(day.receivedRupiah, locale),
      refunded: day.refundedRupiah === 0 ? '' : rupiahText(day.refundedRupiah, locale),
      takings: cut(takings).join('\n'),
      settlements:
        day.settlements === 0 ? '' : words.settled(day.settlements, rupiahText(day.settledRupiah, locale)),
      packages: cut(packages).join('\n') || words.none,
      people: countText(day.newSubscribers),
      ending: countText(day.endingTomorrow),
      failed: countText(day.failedOrders),
      waiting: countText(day.unfulfilledOrders),
      routers: day.silent.includes('router-gateway') ? '' : cut(routers).join(', ') || words.none,
    },
  };
};

/** Nothing of what nobody could say. */
const countText = (count: number | undefined): string => (count === undefined ? '' : String(count));
