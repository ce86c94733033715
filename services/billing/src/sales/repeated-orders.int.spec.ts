// The answer to a repeated command of a buyer, and how often a story reads its sale.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { PostgresEventStore } from '@saring/event-store';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);
afterEach(() => jest.restoreAllMocks());

describe('a command that is answered with an open order of the same goods', () => {
  const reusing = async () => {
    const { packageId } = await billing.newPackage();
    const subscriberId = newId();
    const open = await billing.placeOrder(subscriberId, packageId);
    const commandId = newId();
    const again = (change: object = {}) =>
      billing.placeOrder(subscriberId, packageId, { commandId, ...change });
    expect((await again()).orderId).toBe(open.orderId);
    return { orderId: open.orderId, again };
  };

  it('is answered with it when it comes late, after that order has ended', async () => {
    const { orderId, again } = await reusing();
    await billing.paymentBecomes(orderId, 'expired');
    await billing.becomes(orderId, 'expired');
    expect(await again()).toMatchObject({ orderId, state: 'expired' });
  });

  it('places no second order when it comes late, after that order was paid', async () => {
    const { orderId, again } = await reusing();
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
    expect(await again()).toMatchObject({ orderId, state: 'fulfilled' });
  });

  it('is refused with other content', async () => {
    const { again } = await reusing();
    await expect(again({ method: 'gopay' })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  });
});

it('is refused with what it costs now where that is more than the buyer was shown, and keeps the open order', async () => {
  const { packageId } = await billing.newPackage();
  const subscriberId = newId();
  const open = await billing.placeOrder(subscriberId, packageId, { method: 'va', bank: 'bca' });
  await billing.ask(Billing.method.updatePackage, {
    ...{ commandId: newId(), packageId, priceRupiah: 60_000, actor: 'op' },
  });
  const asked = { commandId: newId(), method: 'qris', shownRupiah: 50_000 };
  await expect(billing.placeOrder(subscriberId, packageId, asked)).rejects.toEqual(
    refusal('BILLING.PRICE_CHANGED'),
  );
  expect((await billing.getOrder(open.orderId)).state).toBe('pending');
  // Read and agreed to, under the same key.
  const agreed = await billing.placeOrder(subscriberId, packageId, { ...asked, shownRupiah: 60_000 });
  expect(agreed).toMatchObject({ amountRupiah: 60_000, state: 'pending' });
  expect((await billing.getOrder(open.orderId)).state).toBe('cancelled');
});

it('gives two at once of one command one order', async () => {
  const { packageId } = await billing.newPackage();
  const [subscriberId, commandId] = [newId(), newId()];
  const place = () => billing.placeOrder(subscriberId, packageId, { commandId });
  const [one, other] = await Promise.all([place(), place()]);
  expect(one.orderId).toBe(other.orderId);
});

it('29: answers each of four orders at once from two browsers, and leaves one open', async () => {
  const { packageId } = await billing.newPackage();
  for (let round = 0; round < 8; round += 1) {
    const subscriberId = newId();
    const orders = await Promise.all(
      ['qris', 'gopay', 'qris', 'gopay'].map((method) =>
        billing.placeOrder(subscriberId, packageId, { method }),
      ),
    );
    const { items } = await billing.ask(Billing.method.listOrders, { subscriberId, state: 'open' });
    expect(items).toHaveLength(1);
    expect(orders.map(({ orderId }) => orderId)).toContain(items[0]?.orderId);
    const open = [...new Set(orders.map(({ orderId }) => orderId))].filter(
      (orderId) => world.payments.get(orderId)?.state === 'pending',
    );
    expect(open).toEqual([items[0]?.orderId]);
  }
});

it('29: replaces an order whose payment is being opened just now, and ends that payment', async () => {
  const { packageId } = await billing.newPackage();
  const subscriberId = newId();
  let open = (): void => undefined;
  world.opening = new Promise((resolve) => (open = resolve));
  const first = billing.placeOrder(subscriberId, packageId, { method: 'qris' });
  const orderId = await eventually(async () => {
    const { items } = await billing.ask(Billing.method.listOrders, { subscriberId, state: 'open' });
    return items[0]?.orderId ?? false;
  });
  const second = billing.placeOrder(subscriberId, packageId, { method: 'gopay' });
  await billing.becomes(orderId, 'cancelled');
  open();
  expect(await second).toMatchObject({ state: 'pending', method: 'gopay' });
  expect(await first).toMatchObject({ orderId, state: 'cancelled' });
  expect(world.payments.get(orderId)?.state).toBe('cancelled');
  // Its payment was opened after it was asked for: it is asked for again.
  const third = newId();
  await billing.placeOrder(third, packageId, { method: 'qris' });
  world.unknownAnswers = 2;
  expect(await billing.placeOrder(third, packageId, { method: 'gopay' })).toMatchObject({ state: 'pending' });
});

it('20: names the order whose charge got no answer', async () => {
  const { packageId } = await billing.newPackage();
  world.chargeUnanswered = true;
  const order = await billing.placeOrder(newId(), packageId);
  expect(order).toMatchObject({ state: 'created', orderId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(order.orderNumber).toMatch(/^SRG-rw05-/);
});

it('answers a late repetition of a change of the shop without changing it again', async () => {
  const { packageId } = await billing.newPackage({ bytes: GB });
  const name = (text: string, commandId = newId()) =>
    billing.ask(Billing.method.updatePackage, { commandId, packageId, name: text, actor: 'op' });
  const commandId = newId();
  await name('Old', commandId);
  await name('New');
  expect(await name('Old', commandId)).toMatchObject({ name: 'New' });
});

it('reads the stream of a new sale twice: to place it, and to note its payment', async () => {
  const { packageId } = await billing.newPackage();
  const reads = jest.spyOn(PostgresEventStore.prototype, 'readStream');
  const { orderId } = await billing.placeOrder(newId(), packageId);
  expect(reads.mock.calls.filter(([stream]) => stream === `sale-${orderId}`)).toHaveLength(2);
});
