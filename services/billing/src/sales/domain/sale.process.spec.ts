import type { OrderState } from '@saring/kernel';
import { initialState, type Sale } from './sale';
import { retrySeconds, saleProcess, TELL_TRIES, type WorkKind } from './sale.process';

const at = '2026-11-21T07:00:00.000Z';
const expiresAt = '2026-11-21T07:15:00.000Z';
const about = { subscriberId: 's', purpose: 'package', amountRupiah: 1, from: 'created' } as const;
const sale = (state: OrderState, change: Partial<Sale> = {}): Sale => ({
  ...initialState(),
  placedAt: at,
  state,
  ...change,
});
const extra = { transactionId: 't-2', amountRupiah: 50_000 };
const paid = { paidAt: '2026-11-21T07:03:00.000Z' };

describe('what follows', () => {
  it('of an opened payment is a reminder halfway to its end', () =>
    expect(
      saleProcess.after({ type: 'PaymentOpened', orderNumber: 'x', expiresAt, at, paymentVersion: 2, about }),
    ).toEqual([{ kind: 'tell_pending', notBefore: '2026-11-21T07:07:30.000Z' }]));
  it('of one that an operator has asked for is the bill, at once', () => {
    const opened = {
      type: 'PaymentOpened',
      orderNumber: 'x',
      expiresAt,
      at,
      paymentVersion: 2,
      about,
    } as const;
    expect(saleProcess.after({ ...opened, isAskedFor: true })).toEqual([
      { kind: 'tell_asked', notBefore: at },
    ]);
    expect(saleProcess.after({ type: 'PaymentAskedFor', at })).toEqual([
      { kind: 'tell_asked', notBefore: at },
    ]);
  });
  it('of a payment is the fulfilment, at once', () =>
    expect(
      saleProcess.after({
        type: 'OrderPaid',
        orderNumber: 'SRG-s-A',
        paidAt: at,
        at,
        paymentVersion: 3,
        about,
      }),
    ).toEqual([{ kind: 'fulfil', notBefore: at }]));
  it('of money paid twice is a message when it comes, and one when it goes', () => {
    const extra = { transactionId: 't-2', amountRupiah: 50_000, at };
    const kinds = (event: Parameters<typeof saleProcess.after>[0]) =>
      saleProcess.after(event).map(({ kind }) => kind);
    expect(kinds({ type: 'ExtraPaymentReceived', ...extra })).toEqual(['tell_extra']);
    expect(kinds({ type: 'ExtraPaymentReturned', ...extra, by: 'gateway' })).toEqual(['tell_extra_returned']);
    expect(kinds({ type: 'ExtraPaymentReturned', ...extra, by: 'purchase' })).toEqual([
      'give_extras',
      'tell_extra_returned',
    ]);
  });
  it('of a reversal is taking back and telling', () =>
    expect(
      saleProcess.after({ type: 'OrderReversed', at, paymentVersion: 4, about }).map(({ kind }) => kind),
    ).toEqual(['take_back', 'tell_refunded']));
});

it.each<[WorkKind, OrderState, Partial<Sale>, string, boolean]>([
  ['reconcile', 'created', {}, '2027-01-01T00:00:00.000Z', true],
  ['reconcile', 'expired', { expiresAt }, '2026-11-22T07:14:59.999Z', true],
  ['reconcile', 'expired', { expiresAt }, '2026-11-22T07:15:00.000Z', false],
  ['reconcile', 'cancelled', {}, '2026-11-22T07:00:00.000Z', false],
  ['reconcile', 'fulfilled', paid, '2026-12-21T07:02:59.999Z', true],
  ['reconcile', 'fulfilled', paid, '2026-12-21T07:03:00.000Z', false],
  ['reconcile', 'refunded', paid, at, false],
  ['fulfil', 'paid', paid, at, true],
  ['fulfil', 'fulfilled', paid, at, false],
  ['fulfil', 'refunded', paid, at, false],
  ['reconcile', 'reversed', paid, at, true],
  ['take_back', 'refunded', { ...paid, roundsToTakeBack: [1] }, at, true],
  ['take_back', 'fulfilled', { ...paid, roundsToTakeBack: [1] }, at, true],
  ['take_back', 'reversed', paid, at, false],
  ['take_back', 'reversed', {}, at, false],
  ['tell_pending', 'pending', { expiresAt }, at, true],
  ['tell_pending', 'pending', { expiresAt }, expiresAt, false],
  ['tell_pending', 'paid', { expiresAt, ...paid }, at, false],
  ['tell_pending', 'pending', { expiresAt, askedFor: { times: 1, at: [at] } }, at, false],
  ['tell_asked', 'pending', { expiresAt, askedFor: { times: 1, at: [at] } }, at, true],
  ['tell_called_off', 'cancelled', { askedFor: { times: 1, at: [at] } }, at, true],
  ['tell_called_off', 'cancelled', {}, at, false],
  ['tell_called_off', 'paid', { askedFor: { times: 1, at: [at] }, ...paid }, at, false],
  ['tell_asked', 'created', { askedFor: { times: 1, at: [at] } }, at, false],
  ['tell_fulfilled', 'fulfilled', paid, at, true],
  ['tell_fulfilled', 'reversed', paid, at, false],
  ['tell_refunded', 'refunded', paid, at, true],
  ['tell_refunded', 'refunded', {}, at, false],
  ['tell_extra', 'fulfilled', { extraPayments: [{ ...extra, receivedAt: at }] }, at, true],
  [
    'tell_extra',
    'fulfilled',
    { extraPayments: [{ ...extra, receivedAt: at }] },
    '2026-11-22T07:00:01.000Z',
    false,
  ],
  ['tell_extra', 'fulfilled', { extraPayments: [extra] }, at, false],
  ['tell_extra', 'fulfilled', {}, at, false],
  ['tell_extra_returned', 'fulfilled', { returnedExtras: [{ ...extra, by: 'gateway', at }] }, at, true],
  ['tell_extra_returned', 'fulfilled', {}, at, false],
])('%s of a sale that is %s with %j at %s: %s', (kind, state, change, now, isStillDue) =>
  expect(saleProcess.isStillDue(kind, sale(state, change), now)).toBe(isStillDue),
);

it('tries widen, and payment is asked ever later, of what is paid daily', () => {
  expect([1, 2, 3, 8, 100].map(retrySeconds)).toEqual([1, 2, 5, 300, 300]);
  expect(
    [1, 2, 4, 9].map((times) => saleProcess.retryInSeconds('reconcile', sale('pending'), times)),
  ).toEqual([300, 900, 3_600, 3_600]);
  expect(saleProcess.repeatAt('reconcile', sale('fulfilled', paid), 1, at)).toBe('2026-11-22T07:00:00.000Z');
  expect(saleProcess.repeatAt('fulfil', sale('fulfilled', paid), 1, at)).toBeNull();
});

it('every kind of work has its lane', () =>
  expect(saleProcess.lanes.flat().sort()).toEqual([
    'fulfil',
    'give_extras',
    'reconcile',
    'take_back',
    'take_parts',
    'tell_asked',
    'tell_called_off',
    'tell_extra',
    'tell_extra_returned',
    'tell_fulfilled',
    'tell_part_refunded',
    'tell_pending',
    'tell_refunded',
  ]));

it('gives up a message after many tries, and never what is paid', () => {
  expect(saleProcess.retryInSeconds('tell_fulfilled', sale('fulfilled', paid), TELL_TRIES)).toBeNull();
  expect(saleProcess.retryInSeconds('fulfil', sale('paid', paid), 10_000)).toBe(300);
});
