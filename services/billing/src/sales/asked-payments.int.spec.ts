// Bills that an operator sends, and open orders that are to make way.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId, orderNumberOf } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const HOUR_SECONDS = 3_600;
const told = () => world.sent.filter(({ template }) => template === 'purchase.pending');
const ask = (change: object = {}) =>
  billing.ask(Billing.method.askForPayment, {
    ...{ commandId: newId(), actor: 'operator:ani', subscriberId: newId(), method: 'qris', site: 'rw05' },
    ...change,
  });
const askFor = async (change: object = {}) => {
  const { order, ...asked } = await ask(change);
  if (!order) throw new Error('no order');
  return { ...order, ...asked };
};
const ordersOf = async (subscriberId: string) =>
  (await billing.ask(Billing.method.listOrders, { subscriberId })).items;

describe('a bill that an operator makes for somebody', () => {
  it('is sent at once, once, and is an order like any other', async () => {
    const { packageId } = await billing.newPackage();
    const asked = { commandId: newId(), subscriberId: newId(), packageId };
    const order = await askFor(asked);
    expect(order).toMatchObject({ state: 'pending', purpose: 'package', amountRupiah: 50_000, times: 1 });
    expect(await askFor(asked)).toMatchObject({ orderId: order.orderId, times: 1 });
    await eventually(() => told().length === 1);
    expect(told()[0]?.params['link']).toBe(`https://wifi.example.id/pay/${order.statusToken}`);
    await billing.paymentBecomes(order.orderId, 'paid');
    await billing.becomes(order.orderId, 'fulfilled');
    const { steps } = await billing.ask(Billing.method.getOrderTrace, { orderId: order.orderId });
    expect(steps.map(({ kind }) => kind)).toEqual(['placed', 'opened', 'paid', 'given']);
    expect(steps[0]?.actor).toBe('operator:ani');
    expect(told()).toHaveLength(1);
    // Money that nobody confirmed comes from the gateway, whoever asked for the news of it.
    expect(steps[2]?.actor).toBe('payment');
  });

  it('names who confirmed its money, whichever word of payment was heard first', async () => {
    const { packageId } = await billing.newPackage();
    const order = await askFor({ packageId, method: 'manual' });
    world.notes = [{ at: order.createdAt, actor: 'operator:sari', kind: 'confirm', text: 'BCA 1234' }];
    await billing.paymentBecomes(order.orderId, 'paid');
    await billing.becomes(order.orderId, 'fulfilled');
    const { steps } = await billing.ask(Billing.method.getOrderTrace, { orderId: order.orderId });
    expect(steps.find(({ kind }) => kind === 'paid')?.actor).toBe('operator:sari');
  });

  it('is for a package or for all debts, and is called off while nobody has paid it', async () => {
    await expect(ask()).rejects.toEqual(refusal('REQUEST.INVALID'));
    await expect(ask({ packageId: newId(), allDebts: true })).rejects.toEqual(refusal('REQUEST.INVALID'));
    await billing.stock([10, 50_000]);
    world.debts = { autoDebtBytes: GB, items: [] };
    const { orderId, purpose } = await askFor({ allDebts: true });
    expect(purpose).toBe('settlement');
    expect(await callOff(orderId)).toMatchObject({ state: 'cancelled' });
    const { steps } = await billing.ask(Billing.method.getOrderTrace, { orderId });
    expect(steps.map(({ kind }) => kind)).toEqual(['placed', 'opened', 'cancelled']);
    await eventually(() => world.sent.some(({ template }) => template === 'purchase.called_off'));
  });

  it('whose payment opens later is sent when it opens, not halfway to its end', async () => {
    const { packageId } = await billing.newPackage();
    world.chargeUnanswered = true;
    const subscriberId = newId();
    const { orderId, state } = await askFor({ subscriberId, packageId });
    expect(state).toBe('created');
    // Its number is known from the beginning, in lists, too.
    expect((await ordersOf(subscriberId))[0]?.orderNumber).toBe(orderNumberOf('rw05', orderId));
    await billing.paymentBecomes(orderId, 'pending');
    await billing.becomes(orderId, 'pending');
    await eventually(() => expect(told()).toHaveLength(1));
    // Nor is it sent again as a reminder.
    billing.later(600);
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
    expect(told()).toHaveLength(1);
  });

  it('is not made for somebody without a number', async () => {
    const { packageId } = await billing.newPackage();
    const subscriberId = newId();
    world.phone = '';
    await expect(ask({ subscriberId, packageId })).rejects.toEqual(refusal('AUTH.PHONE_MISSING'));
    expect(await ordersOf(subscriberId)).toEqual([]);
  });

  it('is sent again while it is open, at most three times an hour', async () => {
    world.expiresInSeconds = 24 * HOUR_SECONDS;
    const { packageId } = await billing.newPackage();
    const subscriberId = newId();
    const first = await askFor({ subscriberId, packageId });
    for (const times of [2, 3]) {
      await eventually(() => expect(told()).toHaveLength(times - 1));
      const again = await askFor({ subscriberId, packageId });
      expect(again).toMatchObject({ orderId: first.orderId, times });
      expect(Date.parse(again.askedAt)).toBeGreaterThanOrEqual(Date.parse(first.askedAt));
    }
    await eventually(() => expect(told()).toHaveLength(3));
    await expect(ask({ subscriberId, packageId })).rejects.toMatchObject({
      ...{ code: 'BILLING.ASKED_OFTEN', details: { most: 3, retryInSeconds: expect.any(Number) } },
    });
    billing.later(HOUR_SECONDS);
    expect(await askFor({ subscriberId, packageId })).toMatchObject({ orderId: first.orderId, times: 4 });
    await eventually(() => expect(told()).toHaveLength(4));
    expect((await ordersOf(subscriberId)).map(({ orderId }) => orderId)).toEqual([first.orderId]);
  });

  it('has the link under the name by which the portal was reached where no public name is set', async () => {
    await billing.stopBilling();
    await billing.startBilling({ PUBLIC_URL: '' });
    try {
      const { packageId } = await billing.newPackage();
      const { statusToken } = await askFor({ packageId, returnUrl: 'http://192.168.1.5:9000/beli' });
      await eventually(() => expect(told()).toHaveLength(1));
      expect(told()[0]?.params['link']).toBe(`http://192.168.1.5:9000/pay/${statusToken}`);
    } finally {
      await billing.stopBilling();
      await billing.startBilling();
    }
  });
});

