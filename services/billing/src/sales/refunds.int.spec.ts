// Money that goes back: all or a part, with or without what it bought; and what operators see of orders.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { billingConfig } from '../config';
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
  const stays = 'tidak ada; yang Anda beli tetap milik Anda';
  const sums = { item: 'Paket 5 GB', paid: 'Rp 50.000', takenBack: stays };
  await eventually(() => {
    expect(messagesWith('purchase.refunded.part').map(({ params }) => params)).toEqual([
      { ...sums, amount: 'Rp 10.000' },
    ]);
    expect(messagesWith('purchase.refunded').map(({ params }) => params)).toEqual([
      { ...sums, amount: 'Rp 50.000' },
    ]);
  });
  expect(world.revoked.size).toBe(0);
});

it('takes back what was bought with the rest, where goodwill was for a part only', async () => {
  const { orderId } = await fulfilled();
  await refund(orderId, { amountRupiah: 10_000, keepPurchase: true });
  expect(await refund(orderId)).toMatchObject({ state: 'refunded', purchaseKept: false });
  await eventually(() => expect(world.revoked).toContain(orderId));
  await eventually(() =>
    expect(messagesWith('purchase.refunded').map(({ params }) => params)).toEqual([
      { item: 'Paket 5 GB', amount: 'Rp 50.000', paid: 'Rp 50.000', takenBack: '5 GB' },
    ]),
  );
});

it('takes back what a bank took the money of, goodwill or not', async () => {
  const { orderId } = await fulfilled();
  await refund(orderId, { amountRupiah: 10_000, keepPurchase: true });
  await billing.paymentBecomes(orderId, 'reversed');
  await eventually(() => expect(world.revoked).toContain(orderId));
});

it('tells who gave how much back, which way, and what it took', async () => {
  const { orderId } = await fulfilled();
  await refund(orderId, { actor: 'operator:ani', payoutMethod: 'transfer' });
  await eventually(async () => {
    const { steps, takingBack } = await billing.ask(rpc.getRefundStory, { orderId });
    expect(takingBack).toBe(false);
    expect(steps).toMatchObject([
      ...[{ kind: 'asked', amountRupiah: 50_000, method: 'transfer', actor: 'operator:ani' }],
      ...[
        { kind: 'returned', amountRupiah: 50_000 },
        { kind: 'taken_back', bytes: 5 * GB },
      ],
    ]);
    expect(steps[0]?.reason).toBe('mati lampu');
  });
});

