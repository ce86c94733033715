import 'reflect-metadata';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB } from './testing/billing-stack';
import { resetWorld, world } from './testing/stand-ins';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const becomes = (orderId: string, state: string) =>
  eventually(async () => {
    const order = await billing.getOrder(orderId);
    expect(order.state).toBe(state);
    return order;
  });

it('a package is ordered, paid, given once and told', async () => {
  const sold = await billing.newPackage();
  const subscriberId = newId();
  const placed = await billing.placeOrder(subscriberId, sold.packageId);
  expect(placed).toMatchObject({ state: 'pending', amountRupiah: 50_000, method: 'qris' });
  expect(placed.instructions?.qrString).toBe(`qr-of-${placed.orderId}`);
  await billing.paymentBecomes(placed.orderId, 'paid');
  const order = await becomes(placed.orderId, 'fulfilled');
  expect(order.invoiceNumber).toMatch(/^rw05\/\d{6}\/0001$/);
  expect(world.fulfilled.get(placed.orderId)).toMatchObject({
    subscriberId,
    bytes: 5 * GB,
    days: 30,
    isSettlement: false,
  });
  await eventually(() =>
    expect(billing.facts.filter((fact) => fact.orderId === placed.orderId).map((fact) => fact.state)).toEqual(
      ['created', 'pending', 'paid', 'fulfilled'],
    ),
  );
});
