// bill-payments.ts — money for bills that was taken in hand, as a receipt tells it: what each payment paid, and what it left.
import type { Instant, PaymentMethod } from '@saring/kernel';
import type { BillingEvent } from './billing-events';

export type BillPayment = {
  readonly receiptId: string;
  readonly at: Instant;
  readonly amountRupiah: number;
  /** Of cash: what was handed over, with the change in it. */
  readonly paidRupiah: number;
  readonly method: PaymentMethod;
  readonly cashier: string;
  readonly site: string;
  readonly note: string;
  readonly bills: readonly { readonly billId: string; readonly amountRupiah: number }[];
};

export type BillPayments = {
  readonly byReceipt: Readonly<Record<string, BillPayment>>;
  /** The receipt whose money is being shared out: what is allocated right behind it is of it. Null: none. */
  readonly current: string | null;
};

export const noPayments: BillPayments = { byReceipt: {}, current: null };

/** What an event makes of them. Money that bills take later, out of the balance, is of no receipt. */
export const paymentsAfter = (payments: BillPayments, event: BillingEvent): BillPayments => {
  switch (event.type) {
    case 'MoneyReceived': {
      if (event.orderId !== undefined) return ended(payments);
      const { receiptId, at, amountRupiah, paidRupiah = amountRupiah, method, cashier, site, note } = event;
      const taken = { receiptId, at, amountRupiah, paidRupiah, method, cashier, site, note, bills: [] };
      return { byReceipt: { ...payments.byReceipt, [receiptId]: taken }, current: receiptId };
    }
    case 'MoneyAllocated': {
      const payment = payments.byReceipt[payments.current ?? ''];
      if (payment?.at !== event.at) return ended(payments);
      const { billId, amountRupiah } = event;
      const bills = [...payment.bills, { billId, amountRupiah }];
      return {
        ...payments,
        byReceipt: { ...payments.byReceipt, [payment.receiptId]: { ...payment, bills } },
      };
    }
    // Money that reaches for losses frees them first.
    case 'BillReclaimed':
      return payments;
    default:
      return ended(payments);
  }
};

const ended = (payments: BillPayments): BillPayments =>
  payments.current === null ? payments : { ...payments, current: null };

/** What no bill took. Below 0: bills took balance with it. */
export const leftRupiah = ({ amountRupiah, bills }: BillPayment): number =>
  amountRupiah - bills.reduce((sum, bill) => sum + bill.amountRupiah, 0);

const NUMBER_CHARACTERS = 8;

/** As it stands on paper: told apart by its day and this. */
export const paymentNumber = ({ receiptId }: BillPayment): string =>
  `K-${receiptId.replaceAll('-', '').slice(0, NUMBER_CHARACTERS).toUpperCase()}`;

/** Newest first. */
export const paymentsOf = ({ byReceipt }: BillPayments): readonly BillPayment[] =>
  Object.values(byReceipt).sort(
    (one, other) => other.at.localeCompare(one.at) || one.receiptId.localeCompare(other.receiptId),
  );