it('takes a key once: the same refund again answers it, another under the same key is refused', async () => {
  const { orderId } = await fulfilled();
  const asked = { commandId: newId(), amountRupiah: 0 };
  expect(await refund(orderId, asked)).toMatchObject({ state: 'refunded' });
  expect(await refund(orderId, asked)).toMatchObject({ state: 'refunded', refundedRupiah: 50_000 });
  for (const change of [
    { reason: 'lain' },
    { payoutNote: 'tunai', payoutMethod: 'transfer', actor: 'operator:ani' },
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

it('gives back no more than the role may, however many ask at once', async () => {
  const { orderId } = await fulfilled();
  const part = { actorRole: 'operator', keepPurchase: true, amountRupiah: 10_000 };
  const asked = await Promise.allSettled(Array.from({ length: 5 }, () => refund(orderId, part)));
  const refused = asked.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown);
  // Five at once may find the order busy; what is taken is never more than the limit.
  for (const reason of refused)
    expect(['BILLING.ABOVE_LIMIT', 'COMMAND.BUSY']).toContain((reason as { code: string }).code);
  const { refundedRupiah } = await billing.getOrder(orderId);
  expect(refundedRupiah).toBe((5 - refused.length) * 10_000);
  expect(refundedRupiah).toBeLessThanOrEqual(30_000);
});

it('counts what waits for the bank, and no more what payment refuses; the preview says so', async () => {
  const { orderId } = await fulfilled();
  const part = { actorRole: 'operator', keepPurchase: true, amountRupiah: 20_000 };
  const preview = (amountRupiah: number, actorRole = 'operator') =>
    billing.ask(rpc.previewRefund, { orderId, amountRupiah, actorRole });
  expect(await preview(30_000)).toMatchObject({ allowedRupiah: 30_000 });
  expect((await preview(30_000)).refusal).toBeUndefined();
  expect(await preview(0)).toMatchObject({ allowedRupiah: 30_000, refusal: 'BILLING.ABOVE_LIMIT' });
  expect((await preview(0, 'admin')).allowedRupiah).toBeUndefined();
  const failing = { ...part, commandId: newId() };
  world.refundAnswer = 'refused';
  await expect(refund(orderId, failing)).rejects.toEqual(refusal('PAYMENT.REFUND_FAILED'));
  expect(await preview(1)).toMatchObject({ allowedRupiah: 30_000 });
  world.refundAnswer = 'waits';
  // Refused by payment and asked for again under its key, it counts again.
  expect(await refund(orderId, failing)).toMatchObject({ refundedRupiah: 0 });
  expect(await preview(10_001)).toMatchObject({ allowedRupiah: 10_000, refusal: 'BILLING.ABOVE_LIMIT' });
  await expect(refund(orderId, part)).rejects.toEqual(refusal('BILLING.ABOVE_LIMIT'));
});

it('lets an operator give nothing back where no limit is set, and others all', () => {
  const limits = (text: string) =>
    billingConfig.parse({
      DATABASE_URL: 'postgres://localhost/none',
      SECRETS_KEY: 'k'.repeat(32),
      REFUND_MOST_RUPIAH_BY_ROLE: text,
    }).REFUND_MOST_RUPIAH_BY_ROLE;
  expect([...limits('finance=1')]).toEqual([
    ['operator', 0],
    ['finance', 1],
  ]);
  expect([...limits('operator=50000')]).toEqual([['operator', 50_000]]);
});

it('takes the share of a part back, once for each part, and says so', async () => {
  const { orderId } = await fulfilled();
  expect(await billing.ask(rpc.previewRefund, { orderId, amountRupiah: 10_000 })).toMatchObject({
    shareBytes: GB,
  });
  const part = { amountRupiah: 10_000, takeBackShare: true };
  world.ledgerFails = 'down';
  expect(await refund(orderId, part)).toMatchObject({
    ...{ state: 'fulfilled', refundedRupiah: 10_000, takenBackBytes: GB, purchaseKept: false },
  });
  // A second part while the first one waits for the ledger.
  await refund(orderId, { ...part, amountRupiah: 20_000 });
  expect(world.reduced.size).toBe(0);
  world.ledgerFails = null;
  billing.later(60);
  await eventually(() => expect([...world.reduced.values()].map(({ bytes }) => bytes)).toEqual([GB, 2 * GB]));
  await eventually(() =>
    expect(messagesWith('purchase.refunded.part').at(-1)?.params).toEqual({
      item: 'Paket 5 GB',
      amount: 'Rp 30.000',
      paid: 'Rp 50.000',
      takenBack: '3 GB',
    }),
  );
  // Goodwill after that leaves the rest; what goes back whole takes all of it.
  await refund(orderId, { amountRupiah: 10_000, keepPurchase: true });
  expect(await billing.getOrder(orderId)).toMatchObject({ takenBackBytes: 3 * GB, purchaseKept: true });
  expect(world.reduced.size).toBe(2);
  expect(await refund(orderId)).toMatchObject({ state: 'refunded', purchaseKept: false });
  await eventually(() => expect(world.revoked).toContain(orderId));
});

it('takes no share of what has none', async () => {
  const unlimited = { name: 'Bebas', bytes: 0, unlimited: true, days: 30, priceRupiah: 50_000, active: true };
  const made = { commandId: newId(), package: unlimited, actor: 'op' };
  const { packageId } = await billing.ask(rpc.createPackage, made);
  const { orderId } = await billing.placeOrder(newId(), packageId);
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'fulfilled');
  await expect(refund(orderId, { amountRupiah: 10_000, takeBackShare: true })).rejects.toEqual(
    refusal('BILLING.PART_HAS_NO_SHARE'),
  );
});

describe('another transaction that was paid', () => {
  const twice = async () => {
    const { orderId, subscriberId } = await fulfilled();
    const transactionId = `extra-of-${orderId}`;
    world.extras = [{ transactionId, amountRupiah: 50_000, returned: false }];
    await billing.tellExtra(orderId, 4, { amountRupiah: 50_000 });
    return { orderId, subscriberId, transactionId };
  };
  const head = (actorRole = 'admin') => ({
    commandId: newId(),
    reason: 'dua kali',
    actor: 'operator:1',
    actorRole,
  });

  it('buys the same once more, once, however its facts come', async () => {
    const { orderId, subscriberId, transactionId } = await twice();
    const given = world.fulfilled.size;
    const give = (of = { commandId: newId(), reason: 'mau dua', actor: 'operator:1' }) =>
      billing.ask(rpc.giveExtraPayment, { ...of, orderId, transactionId });
    world.ledgerFails = 'down';
    await give();
    expect(world.kept).toEqual([transactionId]);
    world.ledgerFails = null;
    billing.later(60);
    await eventually(() => expect(world.fulfilled.size).toBe(given + 1));
    await billing.tellExtra(orderId, 5, { returnedBy: 'purchase' });
    await billing.tellExtra(orderId, 4, { amountRupiah: 50_000 });
    await give();
    const more = [...world.fulfilled.values()].filter((one) => one.subscriberId === subscriberId);
    expect(more.map(({ bytes }) => bytes)).toEqual([5 * GB, 5 * GB]);
    await eventually(async () => {
      // A day of the books is the site's: from 17.00 by UTC on it is the next one.
      const day = (hours: number) =>
        new Date(billing.clock.now().getTime() + hours * 3_600_000).toISOString().slice(0, 10);
      const { items } = await billing.ask(rpc.listJournal, {
        ...{ fromDate: day(-24), toDate: day(24), limit: 1_000 },
      });
      const sums = (account: string) =>
        items
          .filter((line) => line.orderId === orderId && line.account === account)
          .reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
      expect([sums('revenue'), sums('extra_payments')]).toEqual([-100_000, 0]);
    });
    await expect(
      billing.ask(rpc.giveExtraPayment, { ...head(), orderId, transactionId: newId() }),
    ).rejects.toEqual(refusal('PAYMENT.TRANSACTION_UNKNOWN'));
  });

  it('is told to the buyer once when it comes, and once when it has gone back', async () => {
    const { orderId } = await twice();
    const told = (template: string) => messagesWith(template).map(({ params }) => params);
    const params = { item: 'Paket 5 GB', amount: 'Rp 50.000', order: expect.any(String) };
    await eventually(() => expect(told('purchase.twice')).toEqual([params]));
    await billing.tellExtra(orderId, 5, { amountRupiah: 50_000 });
    await billing.tellExtra(orderId, 6, { amountRupiah: 50_000, returnedBy: 'payout' });
    await eventually(() => expect(told('purchase.twice.returned')).toEqual([params]));
    expect(told('purchase.twice')).toHaveLength(1);
    const again = await twice();
    await billing.tellExtra(again.orderId, 5, { amountRupiah: 50_000, returnedBy: 'purchase' });
    await eventually(() => expect(told('purchase.twice.given')).toEqual([params]));
  });

  it('goes back within what the role may give back', async () => {
    const { orderId, transactionId } = await twice();
    const asked = { orderId, transactionId };
    await expect(billing.ask(rpc.refundExtraPayment, { ...head('operator'), ...asked })).rejects.toEqual(
      refusal('BILLING.ABOVE_LIMIT'),
    );
    expect(world.extraRefunds).toEqual([]);
    // With what went back of the order itself, however little each is.
    await refund(orderId, { actorRole: 'operator', keepPurchase: true, amountRupiah: 30_000 });
    await billing.ask(rpc.refundExtraPayment, { ...head(), ...asked });
    expect(world.extraRefunds).toEqual([transactionId]);
    const more = { actorRole: 'operator', keepPurchase: true, amountRupiah: 1 };
    await expect(refund(orderId, more)).rejects.toEqual(refusal('BILLING.ABOVE_LIMIT'));
  });
});

it('refuses a part that says nothing of the quota', async () => {
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
  const ids = async (site: string) => (await list({ site })).map(({ orderId }) => orderId);
  expect(await ids(found?.site ?? '')).toContain(manual.orderId);
  expect(await ids('rw99')).toEqual([]);
  expect(await list({ until: '2020-01-01T00:00:00.000Z' })).toEqual([]);
  expect((await list({ from: '2020-01-01T00:00:00.000Z' })).length).toBeGreaterThan(1);
});

it('finds orders by a part of their number or their receipt, the one of just this number first', async () => {
  const { packageId } = await billing.newPackage();
  const [first, second] = [await fulfilled(), await billing.placeOrder(newId(), packageId)];
  const rename = (orderId: string, orderNumber: string) =>
    billing.pool.query(
      `update orders set sale = jsonb_set(sale, '{orderNumber}', to_jsonb($2::text)) where id = $1`,
      [orderId, orderNumber],
    );
  const [number, longer] = ['SRG-rw05-QWXZJKVB', 'SRG-rw05-QWXZJKVB9'];
  await rename(first.orderId, number);
  await rename(second.orderId, longer);
  const found = async (numberPart: string, change: object = {}) =>
    billing.ask(rpc.listOrders, { state: 'all', limit: 100, numberPart, ...change });
  const numbers = async (part: string) => (await found(part)).items.map(({ orderNumber }) => orderNumber);
  expect(await numbers('zjkvb9')).toEqual([longer]);
  expect(await numbers(first.invoiceNumber?.slice(-11) ?? '')).toEqual([number]);
  for (const part of ['%%%', 'QW_Z', 'QW']) expect(await numbers(part)).toEqual([]);
  // The other is newer.
  expect(await numbers('qwxzjkvb')).toEqual([longer, number]);
  expect(await numbers(number)).toEqual([number, longer]);
  const one = await found(number, { limit: 1 });
  const next = await found(number, { limit: 1, before: one.nextBefore });
  expect([one, next].flatMap(({ items }) => items.map(({ orderNumber }) => orderNumber))).toEqual([
    number,
    longer,
  ]);
  expect(next.nextBefore).toBeUndefined();
});
