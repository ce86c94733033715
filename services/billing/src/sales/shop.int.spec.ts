import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
const actor = 'op';
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

describe('the catalogue', () => {
  it('is made, changed and listed, with a trail of who did it', async () => {
    await billing.stock([25, 200_000]);
    const commandId = newId();
    const sold = { name: 'Hemat', bytes: 10 * GB, days: 7, priceRupiah: 100_000, active: true };
    const create = (change = {}) =>
      billing.ask(method.createPackage, { commandId, package: { ...sold, ...change }, actor });
    const made = await create();
    expect(await create()).toEqual(made);
    await expect(create({ days: 8 })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    expect(made).toMatchObject({ bestValue: false, finalPriceRupiah: 100_000, bonusBytes: 0 });
    const { packageId } = made;
    const update = { commandId: newId(), packageId, priceRupiah: 50_000, actor: 'boss' };
    expect(await billing.ask(method.updatePackage, update)).toMatchObject({
      name: 'Hemat',
      priceRupiah: 50_000,
      bestValue: true,
    });
    await billing.ask(method.updatePackage, { commandId: newId(), packageId, active: false, actor });
    // A repeated command is no second change.
    expect(await billing.ask(method.updatePackage, update)).toMatchObject({ active: false });
    expect((await billing.ask(method.listPackages, {})).items.map((one) => one.name)).toEqual(['25 GB']);
    expect((await billing.ask(method.listPackages, { includeInactive: true })).items).toHaveLength(2);
    const { rows } = await billing.pool.query<{ type: string; actor: string }>(
      `select e.type, e.metadata->>'actor' as actor from events e join event_streams s using (stream_id)
       where s.name = $1 order by e.stream_position`,
      [`catalogue-${packageId}`],
    );
    expect(rows).toEqual([
      { type: 'PackageCreated', actor: 'op' },
      { type: 'PackageChanged', actor: 'boss' },
      { type: 'PackageChanged', actor: 'op' },
    ]);
  });

  it('refuses what cannot be sold', async () => {
    await expect(billing.newPackage({ priceRupiah: 0 })).rejects.toEqual(
      refusal('BILLING.PACKAGE_PRICE_INVALID'),
    );
    const update = { commandId: newId(), packageId: newId(), actor };
    await expect(billing.ask(method.updatePackage, update)).rejects.toEqual(
      refusal('BILLING.PACKAGE_UNKNOWN'),
    );
    await expect(billing.ask(method.createPackage, { commandId: newId(), actor })).rejects.toEqual(
      refusal('REQUEST.MALFORMED'),
    );
    await expect(billing.ask(method.createPackage, { actor })).rejects.toEqual(refusal('COMMAND.ID_MISSING'));
  });

  it('shows the price of the best promo, and takes it at the time of the order', async () => {
    const [packageId = ''] = await billing.stock([10, 100_000]);
    const promo = {
      name: 'Akhir tahun',
      kind: 'discount',
      published: true,
      startsAt: '2026-01-01T00:00:00Z',
      discountPercent: 25,
      packageIds: [packageId],
    };
    const made = await billing.ask(method.createPromo, { commandId: newId(), promo, actor });
    expect(made).toMatchObject({ state: 'active' });
    const shown = await billing.ask(method.listPackages, {});
    expect(shown.items[0]).toMatchObject({ finalPriceRupiah: 75_000, promoName: 'Akhir tahun' });
    const order = await billing.placeOrder(newId(), packageId);
    const { promoId } = made;
    const end = { commandId: newId(), promoId, published: false, actor };
    expect(await billing.ask(method.updatePromo, end)).toMatchObject({ state: 'draft' });
    expect((await billing.ask(method.listPromos, {})).items).toEqual([]);
    expect(await billing.getOrder(order.orderId)).toMatchObject({
      amountRupiah: 75_000,
      discountRupiah: 25_000,
    });
    await expect(
      billing.ask(method.createPromo, {
        commandId: newId(),
        promo: { ...promo, packageIds: [newId()] },
        actor,
      }),
    ).rejects.toEqual(refusal('BILLING.PACKAGE_UNKNOWN'));
    await expect(
      billing.ask(method.createPromo, { commandId: newId(), promo: { ...promo, kind: 'gift' }, actor }),
    ).rejects.toEqual(refusal('BILLING.PROMO_KIND_INVALID'));
  });
});

describe('an order', () => {
  it('is refused where it makes no sense', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const place = (change = {}) => billing.placeOrder(newId(), packageId, change);
    await expect(billing.placeOrder(newId(), newId())).rejects.toEqual(refusal('BILLING.PACKAGE_UNKNOWN'));
    await expect(place({ method: 'barter' })).rejects.toEqual(refusal('BILLING.METHOD_INVALID'));
    await expect(place({ method: 'va' })).rejects.toEqual(refusal('BILLING.METHOD_INVALID'));
    await expect(place({ commandId: '' })).rejects.toEqual(refusal('COMMAND.ID_MISSING'));
    world.quota = { status: 'blocked', blockReason: 'abuse' };
    await expect(place()).rejects.toEqual(refusal('BILLING.SUBSCRIBER_BLOCKED'));
    world.quota = { status: 'inactive' };
    await expect(place()).rejects.toEqual(refusal('BILLING.SUBSCRIBER_INACTIVE'));
    world.quota = { status: 'blocked', blockReason: 'debt' };
    expect(await place()).toMatchObject({ state: 'pending' });
    world.debts = { autoDebtBytes: 4 * GB, items: [{ debtId: newId(), unpaidBytes: GB, sizeBytes: GB }] };
    await expect(place()).rejects.toEqual(refusal('QUOTA.PACKAGE_SWALLOWED_BY_DEBT'));
    world.debts = { autoDebtBytes: 4 * GB, items: [] };
    expect(await place()).toMatchObject({ state: 'pending' });
    const priced = { debtId: newId(), unpaidBytes: GB, sizeBytes: GB, priceRupiah: 50_000 };
    world.debts = { autoDebtBytes: 0, items: [priced] };
    await expect(place()).rejects.toEqual(refusal('BILLING.SETTLE_DEBT_FIRST'));
    world.quota = { status: 'active' };
    expect(await place()).toMatchObject({ state: 'pending', settlesBytes: 0 });
    await billing.ask(method.updatePackage, { commandId: newId(), packageId, active: false, actor });
    await expect(place()).rejects.toEqual(refusal('BILLING.PACKAGE_INACTIVE'));
  });

  it('under one key is one order, and another order under it is refused', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const [commandId, subscriberId] = [newId(), newId()];
    const placed = await billing.placeOrder(subscriberId, packageId, { commandId });
    const again = await billing.placeOrder(subscriberId, packageId, { commandId });
    expect(again).toMatchObject({ orderId: placed.orderId, state: 'pending' });
    await expect(billing.placeOrder(subscriberId, packageId, { commandId, method: 'gopay' })).rejects.toEqual(
      refusal('COMMAND.ID_REUSED'),
    );
    expect(world.payments.size).toBe(1);
  });

  it('is the only open one: the same is found again, another way to pay ends it', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const subscriberId = newId();
    const first = await billing.placeOrder(subscriberId, packageId);
    expect((await billing.placeOrder(subscriberId, packageId)).orderId).toBe(first.orderId);
    const second = await billing.placeOrder(subscriberId, packageId, { method: 'gopay' });
    expect(second).toMatchObject({ method: 'gopay', state: 'pending' });
    expect(await billing.getOrder(first.orderId)).toMatchObject({ state: 'cancelled' });
    const open = await billing.ask(method.listOrders, { subscriberId, state: 'open' });
    expect(open.items.map((order) => order.orderId)).toEqual([second.orderId]);
  });

  it('raced by many is one', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const subscriberId = newId();
    const placed = await Promise.all(
      Array.from({ length: 6 }, () => billing.placeOrder(subscriberId, packageId)),
    );
    expect(new Set(placed.map((order) => order.orderId)).size).toBe(1);
    expect(world.payments.size).toBe(1);
  });

  it('that turns out paid when another is wanted stays, and is given', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const subscriberId = newId();
    const first = await billing.placeOrder(subscriberId, packageId);
    world.cancelLeadsTo = 'paid';
    await expect(billing.placeOrder(subscriberId, packageId, { method: 'gopay' })).rejects.toEqual(
      refusal('BILLING.ORDER_ALREADY_PAID'),
    );
    await billing.becomes(first.orderId, 'fulfilled');
    expect(world.payments.size).toBe(1);
  });

  it('waits while payment is down: the same key opens it later, and an order that is not opened is given up', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const [commandId, subscriberId] = [newId(), newId()];
    world.paymentFails = 'PAYMENT.GATEWAY_UNAVAILABLE';
    const place = () => billing.placeOrder(subscriberId, packageId, { commandId });
    await expect(place()).rejects.toEqual(refusal('BILLING.PAYMENT_UNAVAILABLE'));
    const { items } = await billing.ask(method.listOrders, { subscriberId });
    expect(items).toMatchObject([{ state: 'created' }]);
    world.paymentFails = null;
    const placed = await place();
    expect(placed).toMatchObject({ orderId: items[0]?.orderId, state: 'pending' });
    const { orderNumber } = placed;
    const byNumber = await billing.ask(method.listOrders, { orderNumber });
    expect(byNumber.items).toMatchObject([{ orderId: placed.orderId }]);
    expect((await billing.ask(method.listOrders, { orderNumber: `${orderNumber}X` })).items).toEqual([]);

    world.paymentFails = 'PAYMENT.GATEWAY_UNAVAILABLE';
    const other = newId();
    await expect(billing.placeOrder(other, packageId)).rejects.toEqual(
      refusal('BILLING.PAYMENT_UNAVAILABLE'),
    );
    world.paymentFails = null;
    billing.later(1_200);
    await eventually(async () => {
      const { items: given } = await billing.ask(method.listOrders, { subscriberId: other });
      expect(given).toMatchObject([{ state: 'cancelled' }]);
    });
  });

  it('that payment will not take is ended with its reason', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const subscriberId = newId();
    world.paymentFails = 'PAYMENT.METHOD_UNAVAILABLE';
    await expect(billing.placeOrder(subscriberId, packageId)).rejects.toEqual(
      refusal('PAYMENT.METHOD_UNAVAILABLE'),
    );
    const { items } = await billing.ask(method.listOrders, { subscriberId });
    expect(items).toMatchObject([{ state: 'cancelled' }]);
  });

  it('is cancelled by its subscriber, and shown to no other subscriber', async () => {
    const { orderId, subscriberId, statusToken = '' } = await billing.newOrder();
    const cancel = (who: string) =>
      billing.ask(method.cancelOrder, {
        commandId: newId(),
        orderId,
        subscriberId: who,
        actor: 'subscriber',
      });
    await expect(cancel(newId())).rejects.toEqual(refusal('BILLING.ORDER_UNKNOWN'));
    await expect(billing.ask(method.getOrder, { orderId, subscriberId: newId() })).rejects.toEqual(
      refusal('BILLING.ORDER_UNKNOWN'),
    );
    await expect(billing.ask(method.listOrders, { subscriberId: 'nobody' })).rejects.toEqual(
      refusal('REQUEST.MALFORMED'),
    );
    expect(await billing.ask(method.getOrder, { statusToken })).toMatchObject({ orderId });
    const forged = `${statusToken.startsWith('A') ? 'B' : 'A'}${statusToken.slice(1)}`;
    await expect(billing.ask(method.getOrder, { statusToken: forged })).rejects.toEqual(
      refusal('BILLING.ORDER_UNKNOWN'),
    );
    expect(await cancel(subscriberId)).toMatchObject({ state: 'cancelled' });
    expect(await cancel(subscriberId)).toMatchObject({ state: 'cancelled' });
  });

  it('is shown without how to pay while payment is down', async () => {
    const { orderId } = await billing.newOrder();
    world.paymentFails = 'down';
    const shown = await billing.getOrder(orderId);
    expect(shown.state).toBe('pending');
    expect(shown.instructions).toBeUndefined();
  });

  it('is listed newest first, page by page', async () => {
    const [packageId = ''] = await billing.stock([5, 50_000]);
    const subscriberId = newId();
    const ids: string[] = [];
    for (const method of ['qris', 'gopay', 'shopeepay'])
      ids.unshift((await billing.placeOrder(subscriberId, packageId, { method })).orderId);
    const first = await billing.ask(method.listOrders, { subscriberId, limit: 2 });
    const rest = await billing.ask(method.listOrders, { subscriberId, limit: 2, before: first.nextBefore });
    expect([...first.items, ...rest.items].map((order) => order.orderId)).toEqual(ids);
    expect(rest.nextBefore).toBeUndefined();
  });
});
