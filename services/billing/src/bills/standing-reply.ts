// standing-reply.ts — the subscriptions, bills and balance of a subscriber as they are answered.
import { RefusalError } from '@saring/messaging';
import { isUuid } from '@saring/kernel';
import { leftRupiah, paymentNumber, paymentsOf, type BillPayment } from './domain/bill-payments';
import {
  endOf,
  owedRupiah,
  type Bill,
  type BillingAccount,
  type Subscription,
} from './domain/billing-account';

/** @throws RefusalError AUTH.SUBSCRIBER_UNKNOWN */
export const subscriberIn = (subscriberId: string): string => {
  if (!isUuid(subscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
  return subscriberId;
};

/** @throws RefusalError BILLING.SUBSCRIPTION_UNKNOWN */
export const subscriptionIn = (subscriptionId: string): string => {
  if (!isUuid(subscriptionId)) throw new RefusalError('BILLING.SUBSCRIPTION_UNKNOWN');
  return subscriptionId;
};

export const standingReply = (
  subscriberId: string,
  { subscriptions, bills, balanceRupiah, payments }: BillingAccount,
) => ({
  ...{ subscriberId, balanceRupiah },
  owedRupiah: Object.values(bills).reduce((sum, bill) => sum + owedRupiah(bill), 0),
  subscriptions: Object.values(subscriptions).map(subscriptionReply),
  bills: Object.values(bills)
    .map(billReply)
    .sort((one, other) => other.fromDate.localeCompare(one.fromDate)),
  payments: paymentsOf(payments).map((payment) => paymentReply(payment, bills)),
});

const paymentReply = (payment: BillPayment, bills: BillingAccount['bills']) => {
  const { receiptId, at: paidAt, method, amountRupiah, paidRupiah, cashier, note } = payment;
  return {
    ...{ receiptId, number: paymentNumber(payment), paidAt, method, amountRupiah, paidRupiah },
    ...{ balanceRupiah: leftRupiah(payment), cashier, note },
    bills: payment.bills.map((paid) => ({ ...paid, number: bills[paid.billId]?.number ?? '' })),
  };
};

const subscriptionReply = (subscription: Subscription) => {
  const { id, site, terms, nextFrom, ended, lineId, isPaused, endsOn, discountUntil } = subscription;
  return {
    ...{ subscriptionId: id, site, nextFrom, ended, lineId: lineId ?? '', paused: isPaused },
    ...{ packageId: terms.packageId, packageName: terms.packageName, priceRupiah: terms.priceRupiah },
    ...{ unit: terms.unit, count: terms.count, anchorDay: terms.unit === 'month' ? terms.anchorDay : 0 },
    ...{ issueDaysBefore: terms.issueDaysBefore, graceDays: terms.graceDays },
    ...{ postpaid: terms.postpaid ?? false, endsOn: endsOn ?? '', discountUntil: discountUntil ?? '' },
    discountPercent: terms.discount?.percent ?? 0,
    discountRupiah: terms.discount?.rupiah ?? 0,
    ...{ installationRupiah: terms.installationRupiah ?? 0, depositRupiah: subscription.depositRupiah },
    ...(subscription.ask ? { packageChange: { ...subscription.ask } } : {}),
    ...(subscription.planned ? { planned: plannedReply(subscription.planned) } : {}),
  };
};

const plannedReply = ({ terms, holdsFrom }: NonNullable<Subscription['planned']>) => {
  const { packageId, packageName, priceRupiah } = terms;
  return { packageId, packageName, priceRupiah, holdsFrom };
};

const billReply = (bill: Bill) => {
  const { charge, amountRupiah, creditedRupiah, writtenOffRupiah } = bill;
  return {
    ...{ billId: bill.id, subscriptionId: bill.subscriptionId, number: bill.number },
    ...{ packageName: bill.terms.packageName, dueOn: bill.dueOn, creditedRupiah },
    ...{ fromDate: bill.from, toDate: endOf(bill), amountRupiah, paidRupiah: bill.paidRupiah },
    ...{ owedRupiah: owedRupiah(bill), void: bill.isVoid, given: bill.isGiven, overdue: bill.isOverdue },
    periodRupiah: charge?.periodRupiah ?? amountRupiah + creditedRupiah,
    ...{ discountRupiah: charge?.discountRupiah ?? 0, installationRupiah: charge?.installationRupiah ?? 0 },
    ...{ taxRupiah: charge?.taxRupiah ?? 0, taxBasisPoints: charge?.taxBasisPoints ?? 0 },
    ...{ taxIncluded: charge?.isTaxIncluded ?? false, writtenOffRupiah: writtenOffRupiah ?? 0 },
  };
};
