// A gift: bought for another number, given to its account once, told to both, and taken back with its money.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
const PHONE = '+628129990010';
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
const receiverId = newId();
beforeEach(() => {
  resetWorld();
  world.holders = [{ phone: PHONE, subscriberId: receiverId }] as typeof world.holders;
});

const ask = async (change: object = {}) => {
  const { packageId } = await billing.newPackage({
    bytes: 2 * GB,
    priceRupiah: 5_000,
    name: 'Harian',
    days: 1,
  });
  const subscriberId = newId();
  const paying = { commandId: newId(), subscriberId, packageId, method: 'qris', site: 'rw05' };
  return { ...paying, actor: 'subscriber', forPhone: PHONE, ...change };
};
const given = () => [...world.bonuses.values()].filter((one) => one.subscriberId === receiverId);

it('gives what was bought to the account of the number once, and tells both', async () => {
  const request = await ask();
  const order = await billing.ask(method.placeOrder, request);
  expect(order).toMatchObject({ purpose: 'voucher', subscriberId: request.subscriberId, receiverId });
  expect((await billing.ask(method.placeOrder, request)).orderId).toBe(order.orderId);
  expect(given()).toEqual([]);
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  await billing.paymentBecomes(order.orderId, 'paid');
  await eventually(() => given().length > 0);
  expect(given()).toMatchObject([{ bytes: 2 * GB, source: 'voucher', lastsSeconds: 86_400, deviceLimit: 0 }]);
  expect(world.fulfilled.size).toBe(0);
  const asked = { orderId: order.orderId, subscriberId: request.subscriberId };
  expect((await billing.ask(method.getOrder, asked)).voucherCodes).toEqual([]);
  const told = (template: string) => [...world.messages.values()].filter((one) => one.template === template);
  await eventually(() => told('purchase.receipt').length > 0);
  expect(told('voucher.gift')).toMatchObject([{ params: { item: 'Harian', from: '6789' } }]);
  expect(told('purchase.receipt')).toMatchObject([{ params: { item: 'Harian (hadiah)' } }]);
  expect(told('voucher.bought')).toEqual([]);
});

it('takes the quota back with the money', async () => {
  const { orderId } = await billing.ask(method.placeOrder, await ask());
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'fulfilled');
  await eventually(() => given().length > 0);
  await billing.paymentBecomes(orderId, 'refunded');
  await eventually(() => world.revokedGrants.size > 0);
});

it('is another order for another number', async () => {
  const other = '+628129990011';
  world.holders = [...world.holders, { phone: other, subscriberId: newId() }] as typeof world.holders;
  const request = await ask();
  const first = await billing.ask(method.placeOrder, request);
  const again = { ...request, commandId: newId() };
  expect((await billing.ask(method.placeOrder, again)).orderId).toBe(first.orderId);
  const second = await billing.ask(method.placeOrder, { ...request, commandId: newId(), forPhone: other });
  expect(second.orderId).not.toBe(first.orderId);
});

it('is refused alike for who is unknown, elsewhere or stopped, and for the own number by its name', async () => {
  const unknown = refusal('BILLING.RECEIVER_UNKNOWN');
  const place = async (change: object = {}) => billing.ask(method.placeOrder, await ask(change));
  await expect(place({ forPhone: '+628129990099' })).rejects.toEqual(unknown);
  await expect(place({ site: 'rw06' })).rejects.toEqual(unknown);
  await expect(place({ subscriberId: receiverId })).rejects.toEqual(refusal('BILLING.RECEIVER_SELF'));
  // A blocked buyer is refused before anybody is looked for.
  world.terms = { ...world.terms, disabled: true };
  await expect(place()).rejects.toEqual(unknown);
});

it('lets nobody try numbers one after another', async () => {
  const subscriberId = newId();
  const place = async () =>
    billing.ask(method.placeOrder, await ask({ subscriberId, forPhone: '+628129990099' }));
  for (let wrong = 0; wrong < 3; wrong += 1)
    await expect(place()).rejects.toEqual(refusal('BILLING.RECEIVER_UNKNOWN'));
  await expect(place()).rejects.toEqual(refusal('BILLING.GIFT_TRIES'));
  billing.later(5);
  await expect(place()).rejects.toEqual(refusal('BILLING.RECEIVER_UNKNOWN'));
  await expect(place()).rejects.toEqual(refusal('BILLING.GIFT_TRIES'));
});
