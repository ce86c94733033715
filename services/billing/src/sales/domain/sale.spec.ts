import type { OrderState, PaymentState } from '@saring/kernel';
import { givenWith } from '@saring/event-sourcing';
import { saleDecider, type PaymentReport, type SaleCommand } from './sale.decide';
import { mustFulfil, mustTakeBack, type About, type SaleEvent, type SaleTerms } from './sale';

const given = givenWith(saleDecider, expect);
const at = '2026-11-21T07:00:00.000Z';
const since = '2026-11-21T07:03:00.000Z';
const expiresAt = '2026-11-21T07:15:00.000Z';
const terms: SaleTerms = {
  subscriberId: 'sari',
  purpose: 'package',
  goods: {
    description: 'Paket 5 GB',
    packageId: 'p5',
    bytes: 5_368_709_120,
    bonusBytes: 0,
    unlimited: false,
    days: 30,
    fupThresholdBytes: null,
    debtId: null,
    items: [],
    autoDebtBytes: 0,
  },
  price: { amountRupiah: 50_000, discountRupiah: 0, promoId: null, promoName: null },
  method: 'qris',
  bank: null,
  site: 'rw05',
  returnUrl: null,
};
const about = (from: OrderState | null): About => ({
  subscriberId: 'sari',
  purpose: 'package',
  amountRupiah: 50_000,
  from,
});
const placed: SaleEvent = { type: 'OrderPlaced', terms, at, about: about(null) };
const opened: SaleEvent = {
  type: 'PaymentOpened',
  orderNumber: 'SRG-rw05-A',
  expiresAt,
  at,
  paymentVersion: 2,
  about: about('created'),
};
const paidAs = (from: OrderState, paymentVersion = 3): SaleEvent => ({
  type: 'OrderPaid',
  paidAt: since,
  orderNumber: 'SRG-rw05-A',
  at,
  paymentVersion,
  about: about(from),
});
const numbered: SaleEvent = { type: 'InvoiceNumbered', invoiceNumber: 'rw05/202611/0001', at };
const fulfilled: SaleEvent = { type: 'OrderFulfilled', at, about: about('paid') };
const refunded = (from: OrderState, paymentVersion = 4): SaleEvent => ({
  type: 'OrderRefunded',
  refundedRupiah: 50_000,
  at,
  paymentVersion,
  about: about(from),
});
const seen = (paymentVersion: number): SaleEvent => ({ type: 'PaymentSeen', paymentVersion, at });
const payment = (state: PaymentState, version: number, change: Partial<PaymentReport> = {}) => ({
  type: 'ApplyPayment' as const,
  at,
  payment: {
    state,
    version,
    since,
    orderNumber: 'SRG-rw05-A',
    expiresAt,
    refundedRupiah: 0,
    reason: state,
    ...change,
  },
});

it('knows its number although the payment is reported before its opening', () => {
  const sale = [placed, paidAs('created', 3)].reduce(saleDecider.evolve, saleDecider.initialState());
  expect(sale).toMatchObject({ state: 'paid', orderNumber: 'SRG-rw05-A' });
  given(placed, paidAs('created', 3)).when(payment('pending', 2)).then();
});

describe('an order', () => {
  it('is placed once', () => {
    given().when({ type: 'PlaceOrder', terms, at }).then(placed);
    given(placed).when({ type: 'PlaceOrder', terms, at }).thenRefused('BILLING.ORDER_EXISTS');
  });
  it('is not known before', () => {
    given().when(payment('paid', 3)).thenRefused('BILLING.ORDER_UNKNOWN');
    given().when({ type: 'ConfirmFulfilment', round: 1, at }).thenRefused('BILLING.ORDER_UNKNOWN');
  });
  it('is given up only while no payment was opened', () => {
    given(placed)
      .when({ type: 'GiveUpOrder', reason: 'not_opened', at })
      .then({ type: 'OrderCancelled', reason: 'not_opened', at, paymentVersion: 0, about: about('created') });
    given(placed, opened)
      .when({ type: 'GiveUpOrder', reason: 'not_opened', at })
      .thenRefused('BILLING.ORDER_NOT_OPEN');
  });
});

