// postings.ts — every rupiah twice: where it comes from and where it goes, derived from the events of sales and drawers.
import {
  assertNever,
  COUNTER_METHODS,
  type CounterMethod,
  type JournalAccount,
  type SafeWay,
} from '@saring/kernel';
import type { BillingEvent } from '../../bills/domain/billing-events';
import type { DrawerEvent } from '../../counter/domain/drawer';
import { extraAskOf, type PaidFrom, type RefundAsk, type StandingAsk } from '../../sales/domain/refund-asks';
import type { Purpose, Sale, SaleEvent, SaleTerms } from '../../sales/domain/sale';
import type { SafeEvent } from '../../safe/domain/safe';
import type { AgentEvent } from '../../agents/domain/agent';
import type { VoucherEvent, VoucherMethod } from '../../vouchers/domain/voucher';

/** A debit is positive, a credit negative. `party` tells accounts of one kind apart: an operator, a gateway, a site. */
export type Posting = {
  readonly account: JournalAccount;
  readonly party: string;
  readonly amountRupiah: number;
  readonly site: string;
  /** Of a refund that an operator paid out; absent: it went back the way the sale was paid. */
  readonly payer?: Payer;
};
export type Payer = { readonly method: CounterMethod; readonly cashier: string };
type Account = Omit<Posting, 'amountRupiah' | 'payer'>;

/** Of sales from before the event said it. */
const FIRST_GATEWAY = 'midtrans';
/** Both ways to charge at a vendor pay into one account there: `midtrans-core` and `midtrans-snap`. */
const vendorOf = (gateway: string = FIRST_GATEWAY): string => gateway.split('-', 1)[0] ?? gateway;

/** What one site holds for another: each site's own postings add up to nothing, too. */
const between = (site: string, other: string): Account => ({ account: 'between_sites', party: other, site });

const move = (to: Account, from: Account, amountRupiah: number): readonly Posting[] => {
  if (amountRupiah === 0) return [];
  const clearing = [
    { ...between(to.site, from.site), amountRupiah: -amountRupiah },
    { ...between(from.site, to.site), amountRupiah },
  ];
  return [
    { ...to, amountRupiah },
    ...(to.site === from.site ? [] : clearing),
    { ...from, amountRupiah: -amountRupiah },
  ];
};

/** A refund is of who paid it out and how, whoever sold and however that was paid: so drawers and bank say it. */
const paidOut = (from: PaidFrom, postings: readonly Posting[]): readonly Posting[] => {
  if (from.method === 'gateway') return postings;
  const payer = { method: from.method, cashier: from.operatorId ?? '' };
  return postings.map((posting) => (posting.account === 'refunds' ? { ...posting, payer } : posting));
};

/** Where a method brings the money. Drawers from before they had a site belong to the default one. */
const receivingAccount = (terms: SaleTerms, firstSite: string, gateway?: string): Account => {
  const { method, cashier = '', site } = terms;
  switch (method) {
    case 'cash':
      return { account: 'cash', party: cashier, site: terms.drawerSite ?? firstSite };
    case 'card':
      return { account: 'card', party: '', site };
    case 'transfer':
    case 'manual':
    case 'static_qris':
      return { account: 'bank', party: '', site };
    default:
      return { account: 'gateway', party: vendorOf(gateway), site };
  }
};

const payingAccount = (from: PaidFrom, received: Account, site: string): Account => {
  switch (from.method) {
    case 'cash':
      return { account: 'cash', party: from.operatorId, site: from.site };
    case 'transfer':
      return { account: 'bank', party: '', site };
    case 'card':
      return { account: 'card', party: '', site };
    case 'gateway':
      return received;
    default:
      return assertNever(from);
  }
};