const callOff = (orderId: string) =>
  billing.ask(Billing.method.cancelOrder, { commandId: newId(), orderId, actor: 'operator:ani' });

describe('an open order that is called off', () => {
  it.each([
    ['pending', 'BILLING.ORDER_STAYS_OPEN'],
    ['expired', 'BILLING.ORDER_NOT_OPEN'],
    ['paid', 'BILLING.ORDER_ALREADY_PAID'],
  ])('and is %s after it is not said to be cancelled', async (state, code) => {
    const { orderId } = await billing.newOrder();
    world.cancelLeadsTo = state;
    await expect(callOff(orderId)).rejects.toEqual(refusal(code));
  });

  it('names itself where its gateway does not answer', async () => {
    const { orderId, orderNumber } = await billing.newOrder();
    world.paymentFails = 'PAYMENT.GATEWAY_UNAVAILABLE';
    await expect(callOff(orderId)).rejects.toMatchObject({
      code: 'BILLING.ORDER_NOT_ENDED',
      details: { orderId, order: orderNumber, retryInSeconds: expect.any(Number) },
    });
  });
});

describe('an open order whose proof of payment is sent', () => {
  const proved = async () => {
    const { packageId } = await billing.newPackage();
    const subscriberId = newId();
    const order = await billing.placeOrder(subscriberId, packageId, { method: 'static_qris' });
    world.proofs.add(order.orderId);
    return { ...order, subscriberId, packageId };
  };

  it('is replaced by no other order: the buyer is told which one is being checked', async () => {
    const { subscriberId, packageId, orderId, orderNumber } = await proved();
    const other = await billing.newPackage();
    const inCheck = { code: 'BILLING.ORDER_IN_CHECK', details: { orderId, order: orderNumber } };
    const place = (wanted: string, method: string) => billing.placeOrder(subscriberId, wanted, { method });
    await expect(place(packageId, 'gopay')).rejects.toMatchObject(inCheck);
    await expect(place(other.packageId, 'static_qris')).rejects.toMatchObject(inCheck);
    expect((await ordersOf(subscriberId)).map((one) => [one.orderId, one.state])).toEqual([
      [orderId, 'pending'],
    ]);
  });

  it('is not asked for halfway to its end, as others are', async () => {
    await proved();
    const { packageId } = await billing.newPackage({ name: 'Lain' });
    await billing.placeOrder(newId(), packageId, { method: 'static_qris' });
    billing.later(500);
    await eventually(() => expect(told()).toMatchObject([{ params: { item: 'Lain' } }]));
  });

  it('is offered to operators until it is answered, also after its buyer cancelled it', async () => {
    const { orderId, subscriberId } = await proved();
    const offered = async () =>
      (
        await billing.ask(Billing.method.listOrders, {
          state: 'to_confirm',
          method: 'static_qris',
          limit: 100,
        })
      ).items;
    expect(await offered()).toContainEqual(expect.objectContaining({ orderId, state: 'pending' }));
    await billing.ask(Billing.method.cancelOrder, {
      commandId: newId(),
      orderId,
      subscriberId,
      actor: 'subscriber',
    });
    expect(await offered()).toContainEqual(
      expect.objectContaining({ orderId, state: 'cancelled', hasProof: true }),
    );
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
    expect((await offered()).map((one) => one.orderId)).not.toContain(orderId);
  });

  it('is given once an operator has seen its money, and another can be ordered then', async () => {
    const { subscriberId, packageId, orderId } = await proved();
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
    expect((await billing.placeOrder(subscriberId, packageId, { method: 'gopay' })).state).toBe('pending');
  });

  it('is cancelled by its buyer, who can order another then', async () => {
    const { subscriberId, packageId, orderId } = await proved();
    await callOff(orderId);
    const next = await billing.placeOrder(subscriberId, packageId, { method: 'gopay' });
    expect((await ordersOf(subscriberId)).map((one) => [one.orderId, one.state])).toEqual([
      [next.orderId, 'pending'],
      [orderId, 'cancelled'],
    ]);
  });
});

describe('an open order that another one is to replace', () => {
  it.each([
    ['does not answer', { paymentFails: 'PAYMENT.GATEWAY_UNAVAILABLE' }, 'BILLING.ORDER_NOT_ENDED'],
    ['does not end it', { cancelLeadsTo: 'pending' }, 'BILLING.ORDER_STAYS_OPEN'],
  ])('is named where its gateway %s, and stays the only one', async (_, change, code) => {
    const { packageId } = await billing.newPackage();
    const subscriberId = newId();
    const { orderId, orderNumber } = await billing.placeOrder(subscriberId, packageId);
    Object.assign(world, change);
    await expect(billing.placeOrder(subscriberId, packageId, { method: 'gopay' })).rejects.toMatchObject({
      ...{ code, details: { orderId, order: orderNumber, retryInSeconds: expect.any(Number) } },
    });
    resetWorldAnswers();
    expect((await ordersOf(subscriberId)).map((one) => [one.orderId, one.state])).toEqual([
      [orderId, 'pending'],
    ]);
  });
});

const resetWorldAnswers = () => Object.assign(world, { paymentFails: null, cancelLeadsTo: 'cancelled' });
