// debt-messages.ts — tells subscribers of debts that an operator gave them.
import { rupiahText } from '@saring/i18n';
import { Inject, Injectable } from '@nestjs/common';
import { DebtChangedSchema, type DebtChanged } from '@saring/contracts';
import type { Locale } from '@saring/i18n';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { onFact, RefusalError } from '@saring/messaging';
import { CLOCK, type FactReader } from '@saring/service-kit';
import { People } from '../messages/people';
import { RECEIPT_WORDS } from '../receipts/receipt.texts';
import { bytesText, timeText } from '../receipts/format';
import { SaleTermsNow } from '../sales/quote';
import { SiteProfiles } from '../sites/site-profiles';

const NOT_PRICED = 'BILLING.NO_REFERENCE_PACKAGE';
/** Where there is nothing to say. */
const NONE = '-';

/** Tells subscribers of debts that an operator gave them, once each; a settlement is confirmed with its order. */
@Injectable()
export class DebtMessages implements FactReader {
  readonly facts = {
    from: 'quota_ledger',
    durable: 'billing-debts',
    waiting: 'the message of a debt waits',
    handlers: [onFact(DebtChangedSchema, (fact) => this.onDebtChanged(fact))],
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly people: People,
    private readonly profiles: SiteProfiles,
    private readonly terms: SaleTermsNow,
  ) {}

  private async onDebtChanged(fact: DebtChanged): Promise<void> {
    const { subscriberId, debtId, dueAt } = fact;
    // After its due date the reminders have said it already.
    if (fact.kind !== 'given' || !dueAt || toInstant(this.clock.now()) >= dueAt) return;
    const person = await this.people.find(subscriberId);
    const { locale, site } = person;
    // Sent already: the price estimate may have changed between two attempts, and the refusal of it is logged.
    await this.people.notify(person, {
      commandId: idFrom('debt-given', debtId),
      template: 'debt.added',
      params: {
        bytes: fact.unlimited ? RECEIPT_WORDS[locale].unlimited : bytesText(fact.bytes, locale),
        amount: await this.amountOf(fact, locale),
        due: timeText(new Date(dueAt), locale, await this.profiles.timeZoneOf(site)),
      },
      site,
    });
  }

  /** Today's price of settling it. */
  private async amountOf(fact: DebtChanged, locale: Locale): Promise<string> {
    const { debtId, bytes, unlimited, priceRupiah = 0 } = fact;
    const item = { debtId, sizeBytes: bytes, unpaidBytes: bytes, unlimited, priceRupiah };
    try {
      const { totalRupiah } = await this.terms.price({ autoDebtBytes: 0, items: [item] });
      return rupiahText(totalRupiah, locale);
    } catch (error) {
      if (error instanceof RefusalError && error.code === NOT_PRICED) return NONE;
      throw error;
    }
  }
}