/** Which events of a sale move money: of others no stream is read. */
const MOVES_MONEY: Readonly<Record<SaleEvent['type'], boolean>> = {
  OrderPaid: true,
  OrderRefunded: true,
  RefundNoted: true,
  OrderReversed: true,
  ExtraPaymentReceived: true,
  ExtraPaymentReturned: true,
  ExtraPaymentTakenBack: true,
  RefundAsked: true,
  RefundReleased: true,
  OrderPlaced: false,
  PaymentOpened: false,
  PaymentAskedFor: false,
  InvoiceNumbered: false,
  FulfilmentDeferred: false,
  OrderFulfilled: false,
  OrderExpired: false,
  OrderCancelled: false,
  OrderDenied: false,
  PaymentSeen: false,
  PurchaseKept: false,
  PurchaseShared: false,
  PurchasePartTakenBack: false,
  PurchaseTakenBack: false,
  ExtraPurchaseGiven: false,
  ExtraPurchaseTakenBack: false,
};

export const isMoneyEvent = (type: string): boolean =>
  type in MOVES_MONEY && MOVES_MONEY[type as SaleEvent['type']];

/** What is paid for bills is the subscriber's until a bill uses it (`billingPostings`), a deposit the agent's. */
const INCOME = {
  package: 'revenue',
  settlement: 'debt_settlements',
  bills: 'subscriber_balances',
  voucher: 'revenue',
  agent_deposit: 'agent_deposits',
} as const satisfies Record<Purpose, JournalAccount>;

/** Of money that went back before it was given: where it stands once a balance or a deposit has had it and lost it. */
const UNGIVEN = {
  ...INCOME,
  bills: 'revenue',
  agent_deposit: 'refunds',
} as const satisfies Record<Purpose, JournalAccount>;

/**
 * @param before the sale as it was before the event.
 * @param firstSite of drawers from before they had one.
 */
export const salePostings = (before: Sale, event: SaleEvent, firstSite: string): readonly Posting[] => {
  const { terms } = before;
  if (!terms) return [];
  const { site } = terms;
  const own = (account: JournalAccount): Account => ({ account, party: '', site });
  const gateway = event.type === 'OrderPaid' ? event.gateway : before.gateway;
  const received = receivingAccount(terms, firstSite, gateway);
  const atGateway: Account = { account: 'gateway', party: vendorOf(gateway), site };
  const income = own(INCOME[terms.purpose]);
  const revenue = terms.agentId === undefined ? income : depositOf(terms.agentId, site);
  const addedRupiah = (event.type === 'OrderPaid' ? event.addedRupiah : before.addedRupiah) ?? 0;
  const receiptFor = (earned: Account): readonly Posting[] => [
    ...move(received, earned, terms.price.amountRupiah),
    ...move(received, own('surcharges'), addedRupiah),
  ];
  // Billing may learn of a payment only by its refund: the money was received all the same, and never was anybody's balance.
  const unposted = before.round === 0 ? receiptFor(own(UNGIVEN[terms.purpose])) : [];
  const owedBy = ({ transactionId }: RefundAsk): Account =>
    own(transactionId === null ? 'refunds' : 'extra_payments');
  switch (event.type) {
    case 'OrderPaid':
      return [...receiptFor(revenue), ...move(own('gateway_fees'), received, event.feeRupiah ?? 0)];
    case 'OrderRefunded':
    case 'RefundNoted': {
      const confirmed = asksOf(before, event.confirms);
      const askedRupiah = confirmed.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
      const otherRupiah = event.refundedRupiah - before.refundedRupiah - askedRupiah;
      // Cash left its drawer when it was asked for.
      const paidNow = confirmed.filter(({ from }) => from.method !== 'cash');
      return [
        ...unposted,
        ...paidNow.flatMap((ask) =>
          paidOut(ask.from, move(owedBy(ask), payingAccount(ask.from, received, site), ask.amountRupiah)),
        ),
        ...move(own('refunds'), received, otherRupiah),
      ];
    }
    case 'RefundAsked':
      return event.from.method === 'cash'
        ? paidOut(
            event.from,
            move(owedBy(event), payingAccount(event.from, received, site), event.amountRupiah),
          )
        : [];
    case 'RefundReleased':
      return asksOf(before, [event.key])
        .filter(({ from }) => from.method === 'cash')
        .flatMap((ask) =>
          paidOut(ask.from, move(payingAccount(ask.from, received, site), owedBy(ask), ask.amountRupiah)),
        );
    // A chargeback takes back what no refund had.
    case 'OrderReversed':
      return [
        ...unposted,
        // What of the surcharge has gone back before stands in the refunds.
        ...move(own('refunds'), received, terms.price.amountRupiah + addedRupiah - before.refundedRupiah),
      ];
    case 'ExtraPaymentReceived':
      return move(atGateway, own('extra_payments'), event.amountRupiah);
    case 'ExtraPaymentReturned': {
      const asked = extraAskOf(before, event.transactionId);
      if (event.by === 'payout' && asked?.from.method === 'cash') return [];
      const payout = asked ? payingAccount(asked.from, atGateway, site) : own('bank');
      const to = { payout, gateway: atGateway, purchase: revenue }[event.by];
      return move(own('extra_payments'), to, event.amountRupiah);
    }
    case 'ExtraPaymentTakenBack':
      return move(own(event.isHeld ? 'extra_payments' : 'refunds'), atGateway, event.amountRupiah);
    default:
      return [];
  }
};

