// debt-notice.ts — the message that a notice about debts becomes, with what is owed at the moment.
import { rupiahText } from '@saring/i18n';
import { Injectable } from '@nestjs/common';
import type { QuotaNotice } from '@saring/contracts';
import type { Locale } from '@saring/i18n';
import { RefusalError } from '@saring/messaging';
import { Ledger } from '../ledger';
import { timeText } from '../receipts/format';
import { SaleTermsNow } from '../sales/quote';
import { SiteProfiles } from '../sites/site-profiles';
import type { Debts } from './domain/debt';

export type NoticeMessage = { readonly template: string; readonly params: Readonly<Record<string, string>> };
type DatedDebts = Awaited<ReturnType<Ledger['debts']>>;
type Reader = { readonly locale: Locale; readonly site: string };

const NOT_PRICED = 'BILLING.NO_REFERENCE_PACKAGE';
/** Where there is nothing to say. */
const NONE = '-';
const WHEN: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  id: { debt_due_3d: 'dalam 3 hari', debt_due_1d: 'dalam 1 hari', debt_due_3h: 'dalam 3 jam' },
  en: { debt_due_3d: 'in 3 days', debt_due_1d: 'in 1 day', debt_due_3h: 'in 3 hours' },
};

@Injectable()
export class DebtNotices {
  constructor(
    private readonly ledger: Ledger,
    private readonly terms: SaleTermsNow,
    private readonly profiles: SiteProfiles,
  ) {}

  /** Null: what it would say is settled by now. */
  async messageOf(notice: QuotaNotice, reader: Reader): Promise<NoticeMessage | null> {
    const { kind, endsAt, subscriberId } = notice;
    const debts = await this.ledger.debts(subscriberId);
    if (kind === 'debt_unblocked') return this.unblocked(debts, reader.locale);
    const owed = endsAt ? itemsOf(notice, endsAt, debts) : debts;
    if (owed.items.length === 0 && owed.autoDebtBytes === 0) return null;
    const amount = await this.amountOf(owed, reader.locale);
    if (!endsAt) return { template: kind.replace('debt_', 'debt.'), params: { amount } };
    const timeZone = await this.profiles.timeZoneOf(reader.site);
    const due = timeText(new Date(endsAt), reader.locale, timeZone);
    if (kind !== 'debt_overdue') {
      const when = WHEN[reader.locale][kind] ?? NONE;
      return { template: 'debt.reminder', params: { amount, due, when } };
    }
    const isBlocked = (await this.ledger.standing(subscriberId)) === 'in_debt';
    return { template: isBlocked ? 'debt.overdue.blocked' : 'debt.overdue', params: { amount, due } };
  }

  /** What an operator reminds a person of: all that is owed, and what of it is due first. */
  async asked(debts: DatedDebts, { locale, site }: Reader): Promise<NoticeMessage> {
    const [first] = debts.items.map(({ dueAt }) => dueAt).sort();
    const timeZone = await this.profiles.timeZoneOf(site);
    const firstDue = first ? timeText(new Date(first), locale, timeZone) : '';
    return { template: 'debt.asked', params: { amount: await this.amountOf(debts, locale), firstDue } };
  }

  /** A part payment unblocks, too: what is left is said. */
  private async unblocked(debts: Debts, locale: Locale): Promise<NoticeMessage> {
    const isOwing = debts.items.length > 0 || debts.autoDebtBytes > 0;
    return {
      template: 'debt.unblocked',
      params: { owed: isOwing ? await this.amountOf(debts, locale) : '' },
    };
  }

  private async amountOf(debts: Debts, locale: Locale): Promise<string> {
    try {
      return rupiahText((await this.terms.price(debts)).totalRupiah, locale);
    } catch (error) {
      if (error instanceof RefusalError && error.code === NOT_PRICED) return NONE;
      throw error;
    }
  }
}

/** The items that a reminder speaks of; of overdue ones all that were due when it was decided. */
const itemsOf = ({ kind, at }: QuotaNotice, endsAt: string, { items }: DatedDebts): Debts => {
  const isMeant = (dueAt: string) => (kind === 'debt_overdue' ? dueAt <= at : dueAt === endsAt);
  return { autoDebtBytes: 0, items: items.filter(({ dueAt }) => isMeant(dueAt)) };
};
