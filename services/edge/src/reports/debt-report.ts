// debt-report.ts — what is owed now: its sums by age, and every item of it for a file.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaLedger, type OwedDebt } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { localTime } from '../http/local-time';
import { pagesOf } from '../http/tables/send-table';
import { SiteProfiles } from '../sites/site-profiles';
import { lastDigitsOf, SubscriberNames } from '../subscribers/subscriber-names';
import { debtTable, type DEBT_LINES } from './debt-table';
import type { ReportTable } from './report-table';

const DAY_MILLISECONDS = 86_400_000;
/** A file is made in memory. */
const DEBTS_MOST = 20_000;
const PAGE = 200;
/** By the days since they were due: from, and before; absent: without that end. */
const AGES = [
  { name: 'notDue', until: 0 },
  { name: 'week', from: 0, until: 7 },
  { name: 'month', from: 7, until: 30 },
  { name: 'quarter', from: 30, until: 90 },
  { name: 'older', from: 90 },
] as const;
export const DEBT_AGES = AGES.map(({ name }) => name);

type DebtSums = {
  readonly debts: number;
  readonly subscribers: number;
  readonly rupiah: number;
  readonly bytes: number;
};
type DebtAge = DebtSums & { readonly name: (typeof AGES)[number]['name'] };
const NOTHING = { debts: 0, subscribers: 0, rupiah: 0, bytes: 0 };

@Injectable()
export class DebtReport {
  constructor(
    private readonly messenger: Messenger,
    private readonly people: SubscriberNames,
    private readonly profiles: SiteProfiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Each sum is quota-ledger's own; a person with debts of two ages counts in both, and once in the total. */
  async sums(): Promise<{ readonly total: DebtSums; readonly ages: readonly DebtAge[] }> {
    const now = this.clock.now().getTime();
    const daysAgo = (days: number): string => new Date(now - days * DAY_MILLISECONDS).toISOString();
    const [total = NOTHING, ...ages] = await Promise.all([
      this.sum({}),
      ...AGES.map((age) =>
        this.sum({
          ...('until' in age ? { dueFrom: daysAgo(age.until) } : {}),
          ...('from' in age ? { dueUntil: daysAgo(age.from) } : {}),
        }),
      ),
    ]);
    return { total, ages: AGES.map(({ name }, index) => ({ name, ...(ages[index] ?? NOTHING) })) };
  }

  /** Numbers by their last digits alone: a PDF is masked by nothing that comes behind. */
  async table(lines: (typeof DEBT_LINES)[number]): Promise<ReportTable> {
    const debts: OwedDebt[] = [];
    const ask = async (cursor: string | undefined) => {
      const page = await this.messenger.request(QuotaLedger.method.searchDebts, { limit: PAGE, cursor });
      return { rows: page.items, next: page.nextCursor };
    };
    for await (const page of pagesOf(ask, { most: DEBTS_MOST, field: 'report' })) debts.push(...page);
    const people = await this.people.of(debts.map(({ subscriberId }) => subscriberId));
    const timeZone = this.profiles.timeZoneOf('');
    return debtTable(lines, debts, {
      now: this.clock.now(),
      debtorOf: (subscriberId) => {
        const person = people.get(subscriberId);
        return { name: person?.name ?? '', phone: person ? lastDigitsOf(person.phone) : '' };
      },
      timeOf: (iso) => localTime(iso, timeZone),
    });
  }

  private async sum(due: { readonly dueFrom?: string; readonly dueUntil?: string }): Promise<DebtSums> {
    const page = await this.messenger.request(QuotaLedger.method.searchDebts, { ...due, limit: 1 });
    const { totalDebts: debts, totalSubscribers: subscribers, totalRupiah: rupiah, totalBytes: bytes } = page;
    return { debts, subscribers, rupiah, bytes };
  }
}