describe('a payment', () => {
  it('opens the order, when it says until when', () => {
    given(placed).when(payment('pending', 2)).then(opened);
    given(placed)
      .when(payment('pending', 2, { expiresAt: null }))
      .thenNothing();
    given(placed).when(payment('created', 1)).thenNothing();
  });
  it('pays an open order', () => given(placed, opened).when(payment('paid', 3)).then(paidAs('pending')));
  it('pays an order whose opening was never reported', () =>
    given(placed).when(payment('paid', 3)).then(paidAs('created')));
  it.each([
    ['expired', { type: 'OrderExpired', at, paymentVersion: 3, about: about('pending') }],
    ['denied', { type: 'OrderDenied', at, paymentVersion: 3, about: about('pending') }],
    [
      'cancelled',
      { type: 'OrderCancelled', reason: 'cancelled', at, paymentVersion: 3, about: about('pending') },
    ],
  ] as const)('that is %s ends the order, and a late settlement is credited all the same', (state, end) => {
    given(placed, opened).when(payment(state, 3)).then(end);
    given(placed, opened, end).when(payment('paid', 4)).then(paidAs(state, 4));
  });
  it('of an old or the same version changes nothing', () => {
    given(placed, opened, paidAs('pending')).when(payment('expired', 2)).thenNothing();
    given(placed, opened, paidAs('pending')).when(payment('paid', 3)).thenNothing();
  });
  it('that ends after it was paid takes nothing away', () => {
    given(placed, opened, paidAs('pending')).when(payment('denied', 4)).then(seen(4));
    given(placed, opened, paidAs('pending'), fulfilled).when(payment('expired', 4)).then(seen(4));
    given(placed, opened, paidAs('pending'), fulfilled).when(payment('pending', 4)).thenNothing();
  });
  it('is paid once, and a reversal that is reported after the payment that followed it changes nothing', () => {
    const paid = [placed, opened, paidAs('pending'), fulfilled];
    given(...paid)
      .when(payment('paid', 6))
      .then(seen(6));
    given(...paid, seen(6))
      .when(payment('reversed', 4))
      .thenNothing();
    given(...paid, seen(6))
      .when(payment('paid', 6))
      .thenNothing();
  });
  it('refunded in part stays, and is noted', () =>
    given(placed, opened, paidAs('pending'), fulfilled)
      .when(payment('paid', 4, { refundedRupiah: 20_000 }))
      .then({ type: 'RefundNoted', refundedRupiah: 20_000, paymentVersion: 4, at }));
  it('that is heard of first when a part of it has gone back is paid, with that part', () =>
    given(placed, opened)
      .when(payment('paid', 4, { refundedRupiah: 10_000 }))
      .then(paidAs('pending', 4), { type: 'RefundNoted', refundedRupiah: 10_000, paymentVersion: 4, at }));
  it('of which less has gone back than before was reversed and paid anew, though nobody heard of it', () =>
    given(placed, opened, paidAs('pending'), fulfilled, {
      ...{ type: 'RefundNoted', refundedRupiah: 10_000, paymentVersion: 4, at },
    })
      .when(payment('paid', 6))
      .then(
        { type: 'OrderReversed', paymentVersion: 6, at, about: about('fulfilled') },
        paidAs('reversed', 6),
      ));
  it('of another transaction comes once and ends once, however often it is told', () => {
    const extra = { transactionId: 't-2', amountRupiah: 50_000 };
    const note = (returnedBy: 'purchase' | null) => ({
      ...{ type: 'NoteExtraPayment' as const, ...extra, returnedBy, returnedRupiah: 0, at },
    });
    const came: SaleEvent = { type: 'ExtraPaymentReceived', ...extra, at };
    const went: SaleEvent = { type: 'ExtraPaymentReturned', ...extra, by: 'purchase', at };
    const past = [placed, opened, paidAs('pending'), came, went];
    given(...past.slice(0, 4))
      .when(note(null))
      .thenNothing();
    given(...past)
      .when(note('purchase'))
      .thenNothing();
    given(...past)
      .when(note(null))
      .thenNothing();
    const confirm = { type: 'ConfirmExtraGiven', transactionId: 't-2', at } as const;
    given(...past)
      .when(confirm)
      .then({ type: 'ExtraPurchaseGiven', transactionId: 't-2', at });
    given(...past.slice(0, 4))
      .when(confirm)
      .thenNothing();
  });
  describe('of another transaction that goes back through its gateway', () => {
    const transactionId = 't-2';
    const came: SaleEvent = { type: 'ExtraPaymentReceived', transactionId, amountRupiah: 50_000, at };
    const went = (by: 'gateway' | 'payout' | 'purchase', amountRupiah = 50_000): SaleEvent => ({
      ...{ type: 'ExtraPaymentReturned', transactionId, amountRupiah, by, at },
    });
    const tookBack = (amountRupiah: number, isHeld: boolean, takesPurchase: boolean): SaleEvent => ({
      ...{ type: 'ExtraPaymentTakenBack', transactionId, amountRupiah, isHeld, takesPurchase, at },
    });
    const back = (returnedRupiah: number): SaleCommand => ({
      ...{ type: 'NoteExtraPayment', transactionId, amountRupiah: 0, returnedBy: null, returnedRupiah, at },
    });
    const past = [placed, opened, paidAs('pending'), came];
    it('all of it, or first a part, ends it', () => {
      given(...past)
        .when(back(50_000))
        .then(went('gateway'));
      given(...past)
        .when(back(20_000))
        .then(tookBack(20_000, true, false));
      given(...past, tookBack(20_000, true, false))
        .when(back(20_000))
        .thenNothing();
      given(...past, tookBack(20_000, true, false))
        .when(back(50_000))
        .then(went('gateway', 30_000));
      given(...past, went('gateway'))
        .when(back(50_000))
        .thenNothing();
    });
    it('takes back what it bought when all of it is gone, given or not, once', () => {
      given(...past, went('purchase'))
        .when(back(20_000))
        .then(tookBack(20_000, false, false));
      const gone = [...past, went('purchase'), tookBack(50_000, false, true)];
      given(...past, went('purchase'))
        .when(back(50_000))
        .then(tookBack(50_000, false, true));
      given(...gone)
        .when(back(50_000))
        .thenNothing();
      given(...gone)
        .when({ type: 'ConfirmExtraGiven', transactionId, at })
        .thenNothing();
      const confirm = { type: 'ConfirmExtraTakenBack', transactionId, at } as const;
      given(...gone)
        .when(confirm)
        .then({ type: 'ExtraPurchaseTakenBack', transactionId, at });
      given(...gone, { type: 'ExtraPurchaseTakenBack', transactionId, at })
        .when(confirm)
        .thenNothing();
    });
    it('after it was paid out by hand takes no purchase: the house bears it', () =>
      given(...past, went('payout'))
        .when(back(50_000))
        .then(tookBack(50_000, false, false)));
  });
  it('refunded or reversed ends the sale, once', () => {
    const paid = [placed, opened, paidAs('pending'), fulfilled];
    given(...paid)
      .when(payment('refunded', 4, { refundedRupiah: 50_000 }))
      .then(refunded('fulfilled'));
    given(...paid)
      .when(payment('reversed', 4))
      .then({ type: 'OrderReversed', at, paymentVersion: 4, about: about('fulfilled') });
    given(...paid, refunded('fulfilled'))
      .when(payment('reversed', 5))
      .then(seen(5));
    given(...paid, refunded('fulfilled'))
      .when(payment('refunded', 5))
      .then(seen(5));
    // The payment in between was reversed like the one before.
    given(...paid, refunded('fulfilled'), seen(8))
      .when(payment('paid', 6))
      .thenNothing();
  });
});

