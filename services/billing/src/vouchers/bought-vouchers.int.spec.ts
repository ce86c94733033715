// A voucher that is bought for somebody else: paid once, given once, void with its money.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
const actor = 'operator:ani';
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const order = async (change: object = {}) => {
  const { packageId } = await billing.newPackage({ bytes: 2 * GB, priceRupiah: 5_000, name: '2 GB' });
  const subscriberId = newId();
  const paying = { commandId: newId(), subscriberId, packageId, method: 'qris', site: 'rw05' };
  const request = { ...paying, actor: 'subscriber', asVoucher: true, ...change };
  return { request, placed: await billing.ask(method.placeOrder, request) };
};
const bought = async () => {
  const { request, placed } = await order();
  await billing.paymentBecomes(placed.orderId, 'paid');
  await billing.becomes(placed.orderId, 'fulfilled');
  const asked = { orderId: placed.orderId, subscriberId: request.subscriberId };
  const { voucherCodes } = await billing.ask(method.getOrder, asked);
  return { ...asked, code: voucherCodes[0] ?? '', voucherCodes };
};
const redeem = (code: string) =>
  billing.ask(method.redeemVoucher, { code, subscriberId: '', sources: [newId()] });
const journal = async (orderId: string) => {
  const today = localDate(billing.clock.now(), 'Asia/Jakarta');
  const span = { fromDate: today, toDate: today, limit: 500 };
  const { items } = await billing.ask(method.listJournal, span);
  return items.filter((one) => one.orderId === orderId);
};

it('is made once it is paid, told to its buyer alone, and gives no quota to the buyer', async () => {
  const { request, placed } = await order();
  expect(placed).toMatchObject({
    purpose: 'voucher',
    state: 'pending',
    amountRupiah: 5_000,
    voucherCodes: [],
  });
  expect((await billing.ask(method.placeOrder, request)).orderId).toBe(placed.orderId);
  await billing.paymentBecomes(placed.orderId, 'paid');
  await billing.becomes(placed.orderId, 'fulfilled');
  const { orderId } = placed;
  const { subscriberId } = request;
  const { voucherCodes } = await billing.ask(method.getOrder, { orderId, subscriberId });
  expect(voucherCodes).toEqual([expect.stringMatching(/^[3-9A-Y]{4}-[3-9A-Y]{4}-[3-9A-Y]{4}$/)]);
  expect((await billing.ask(method.getOrder, { orderId })).voucherCodes).toEqual([]);
  expect(world.fulfilled.size).toBe(0);
  const told = () => [...world.messages.values()].find(({ template }) => template === 'voucher.bought');
  expect(await eventually(() => told() ?? false)).toMatchObject({
    params: { code: voucherCodes[0], item: 'Voucher 2 GB' },
  });
  const { items } = await billing.ask(method.listVoucherBatches, { limit: 200 });
  expect(items).toEqual([]);
});

it('is redeemed as any other, and gives what was bought', async () => {
  const { code } = await bought();
  expect(await redeem(code)).toMatchObject({ ownAccount: true, granted: true, packageName: '2 GB' });
  expect([...world.bonuses.values()]).toMatchObject([{ source: 'voucher', bytes: 2 * GB }]);
});

it('stands in the books once: with its order', async () => {
  const { orderId } = await bought();
  const before = await eventually(async () => {
    const found = await journal(orderId);
    return found.length > 0 && found;
  });
  const revenue = before.filter(({ account }) => account === 'revenue');
  expect(revenue.map(({ amountRupiah }) => amountRupiah)).toEqual([-5_000]);
});

it('is void once its money went back, and what its code gave is taken back', async () => {
  const { code, orderId, subscriberId } = await bought();
  await redeem(code);
  await billing.ask(method.refundOrder, { commandId: newId(), actor, orderId, reason: 'salah beli' });
  await billing.becomes(orderId, 'refunded');
  await eventually(() => world.revokedGrants.size === 1);
  await expect(redeem(code)).rejects.toEqual(refusal('BILLING.VOUCHER_VOID'));
  expect((await billing.ask(method.getOrder, { orderId, subscriberId })).voucherCodes).toEqual([]);
});

it('goes back by its order, never out of a drawer', async () => {
  const { code } = await bought();
  const { voucherId } = await redeem(code);
  const voiding = { commandId: newId(), actor, voucherId, reason: 'rusak', returned: 'cash' };
  await expect(billing.ask(method.voidVoucher, voiding)).rejects.toEqual(refusal('BILLING.VOUCHER_OF_ORDER'));
});

it('is not sold to who is blocked, but to who owes', async () => {
  world.debts = { autoDebtBytes: 9 * GB, items: [] };
  expect((await order()).placed.state).toBe('pending');
  await expect(order({ packageId: newId() })).rejects.toEqual(refusal('BILLING.PACKAGE_UNKNOWN'));
});

it('of a package with a date gives quota until then, and is refused after it', async () => {
  const validUntil = new Date(billing.clock.now().getTime() + 86_400_000).toISOString();
  const dated = { bytes: GB, priceRupiah: 5_000, name: 'Lebaran', days: 30, validUntil };
  const { packageId } = await billing.newPackage(dated);
  const codeOf = async (): Promise<string> => {
    const { request, placed } = await order({ packageId });
    await billing.paymentBecomes(placed.orderId, 'paid');
    await billing.becomes(placed.orderId, 'fulfilled');
    const asked = { orderId: placed.orderId, subscriberId: request.subscriberId };
    return (await billing.ask(method.getOrder, asked)).voucherCodes[0] ?? '';
  };
  const [first, second] = [await codeOf(), await codeOf()];
  expect(await redeem(first)).toMatchObject({ granted: true });
  expect([...world.bonuses.values()]).toMatchObject([{ validUntil, lastsSeconds: 30 * 86_400 }]);
  const late = await order({ packageId });
  billing.later(86_400);
  await expect(redeem(second)).rejects.toEqual(refusal('BILLING.VOUCHER_EXPIRED'));
  // Money that came after the date buys a day.
  await billing.paymentBecomes(late.placed.orderId, 'paid');
  await billing.becomes(late.placed.orderId, 'fulfilled');
  const asked = { orderId: late.placed.orderId, subscriberId: late.request.subscriberId };
  const { voucherCodes } = await billing.ask(method.getOrder, asked);
  expect(await redeem(voucherCodes[0] ?? '')).toMatchObject({ granted: true });
  const given = [...world.bonuses.values()].at(-1);
  expect(given).toMatchObject({ lastsSeconds: 86_400 });
  expect(given?.validUntil).toBeUndefined();
});
