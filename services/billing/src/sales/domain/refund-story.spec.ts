// refund-story.spec.ts — what an order's page tells of a refund: given events, then its steps.
import { refundStory } from './refund-story';
import type { About, SaleEvent, SaleTerms } from './sale';

const at = (minute: number): string => `2026-11-21T07:${String(minute).padStart(2, '0')}:00.000Z`;
const about = { subscriberId: 'sari', purpose: 'package', amountRupiah: 50_000, from: null } as About;
const terms = {
  ...{ subscriberId: 'sari', purpose: 'package', method: 'qris', bank: null, site: 'rw05', returnUrl: null },
  goods: { description: 'Paket 5 GB', bytes: 5_000, bonusBytes: 0, unlimited: false, items: [] },
  price: { amountRupiah: 50_000, discountRupiah: 0, promoId: null, promoName: null },
} as unknown as SaleTerms;
const bought: readonly SaleEvent[] = [
  { type: 'OrderPlaced', terms, at: at(0), about },
  { type: 'OrderPaid', paidAt: at(1), orderNumber: 'SRG', at: at(1), paymentVersion: 1, about },
  { type: 'OrderFulfilled', at: at(2), about },
];
const asked = (minute: number, key: string, amountRupiah: number): SaleEvent => ({
  ...{ type: 'RefundAsked', at: at(minute), key, transactionId: null, amountRupiah },
  ...{ from: { method: 'transfer', operatorId: 'ani' }, reason: 'mati lampu' },
});
const storyOf = (...events: readonly SaleEvent[]) =>
  refundStory([...bought, ...events].map((event) => ({ event, actor: 'operator:ani' })));
const ask = { method: 'transfer', actor: 'operator:ani', reason: 'mati lampu' };

it('tells nothing of an order whose money stayed', () => expect(storyOf()).toEqual([]));

it('waits for who sends the money until that is said', () =>
  expect(storyOf(asked(3, 'a', 20_000))).toEqual([
    { at: at(3), kind: 'waiting', amountRupiah: 20_000, ...ask },
  ]));

it('tells each part with its own amount, and what went with it', () =>
  expect(
    storyOf(
      { type: 'PurchaseShared', round: 1, isShared: true, reason: 'mati lampu', at: at(3) },
      asked(3, 'a', 20_000),
      { type: 'RefundNoted', refundedRupiah: 20_000, paymentVersion: 2, at: at(4), confirms: ['a'] },
      { type: 'PurchasePartTakenBack', round: 1, upToRupiah: 20_000, bytes: 2_000, at: at(5) },
      asked(6, 'b', 30_000),
      {
        ...{ type: 'OrderRefunded', refundedRupiah: 50_000, paymentVersion: 3, at: at(7), confirms: ['b'] },
        about,
      },
      { type: 'PurchaseTakenBack', round: 1, at: at(8) },
    ),
  ).toEqual([
    { at: at(3), kind: 'asked', amountRupiah: 20_000, ...ask },
    { at: at(4), kind: 'returned', amountRupiah: 20_000 },
    { at: at(5), kind: 'part_taken_back', bytes: 2_000 },
    { at: at(6), kind: 'asked', amountRupiah: 30_000, ...ask },
    { at: at(7), kind: 'returned', amountRupiah: 30_000 },
    { at: at(8), kind: 'taken_back', bytes: 3_000 },
  ]));

it('tells what was refused, and money that others gave back', () =>
  expect(
    storyOf(
      { type: 'PurchaseKept', round: 1, isKept: true, reason: 'mati lampu', at: at(3) },
      asked(3, 'a', 20_000),
      { type: 'RefundReleased', key: 'a', at: at(4) },
      { type: 'RefundNoted', refundedRupiah: 5_000, paymentVersion: 2, at: at(5) },
    ),
  ).toEqual([
    { at: at(3), kind: 'kept', actor: 'operator:ani', reason: 'mati lampu' },
    { at: at(3), kind: 'asked', amountRupiah: 20_000, ...ask },
    { at: at(4), kind: 'refused', amountRupiah: 20_000 },
    { at: at(5), kind: 'returned', amountRupiah: 5_000 },
  ]));

it('tells of money that its bank took back', () =>
  expect(storyOf({ type: 'OrderReversed', paymentVersion: 2, at: at(3), about })).toEqual([
    { at: at(3), kind: 'reversed', amountRupiah: 50_000 },
  ]));
