// Money that goes back: all or a part, with or without what it bought; and what operators see of orders.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const rpc = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const fulfilled = async () => {
  const { orderId } = await billing.newOrder();
  await billing.paymentBecomes(orderId, 'paid');
  return billing.becomes(orderId, 'fulfilled');
};
const refund = (orderId: string, change: object = {}) =>
  billing.ask(rpc.refundOrder, { commandId: newId(), orderId, reason: 'mati lampu', actor: 'op', ...change });
const messagesWith = (template: string) =>
  [...world.messages.values()].filter((message) => message.template === template);

it('gives a part back as goodwill, and leaves what was bought', async () => {
  const { orderId } = await fulfilled();
  const part = await refund(orderId, { amountRupiah: 10_000, keepPurchase: true });
  expect(part).toMatchObject({ state: 'fulfilled', refundedRupiah: 10_000, purchaseKept: true });
  const whole = await refund(orderId, { keepPurchase: true });
  expect(whole).toMatchObject({ state: 'refunded', refundedRupiah: 50_000, purchaseKept: true });
  await eventually(() => expect(messagesWith('purchase.refunded.kept')).toHaveLength(1));
  expect(world.revoked.size).toBe(0);
});

it('takes back what was bought with the rest, where goodwill was for a part only', async () => {
  const { orderId } = await fulfilled();
  await refund(orderId, { amountRupiah: 10_000, keepPurchase: true });
  expect(await refund(orderId)).toMatchObject({ state: 'refunded', purchaseKept: false });
  await eventually(() => expect(world.revoked).toContain(orderId));
  await eventually(() => expect(messagesWith('purchase.refunded')).toHaveLength(1));
});

it('takes back what a bank took the money of, goodwill or not', async () => {
  const { orderId } = await fulfilled();
  await refund(orderId, { amountRupiah: 10_000, keepPurchase: true });
  await billing.paymentBecomes(orderId, 'reversed');
  await eventually(() => expect(world.revoked).toContain(orderId));
});

it('takes a key once: the same refund again answers it, another under the same key is refused', async () => {
  const { orderId } = await fulfilled();
  const asked = { commandId: newId(), amountRupiah: 0 };
  expect(await refund(orderId, asked)).toMatchObject({ state: 'refunded' });
  expect(await refund(orderId, asked)).toMatchObject({ state: 'refunded', refundedRupiah: 50_000 });
  for (const change of [
    { reason: 'lain' },
    { payoutNote: 'tunai' },
    { keepPurchase: true },
    { amountRupiah: 1_000 },
  ])
    await expect(refund(orderId, { ...asked, ...change })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  await expect(refund(orderId)).rejects.toEqual(refusal('BILLING.ORDER_REFUNDED'));
  expect(world.revoked).toContain(orderId);
});

it('gives back no more than the role may, by parts neither, and finishes what was let through', async () => {
  const { orderId } = await fulfilled();
  const asOperator = { actorRole: 'operator', keepPurchase: true, amountRupiah: 20_000 };
  await expect(refund(orderId, { ...asOperator, amountRupiah: 0 })).rejects.toEqual(
    refusal('BILLING.ABOVE_LIMIT'),
  );
  const again = { ...asOperator, commandId: newId() };
  expect(await refund(orderId, again)).toMatchObject({ refundedRupiah: 20_000 });
  await expect(refund(orderId, asOperator)).rejects.toEqual(refusal('BILLING.ABOVE_LIMIT'));
  await expect(refund(orderId, { ...again, amountRupiah: 0 })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  await expect(refund(orderId, again)).resolves.toMatchObject({ orderId });
  expect(await refund(orderId, { actorRole: 'admin' })).toMatchObject({ state: 'refunded' });
});

it('refuses a part that would take quota back', async () => {
  const { orderId } = await fulfilled();
  await expect(refund(orderId, { amountRupiah: 10_000 })).rejects.toEqual(
    refusal('BILLING.PART_KEEPS_PURCHASE'),
  );
});

it('14: says before a refund what would be taken back, or that nothing would', async () => {
  const { orderId } = await fulfilled();
  const preview = () => billing.ask(rpc.previewRefund, { orderId });
  expect(await preview()).toMatchObject({ leftRupiah: 50_000, takesNothingBack: true });
  const grant = { grantId: orderId, source: 'purchase', sizeBytes: 5 * GB, remainingBytes: 2 * GB };
  world.quota = { status: 'active', grants: [grant] };
  expect(await preview()).toMatchObject({
    takesNothingBack: false,
    takenBackBytes: 2 * GB,
    usedBytes: 3 * GB,
  });
  await expect(billing.ask(rpc.previewRefund, { orderId: newId() })).rejects.toEqual(
    refusal('BILLING.ORDER_UNKNOWN'),
  );
});

it('12: sells at the price that is shown: an open order of a higher price is replaced', async () => {
  const { packageId } = await billing.newPackage({ priceRupiah: 80_000 });
  const subscriberId = newId();
  const before = await billing.placeOrder(subscriberId, packageId);
  const price = (priceRupiah: number) =>
    billing.ask(rpc.updatePackage, { commandId: newId(), packageId, priceRupiah, actor: 'op' });
  await price(40_000);
  const lower = await billing.placeOrder(subscriberId, packageId);
  expect([before.amountRupiah, lower.amountRupiah]).toEqual([80_000, 40_000]);
  await billing.becomes(before.orderId, 'cancelled');
  await price(90_000);
  expect((await billing.placeOrder(subscriberId, packageId)).orderId).toBe(lower.orderId);
});

it('says which transfers have a picture, and finds orders by receipt, method and time', async () => {
  const { packageId } = await billing.newPackage();
  const manual = await billing.placeOrder(newId(), packageId, { method: 'manual' });
  world.proofs.add(manual.orderId);
  const list = async (change: object) =>
    (await billing.ask(rpc.listOrders, { state: 'all', limit: 100, ...change })).items;
  const [found] = await list({ method: 'manual' });
  expect(found).toMatchObject({ orderId: manual.orderId, hasProof: true });
  const paid = await fulfilled();
  expect((await list({ invoiceNumber: paid.invoiceNumber })).map(({ orderId }) => orderId)).toEqual([
    paid.orderId,
  ]);
  expect(await list({ until: '2020-01-01T00:00:00.000Z' })).toEqual([]);
  expect((await list({ from: '2020-01-01T00:00:00.000Z' })).length).toBeGreaterThan(1);
});
