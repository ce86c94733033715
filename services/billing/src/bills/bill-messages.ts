// bill-messages.ts — writes to those who have bills to pay: that one is there, before it is due, on the day, and after it.
import { Inject, Injectable } from '@nestjs/common';
import { rupiahText } from '@saring/i18n';
import { idFrom, localDate, localInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, LOGGER, PG_POOL, type JobSource, type Logger, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { People } from '../messages/people';
import { dateText } from '../receipts/format';
import { RECEIPT_WORDS } from '../receipts/receipt.texts';
import { SiteProfiles } from '../sites/site-profiles';
import { BillLinks } from './bill-links';
import { listToldOn, listToTell, saveTold } from './bill-messages.rows';
import { BillReceipts, type DueBill } from './bill-receipts';
import { subscribedSites } from './bills.rows';
import { messageOn, SPOKEN_OF_DAYS, type BillMessage } from './domain/bill-messages';
import { addDays } from './domain/periods';

const LOOK_SECONDS = 600;
/** Nobody is written to at night, by the clocks of the site. */
const FROM = '08:00';
const UNTIL = '20:00';
const PEOPLE_AT_ONCE = 200;
const NONE = '-';
const KINDS = ['overdue', 'reminder', 'issued'] as const satisfies readonly BillMessage[];

@Injectable()
export class BillMessages implements JobSource {
  readonly jobs: readonly ScheduledJob[] = [
    { name: 'remind-bills', everySeconds: LOOK_SECONDS, run: () => this.tellAll() },
  ];

  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly people: People,
    private readonly receipts: BillReceipts,
    private readonly links: BillLinks,
    private readonly profiles: SiteProfiles,
  ) {}

  private async tellAll(): Promise<void> {
    const today = await this.wakefulSites();
    const days = [...this.config.BILL_REMINDER_DAYS];
    for (let after = ''; ;) {
      const due = await listToTell(this.pool, today, days, after, PEOPLE_AT_ONCE);
      for (const subscriberId of due) await this.tryTelling(subscriberId, today);
      const last = due.at(-1);
      if (last === undefined || due.length < PEOPLE_AT_ONCE) return;
      after = last;
    }
  }

  /** The date of each site where it is day. */
  private async wakefulSites(): Promise<ReadonlyMap<string, string>> {
    const now = this.clock.now();
    const today = new Map<string, string>();
    for (const site of await subscribedSites(this.pool)) {
      const timeZone = await this.profiles.timeZoneOf(site);
      const date = localDate(now, timeZone);
      if (now >= localInstant(date, FROM, timeZone) && now < localInstant(date, UNTIL, timeZone))
        today.set(site, date);
    }
    return today;
  }

  /** Whom nobody knows any more holds up no other. */
  private async tryTelling(subscriberId: string, today: ReadonlyMap<string, string>): Promise<void> {
    try {
      await this.tell(subscriberId, today);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn({ subscriberId, refusal: error.code }, 'a message about bills was refused');
    }
  }

  /** Of what is owed now: who has paid meanwhile is not written to. The message goes before its row, under one id. */
  private async tell(subscriberId: string, today: ReadonlyMap<string, string>): Promise<void> {
    const due = await this.receipts.due(subscriberId, null);
    const toldOn = await listToldOn(
      this.pool,
      due.map(({ billId }) => billId),
    );
    const kindOf = ({ billId, dueOn, to, site }: DueBill): BillMessage | null => {
      const date = today.get(site);
      const last = addDays(dueOn, SPOKEN_OF_DAYS);
      const told = { due: dueOn, until: last > to ? last : to, toldOn: toldOn.get(billId) ?? null };
      return date === undefined ? null : messageOn(told, date, this.config.BILL_REMINDER_DAYS);
    };
    for (const kind of KINDS) {
      const bills = due.filter((bill) => kindOf(bill) === kind);
      const [first] = bills;
      if (first) await this.send(subscriberId, kind, bills, today.get(first.site) ?? '');
    }
  }

  private async send(
    subscriberId: string,
    kind: BillMessage,
    bills: readonly DueBill[],
    day: string,
  ): Promise<void> {
    const [first] = bills;
    const billIds = bills.map(({ billId }) => billId);
    const person = await this.people.find(subscriberId);
    const { locale } = person;
    const now = this.clock.now();
    const words = RECEIPT_WORDS[locale];
    const amount = bills.reduce((sum, { owedRupiah }) => sum + owedRupiah, 0);
    await this.people.notify(person, {
      commandId: idFrom('bill-message', kind, day, ...billIds),
      template: `bill.${kind}`,
      params: {
        item:
          bills.length === 1 && first ? `${first.packageName}, ${first.number}` : words.bills(bills.length),
        amount: rupiahText(amount, locale),
        due: first ? dateText(new Date(first.dueOn), locale, 'UTC') : NONE,
        link: this.links.urlOf(subscriberId, now, this.config.PUBLIC_URL) ?? NONE,
      },
      site: person.site,
    });
    await saveTold(this.pool, billIds, day, now);
  }
}