describe('an order that is paid again after a reversal', () => {
  const reversed: SaleEvent = { type: 'OrderReversed', at, paymentVersion: 4, about: about('fulfilled') };
  const anew = [placed, opened, paidAs('pending'), numbered, fulfilled, reversed, paidAs('reversed', 6)];
  const takenBack: SaleEvent = { type: 'PurchaseTakenBack', round: 1, at };

  it('is owed again, under its old number, and what was given before is still taken back', () => {
    given(...anew.slice(0, -1))
      .when(payment('paid', 6))
      .then(paidAs('reversed', 6));
    const state = given(...anew).state();
    expect(state).toMatchObject({ state: 'paid', round: 2, roundsToTakeBack: [1], fulfilledAt: null });
    expect([mustFulfil(state), mustTakeBack(state)]).toEqual([true, true]);
    given(...anew)
      .when({ type: 'NumberInvoice', invoiceNumber: 'other', at })
      .thenNothing();
  });
  it('is fulfilled by what is given for it, not by a late word of what was given before', () => {
    given(...anew)
      .when({ type: 'ConfirmFulfilment', round: 1, at })
      .thenNothing();
    given(...anew)
      .when({ type: 'ConfirmFulfilment', round: 2, at })
      .then(fulfilled);
    given(...anew)
      .when({ type: 'ConfirmTakenBack', round: 2, at })
      .thenNothing();
    given(...anew)
      .when({ type: 'ConfirmTakenBack', round: 1, at })
      .then(takenBack);
  });
  it('can be reversed again', () => {
    const again: SaleEvent = { ...reversed, paymentVersion: 8 };
    const state = given(...anew, takenBack, fulfilled, again).state();
    expect(state).toMatchObject({ state: 'reversed', roundsToTakeBack: [2] });
  });
  it('is so after a refund that was reversed, too', () =>
    given(placed, opened, paidAs('pending'), fulfilled, refunded('fulfilled'))
      .when(payment('paid', 6))
      .then(paidAs('refunded', 6)));
});

