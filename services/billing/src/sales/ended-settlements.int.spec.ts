// Debts that are settled by hand while an order for them is open.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
  await billing.stock([5, 50_000]);
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const owing = () => {
  const item = (priceRupiah: number) => ({ debtId: newId(), sizeBytes: GB, unpaidBytes: GB, priceRupiah });
  const items = [item(10_000), item(7_000)] as const;
  world.debts = { autoDebtBytes: 0, items: [...items] as unknown as typeof world.debts.items };
  return { subscriberId: newId(), one: items[0].debtId, other: items[1].debtId };
};
const end = (subscriberId: string, debtId = '') =>
  billing.ask(Billing.method.endSettlementOrder, {
    ...{ commandId: newId(), actor: 'operator:ani', subscriberId, debtId },
  });

it('ends the order over all of them, whichever of them is settled, and never pays twice', async () => {
  const { subscriberId, one } = owing();
  const { orderId, amountRupiah } = await billing.settle(subscriberId);
  expect(amountRupiah).toBe(17_000);
  expect(await end(subscriberId, one)).toMatchObject({ orderId });
  expect(await billing.getOrder(orderId)).toMatchObject({ state: 'cancelled' });
  expect(world.payments.get(orderId)?.state).toBe('cancelled');
  expect((await end(subscriberId, one)).orderId).toBeUndefined();
});

it('leaves the order of another debt, and of another person', async () => {
  const { subscriberId, one, other } = owing();
  const { orderId } = await billing.settle(subscriberId, other);
  expect((await end(subscriberId, one)).orderId).toBeUndefined();
  expect((await end(newId())).orderId).toBeUndefined();
  expect(await billing.getOrder(orderId)).toMatchObject({ state: 'pending' });
  expect(await end(subscriberId)).toMatchObject({ orderId });
});

it('is refused while an operator is to look at the proof of its payment', async () => {
  const { subscriberId } = owing();
  const { orderId } = await billing.settle(subscriberId);
  world.proofs.add(orderId);
  await expect(end(subscriberId)).rejects.toEqual(refusal('BILLING.ORDER_IN_CHECK'));
  expect(await billing.getOrder(orderId)).toMatchObject({ state: 'pending' });
});

it('is refused where its money is there, or its gateway does not end it', async () => {
  const { subscriberId } = owing();
  const { orderId } = await billing.settle(subscriberId);
  world.paymentFails = 'PAYMENT.GATEWAY_UNAVAILABLE';
  await expect(end(subscriberId)).rejects.toEqual(refusal('BILLING.ORDER_NOT_ENDED'));
  Object.assign(world, { paymentFails: null, cancelLeadsTo: 'pending' });
  await expect(end(subscriberId)).rejects.toEqual(refusal('BILLING.ORDER_STAYS_OPEN'));
  world.ledgerFails = 'down';
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'paid');
  await expect(end(subscriberId)).rejects.toEqual(refusal('BILLING.ORDER_ALREADY_PAID'));
});
