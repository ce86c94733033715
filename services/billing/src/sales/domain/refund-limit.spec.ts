// What a role may give back of one order: everything that is asked for counts, confirmed or not, until it is refused.
import { givenWith } from '@saring/event-sourcing';
import { askedBackRupiah } from './refund-asks';
import type { SaleEvent, SaleTerms } from './sale';
import { saleDecider, type SaleCommand } from './sale.decide';

const at = '2026-11-28T03:00:00.000Z';
const sale = givenWith(saleDecider, expect);
const about = { subscriberId: 's', purpose: 'package', amountRupiah: 50_000, from: null } as const;
const terms: SaleTerms = {
  ...{ subscriberId: 's', purpose: 'package', method: 'qris', bank: null, site: 'rw05', returnUrl: null },
  goods: { description: '', bytes: 1 } as SaleTerms['goods'],
  price: { amountRupiah: 50_000, discountRupiah: 0, promoId: null, promoName: null },
};
const paid: readonly SaleEvent[] = [
  { type: 'OrderPlaced', terms, at, about },
  { type: 'OrderPaid', paidAt: at, orderNumber: 'n', paymentVersion: 3, at, about },
];
const gateway = { method: 'gateway' } as const;
const asked = (key: string, amountRupiah: number, transactionId: string | null = null): SaleEvent => ({
  ...{ type: 'RefundAsked', key, amountRupiah, transactionId, from: gateway, at },
});
const ask = (
  key: string,
  amountRupiah: number,
  change: { transactionId?: string; mostRupiah?: number | null } = {},
): SaleCommand => ({
  ...{ type: 'AskRefund', key, amountRupiah, transactionId: null, from: gateway, mostRupiah: 30_000, at },
  ...change,
});
const noted = (refundedRupiah: number, paymentVersion: number, confirms?: string[]): SaleEvent => ({
  ...{ type: 'RefundNoted', refundedRupiah, paymentVersion, at },
  ...(confirms ? { confirms } : {}),
});
const received: SaleEvent = { type: 'ExtraPaymentReceived', transactionId: 't', amountRupiah: 20_000, at };
const apply = (version: number, refundedRupiah: number): SaleCommand => ({
  type: 'ApplyPayment',
  payment: {
    ...{ version, state: 'paid', since: at, orderNumber: 'n', expiresAt: null, refundedRupiah, reason: '' },
  },
  at,
});

it('counts what is asked for and not confirmed', () => {
  sale(...paid, asked('a', 20_000))
    .when(ask('b', 10_000))
    .then(asked('b', 10_000));
  sale(...paid, asked('a', 20_000))
    .when(ask('b', 10_001))
    .thenRefused('BILLING.ABOVE_LIMIT');
});

it('counts the same refund once, asked for and confirmed', () => {
  sale(...paid, asked('a', 20_000))
    .when(apply(4, 20_000))
    .then(noted(20_000, 4, ['a']));
  const confirmed = [...paid, asked('a', 20_000), noted(20_000, 4, ['a'])];
  sale(...confirmed)
    .when(ask('b', 10_000))
    .then(asked('b', 10_000));
  sale(...confirmed)
    .when(ask('b', 10_001))
    .thenRefused('BILLING.ABOVE_LIMIT');
});

it('counts what was refunded in the dashboard of a vendor beside what waits', () => {
  sale(...paid, asked('a', 20_000))
    .when(apply(4, 15_000))
    .then(noted(15_000, 4));
  sale(...paid, asked('a', 20_000), noted(15_000, 4))
    .when(ask('b', 1))
    .thenRefused('BILLING.ABOVE_LIMIT');
});

it('counts the money of other transactions, with the order’s own', () => {
  sale(...paid, received, asked('a', 20_000))
    .when(ask('b', 20_000, { transactionId: 't' }))
    .thenRefused('BILLING.ABOVE_LIMIT');
  sale(...paid, received, asked('a', 20_000, 't'))
    .when(ask('b', 20_000))
    .thenRefused('BILLING.ABOVE_LIMIT');
  const returned: SaleEvent = {
    type: 'ExtraPaymentReturned',
    transactionId: 't',
    amountRupiah: 20_000,
    by: 'payout',
    at,
  };
  sale(...paid, received, returned)
    .when(ask('b', 20_000))
    .thenRefused('BILLING.ABOVE_LIMIT');
  sale(...paid, received, asked('a', 20_000, 't'), returned)
    .when(ask('b', 10_000))
    .then(asked('b', 10_000));
});

it('takes all that is left as what it comes to', () => {
  sale(...paid, asked('a', 20_000))
    .when(ask('b', 0, { mostRupiah: null }))
    .then(asked('b', 30_000));
  sale(...paid)
    .when(ask('b', 0))
    .thenRefused('BILLING.ABOVE_LIMIT');
});

it('asks once under a key, and once for a transaction', () => {
  sale(...paid, asked('a', 20_000))
    .when(ask('a', 20_000))
    .then();
  sale(...paid, received, asked('a', 20_000, 't'))
    .when(ask('b', 20_000, { transactionId: 't' }))
    .then();
});

it('counts no more what payment has refused, and never gives up what it has confirmed', () => {
  const released: SaleEvent = { type: 'RefundReleased', key: 'a', at };
  const release: SaleCommand = { type: 'ReleaseRefund', key: 'a', at };
  sale(...paid, asked('a', 30_000))
    .when(release)
    .then(released);
  sale(...paid, asked('a', 30_000), released)
    .when(ask('b', 30_000))
    .then(asked('b', 30_000));
  sale(...paid, asked('a', 30_000), noted(30_000, 4, ['a']))
    .when(release)
    .then();
});

it('refuses money of a transaction that went back already', () => {
  const returned: SaleEvent = {
    type: 'ExtraPaymentReturned',
    transactionId: 't',
    amountRupiah: 20_000,
    by: 'gateway',
    at,
  };
  sale(...paid, received, returned)
    .when(ask('a', 20_000, { transactionId: 't', mostRupiah: null }))
    .thenRefused('BILLING.ORDER_REFUNDED');
});

it('begins anew with a payment that follows a reversal', () => {
  const events: readonly SaleEvent[] = [
    ...paid,
    asked('a', 20_000),
    { type: 'OrderReversed', paymentVersion: 4, at, about },
    { type: 'OrderPaid', paidAt: at, orderNumber: 'n', paymentVersion: 5, at, about },
  ];
  expect(askedBackRupiah(events.reduce(saleDecider.evolve, saleDecider.initialState()))).toBe(0);
});