describe('what is paid', () => {
  it('is numbered once, and only what is paid', () => {
    const invoiceNumber = 'rw05/202611/0001';
    given(placed, opened).when({ type: 'NumberInvoice', invoiceNumber, at }).thenNothing();
    given(placed, opened, paidAs('pending'))
      .when({ type: 'NumberInvoice', invoiceNumber, at })
      .then(numbered);
    given(placed, opened, paidAs('pending'), numbered)
      .when({ type: 'NumberInvoice', invoiceNumber: 'other', at })
      .thenNothing();
  });
  it('waits for a reason that is recorded once', () => {
    const deferred: SaleEvent = { type: 'FulfilmentDeferred', reason: 'ledger_unavailable', at };
    const defer = { type: 'DeferFulfilment', reason: 'ledger_unavailable', at } as const;
    given(placed, opened).when(defer).thenNothing();
    given(placed, opened, paidAs('pending')).when(defer).then(deferred);
    given(placed, opened, paidAs('pending'), deferred).when(defer).thenNothing();
    expect(given(placed, opened, paidAs('pending'), deferred).state()).toMatchObject({
      state: 'paid',
      waitingFor: 'ledger_unavailable',
    });
  });
  it('says what of a settlement was owed no more when it was given, and only of the last payment', () => {
    const surplus = { bytes: 2048, unlimited: false };
    const withSurplus: SaleEvent = { ...fulfilled, surplus };
    given(placed, opened, paidAs('pending'))
      .when({ type: 'ConfirmFulfilment', round: 1, surplus, at })
      .then(withSurplus);
    const once = [placed, opened, paidAs('pending'), withSurplus];
    expect(given(...once).state().surplus).toEqual(surplus);
    const reversed: SaleEvent = { type: 'OrderReversed', at, paymentVersion: 4, about: about('fulfilled') };
    const again = [...once, reversed, paidAs('reversed', 6), fulfilled];
    expect(given(...again).state().surplus).toBeUndefined();
  });
  it('is fulfilled once', () => {
    given(placed, opened, paidAs('pending'))
      .when({ type: 'ConfirmFulfilment', round: 1, at })
      .then(fulfilled);
    given(placed, opened, paidAs('pending'), fulfilled)
      .when({ type: 'ConfirmFulfilment', round: 1, at })
      .thenNothing();
    given(placed, opened).when({ type: 'ConfirmFulfilment', round: 1, at }).thenNothing();
  });
});

describe('what is refunded', () => {
  const returned = [placed, opened, paidAs('pending'), refunded('paid')];
  it('is fulfilled no more, and taken back once, also when the fulfilment was never confirmed', () => {
    given(...returned)
      .when({ type: 'ConfirmFulfilment', round: 1, at })
      .thenNothing();
    given(...returned)
      .when({ type: 'ConfirmTakenBack', round: 1, at })
      .then({ type: 'PurchaseTakenBack', round: 1, at });
    given(...returned, { type: 'PurchaseTakenBack', round: 1, at })
      .when({ type: 'ConfirmTakenBack', round: 1, at })
      .thenNothing();
    expect(mustFulfil(given(...returned).state())).toBe(false);
    expect(mustTakeBack(given(...returned).state())).toBe(true);
  });
  it('needs no taking back when it was never known as paid', () => {
    const state = given(placed, opened, refunded('pending')).state();
    expect([mustFulfil(state), mustTakeBack(state)]).toEqual([false, false]);
    given(placed, opened, refunded('pending')).when(payment('paid', 3)).thenNothing();
  });
});
