// postings.ts — every rupiah twice: where it comes from and where it goes, derived from the events of sales and drawers.
import type { JournalAccount } from '@saring/kernel';
import type { DrawerEvent } from '../../counter/domain/drawer';
import type { Sale, SaleEvent, SaleTerms } from '../../sales/domain/sale';

/** A debit is positive, a credit negative. `party` tells accounts of one kind apart: an operator, a gateway. */
export type Posting = {
  readonly account: JournalAccount;
  readonly party: string;
  readonly amountRupiah: number;
};

/** Of sales from before the event said it. */
const FIRST_GATEWAY = 'midtrans';
/** Both ways to charge at a vendor pay into one account there: `midtrans-core` and `midtrans-snap`. */
const vendorOf = (gateway: string = FIRST_GATEWAY): string => gateway.split('-', 1)[0] ?? gateway;

/** Where a method brings the money. */
const receivingAccount = (
  { method, cashier }: SaleTerms,
  gateway?: string,
): Omit<Posting, 'amountRupiah'> => {
  switch (method) {
    case 'cash':
      return { account: 'cash', party: cashier ?? '' };
    case 'card':
      return { account: 'card', party: '' };
    case 'transfer':
    case 'manual':
      return { account: 'bank', party: '' };
    default:
      return { account: 'gateway', party: vendorOf(gateway) };
  }
};

const move = (
  to: Omit<Posting, 'amountRupiah'>,
  from: Omit<Posting, 'amountRupiah'>,
  amountRupiah: number,
): readonly Posting[] =>
  amountRupiah === 0
    ? []
    : [
        { ...to, amountRupiah },
        { ...from, amountRupiah: -amountRupiah },
      ];

const FEES = { account: 'gateway_fees', party: '' } as const;
const BANK = { account: 'bank', party: '' } as const;
const EXTRA = { account: 'extra_payments', party: '' } as const;
const REFUNDS = { account: 'refunds', party: '' } as const;

/** @param before the sale as it was before the event. */
export const salePostings = (before: Sale, event: SaleEvent): readonly Posting[] => {
  const { terms } = before;
  if (!terms) return [];
  const gateway = event.type === 'OrderPaid' ? event.gateway : before.gateway;
  const received = receivingAccount(terms, gateway);
  const atGateway = { account: 'gateway', party: vendorOf(gateway) } as const;
  const revenue = {
    account: terms.purpose === 'settlement' ? 'debt_settlements' : 'revenue',
    party: '',
  } as const;
  const receipt = move(received, revenue, terms.price.amountRupiah);
  // Billing may learn of a payment only by its refund: the money was received all the same.
  const unposted = before.round === 0 ? receipt : [];
  switch (event.type) {
    case 'OrderPaid':
      return [...receipt, ...move(FEES, received, event.feeRupiah ?? 0)];
    case 'OrderRefunded':
    case 'RefundNoted':
      return [...unposted, ...move(REFUNDS, received, event.refundedRupiah - before.refundedRupiah)];
    // A chargeback takes back what no refund had.
    case 'OrderReversed':
      return [...unposted, ...move(REFUNDS, received, terms.price.amountRupiah - before.refundedRupiah)];
    case 'ExtraPaymentReceived':
      return move(atGateway, EXTRA, event.amountRupiah);
    case 'ExtraPaymentReturned': {
      const to = { payout: BANK, gateway: atGateway, purchase: revenue }[event.by];
      return move(EXTRA, to, event.amountRupiah);
    }
    case 'ExtraPaymentTakenBack':
      return move(event.isHeld ? EXTRA : REFUNDS, atGateway, event.amountRupiah);
    default:
      return [];
  }
};

const SAFE = { account: 'safe', party: '' } as const;

export const drawerPostings = (event: DrawerEvent): readonly Posting[] => {
  const drawer = { account: 'cash', party: event.operatorId } as const;
  switch (event.type) {
    case 'DrawerOpened':
      return move(drawer, SAFE, event.floatRupiah);
    case 'CashPaidIn':
      return move(drawer, SAFE, event.amountRupiah);
    case 'CashPaidOut':
      return move({ account: 'expenses', party: '' }, drawer, event.amountRupiah);
    case 'DrawerClosed': {
      const difference = event.countedRupiah - event.expectedRupiah;
      return [
        // A drawer handed over is opened by the next operator with this money, out of the safe.
        ...move(SAFE, drawer, event.countedRupiah),
        ...move(drawer, { account: 'cash_differences', party: event.operatorId }, difference),
      ];
    }
  }
};