/** What the business owes an agent. */
const depositOf = (agentId: string, site: string): Account => ({
  ...{ account: 'agent_deposits', party: agentId, site },
});

/** Where money that is taken at the counter lies. */
const counterAccount = (of: {
  readonly method: Exclude<VoucherMethod, 'order'>;
  readonly cashier: string;
  readonly site: string;
  readonly drawerSite: string | null;
}): Account => {
  const { method, cashier, site, drawerSite } = of;
  const accounts = {
    cash: { account: 'cash', party: cashier, site: drawerSite ?? site },
    transfer: { account: 'bank', party: '', site },
    card: { account: 'card', party: '', site },
    deposit: depositOf(cashier, drawerSite ?? site),
  } as const satisfies Record<Exclude<VoucherMethod, 'order'>, Account>;
  return accounts[method];
};

/** What sold vouchers bring and what goes back of them; other events of a voucher move no money. */
export const voucherPostings = (event: VoucherEvent): readonly Posting[] => {
  if (event.type === 'VoucherSold') {
    const { method, cashier, site, drawerSite, priceRupiah } = event;
    // The order posts it.
    if (method === 'order') return [];
    const to = counterAccount({ method, cashier, site, drawerSite });
    return move(to, { account: 'revenue', party: '', site }, priceRupiah);
  }
  if (event.type !== 'VoucherVoided' || !event.refund) return [];
  const { method, operatorId, fromSite, sale } = event.refund;
  const { site, priceRupiah } = sale;
  const refunds: Account = { account: 'refunds', party: '', site };
  if (method === 'deposit') return move(refunds, depositOf(operatorId, fromSite), priceRupiah);
  const from = counterAccount({ method, cashier: operatorId, site, drawerSite: fromSite });
  return move(refunds, from, priceRupiah).map((posting) =>
    posting.account === 'refunds' ? { ...posting, payer: { method, cashier: operatorId } } : posting,
  );
};

/** Money of agents is theirs until a sale uses it. */
export const agentPostings = (agentId: string, event: AgentEvent): readonly Posting[] => {
  switch (event.type) {
    case 'DepositReceived':
      return move(counterAccount(event), depositOf(agentId, event.site), event.amountRupiah);
    case 'DepositPaidOut':
      return move(depositOf(agentId, event.site), counterAccount(event), event.amountRupiah);
    // The sale has it in `refunds`: it was no income, and is none that went back.
    case 'TopUpReturned':
      return move(
        depositOf(agentId, event.site),
        { account: 'refunds', party: '', site: event.site },
        event.amountRupiah + (event.unbookedRupiah ?? 0),
      );
    // Its vouchers post a sale, its order a top-up.
    default:
      return [];
  }
};

