// bill-receipts.ts — what an order pays for bills: booked as a receipt once each time that it is paid, and taken back where
// its money goes back.
import { Inject, Injectable } from '@nestjs/common';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { PayableBill, SaleTerms } from '../sales/domain/sale';
import { BillingAccounts } from './billing-accounts';
import { endOf, openBills, owedRupiah } from './domain/billing-account';
import type { BillingCommand } from './domain/billing-account.decide';
import { LineHolds } from './line-holds';

const actor = 'billing';
/** @param purchaseId of the round, or of another transaction that paid the order. */
const receiptIdOf = (purchaseId: string): string => idFrom('receipt', 'order', purchaseId);

export type DueBill = PayableBill & { readonly site: string; readonly dueOn: string };

@Injectable()
export class BillReceipts {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly holds: LineHolds,
  ) {}

  /**
   * What is due now, oldest first.
   * @param billId null: all of it.
   * @throws RefusalError BILLING.BILL_UNKNOWN, BILLING.NO_BILL_DUE
   */
  async due(subscriberId: string, billId: string | null): Promise<readonly DueBill[]> {
    const { state } = await this.accounts.load(subscriberId);
    if (billId !== null && !state.bills[billId]) throw new RefusalError('BILLING.BILL_UNKNOWN');
    const due = openBills(state).filter(({ id }) => billId === null || id === billId);
    if (due.length === 0) throw new RefusalError('BILLING.NO_BILL_DUE');
    return due.map((bill) => ({
      ...{ billId: bill.id, number: bill.number, from: bill.from, to: endOf(bill), site: bill.site },
      dueOn: bill.dueOn,
      packageName: bill.terms.packageName,
      owedRupiah: owedRupiah(bill),
    }));
  }

  /** Once under its purchase: a bill named by the payer first, then the oldest; what is too much stays as balance. */
  async book(orderId: string, terms: SaleTerms, purchaseId: string): Promise<void> {
    const { subscriberId, method, site, goods, price, cashier = '', drawerSite = null } = terms;
    const receipt = { receiptId: receiptIdOf(purchaseId), amountRupiah: price.amountRupiah, method, site };
    const command: BillingCommand = {
      type: 'ReceiveMoney',
      ...{ ...receipt, orderId, cashier, drawerSite, note: '', at: this.now() },
      ...(goods.billId === undefined ? {} : { billId: goods.billId }),
    };
    await this.accounts.handle(subscriberId, [command], { actor });
  }

  /**
   * Keeps the money of a receipt for a refund: what was paid out is not given again, and what goes back is not paid out.
   * @param key of the refund: asked again it is the same one.
   * @throws RefusalError BILLING.BALANCE_SHORT: less than it lies here, on bills or as balance.
   */
  async askBack(subscriberId: string, purchaseId: string, key: string): Promise<void> {
    const receiptId = receiptIdOf(purchaseId);
    const command = { type: 'AskReceiptBack', receiptId, key, at: this.now() } as const;
    await this.accounts.handle(subscriberId, [command], { actor });
  }

  /** The refund is refused, or leaves the receipt. Without such an ask nothing happens. */
  async releaseAsk(subscriberId: string, key: string): Promise<void> {
    await this.accounts.handle(subscriberId, [{ type: 'ReleaseReceiptAsk', key, at: this.now() }], { actor });
  }

  /** Once, and what was not booked yet then never will be. A line whose bill is owed again past its grace is held at once. */
  async takeBack({ subscriberId, site, price }: SaleTerms, purchaseId: string): Promise<void> {
    const receiptId = receiptIdOf(purchaseId);
    const orderedRupiah = price.amountRupiah;
    const command = { type: 'TakeReceiptBack', receiptId, orderedRupiah, site, at: this.now() } as const;
    const judge = await this.holds.judging();
    await this.accounts.handle(subscriberId, [command, judge], { actor });
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
