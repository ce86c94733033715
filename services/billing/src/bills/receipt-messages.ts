// receipt-messages.ts — writes to who paid bills in hand: how much was taken, and how they stand since.
import { Inject, Injectable } from '@nestjs/common';
import { rupiahText } from '@saring/i18n';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { People } from '../messages/people';
import { RECEIPT_WORDS } from '../receipts/receipt.texts';
import { BillLinks } from './bill-links';
import { BillingAccounts } from './billing-accounts';
import { openBills, owedRupiah, type BillingAccount } from './domain/billing-account';

const actor = 'billing';
/** What is older is no news: the payer has the bill's page. */
const NEWS_MILLISECONDS = 12 * 3_600_000;

@Injectable()
export class ReceiptMessages {
  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly people: People,
    private readonly links: BillLinks,
  ) {}

  /** The message goes before it is noted, under an id of the receipt: none goes out twice. @returns the account afterwards */
  async tell(subscriberId: string): Promise<BillingAccount> {
    let { state } = await this.accounts.load(subscriberId);
    for (const [receiptId, { amountRupiah, at }] of Object.entries(state.untold)) {
      const isNews = this.clock.now().getTime() - Date.parse(at) <= NEWS_MILLISECONDS;
      // Money that has gone back meanwhile is not thanked for.
      if (isNews && state.receipts[receiptId] !== 0)
        await this.send(subscriberId, receiptId, amountRupiah, state);
      const confirm = { type: 'ConfirmReceiptTold', receiptId, at: toInstant(this.clock.now()) } as const;
      ({ state } = await this.accounts.handle(subscriberId, [confirm], { actor }));
    }
    return state;
  }

  private async send(
    subscriberId: string,
    receiptId: string,
    amountRupiah: number,
    account: BillingAccount,
  ): Promise<void> {
    const person = await this.people.find(subscriberId);
    const { locale } = person;
    const owed = openBills(account).reduce((sum, bill) => sum + owedRupiah(bill), 0);
    const balance = Math.max(0, account.balanceRupiah);
    await this.people.notify(person, {
      commandId: idFrom('bill-receipt', receiptId),
      template: 'bill.received',
      params: {
        amount: rupiahText(amountRupiah, locale),
        rest: RECEIPT_WORDS[locale].billRest(
          rupiahText(owed, locale),
          owed,
          rupiahText(balance, locale),
          balance,
        ),
        // Without a public address the line is left out.
        link: this.links.urlOf(subscriberId, this.clock.now(), this.config.PUBLIC_URL) ?? '',
      },
      site: person.site,
    });
  }
}