/** Money of subscribers is theirs until a bill uses it. */
export const billingPostings = (event: BillingEvent): readonly Posting[] => {
  const balance = (site: string): Account => ({ account: 'subscriber_balances', party: '', site });
  const revenue = (site: string): Account => ({ account: 'revenue', party: '', site });
  const lost = (site: string): Account => ({ account: 'bad_debts', party: '', site });
  const deposit = (site: string): Account => ({ account: 'subscriber_deposits', party: '', site });
  switch (event.type) {
    case 'MoneyReceived': {
      // What an order brought is in the books with its sale.
      const method = COUNTER_METHODS.find((one) => one === event.method);
      if (event.orderId !== undefined || !method) return [];
      return move(counterAccount({ ...event, method }), balance(event.site), event.amountRupiah);
    }
    case 'BalancePaidOut':
      return move(balance(event.site), counterAccount(event), event.amountRupiah);
    case 'MoneyReleased':
      return move(revenue(event.site), balance(event.site), event.amountRupiah);
    // The sale has it in `refunds`, which is less income: what is taken from the balance counts as earned before.
    case 'ReceiptTakenBack':
      return move(balance(event.site), revenue(event.site), event.amountRupiah + (event.unbookedRupiah ?? 0));
    case 'MoneyAllocated':
      return move(balance(event.site), revenue(event.site), event.amountRupiah);
    // Bills are in the books when they are paid: what never will be is income and loss at once.
    case 'BillWrittenOff':
      return move(lost(event.site), revenue(event.site), event.amountRupiah);
    case 'BillReclaimed':
      return move(revenue(event.site), lost(event.site), event.amountRupiah);
    case 'DepositTaken': {
      const method = COUNTER_METHODS.find((one) => one === event.method);
      return method
        ? move(counterAccount({ ...event, method }), deposit(event.site), event.amountRupiah)
        : [];
    }
    case 'DepositReleased':
      return move(deposit(event.site), balance(event.site), event.amountRupiah);
    case 'BillCredited':
    case 'BillVoided':
      return move(revenue(event.released.site), balance(event.released.site), event.released.amountRupiah);
    default:
      return [];
  }
};

const asksOf = ({ refundAsks = [] }: Sale, keys: readonly string[] = []): readonly StandingAsk[] =>
  refundAsks.filter(({ key }) => keys.includes(key));

export const drawerPostings = (event: DrawerEvent, firstSite: string): readonly Posting[] => {
  const { operatorId, site = firstSite } = event;
  const drawer: Account = { account: 'cash', party: operatorId, site };
  const safe: Account = { account: 'safe', party: '', site };
  switch (event.type) {
    case 'DrawerOpened':
      return move(drawer, safe, event.floatRupiah);
    case 'CashPaidIn':
      return move(drawer, safe, event.amountRupiah);
    case 'CashPaidOut':
      return move({ account: 'expenses', party: '', site }, drawer, event.amountRupiah);
    case 'DrawerClosed': {
      const difference = event.countedRupiah - event.expectedRupiah;
      return [
        // A drawer handed over is opened by the next operator with this money, out of the safe.
        ...move(safe, drawer, event.countedRupiah),
        ...move(drawer, { account: 'cash_differences', party: operatorId, site }, difference),
      ];
    }
    default:
      return assertNever(event);
  }
};

/** Against what a move of the safe is booked, and whether it comes in. */
const SAFE_WAYS = {
  owner_in: ['owner', true],
  owner_out: ['owner', false],
  bank_in: ['bank', true],
  bank_out: ['bank', false],
  over: ['cash_differences', true],
  short: ['cash_differences', false],
} as const satisfies Record<SafeWay, readonly [JournalAccount, isIn: boolean]>;

export const safePostings = ({ way, site, amountRupiah }: SafeEvent): readonly Posting[] => {
  const [account, isIn] = SAFE_WAYS[way];
  const safe: Account = { account: 'safe', party: '', site };
  const other: Account = { account, party: '', site };
  return isIn ? move(safe, other, amountRupiah) : move(other, safe, amountRupiah);
};
