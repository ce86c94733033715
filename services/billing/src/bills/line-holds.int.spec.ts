// Lines over real PostgreSQL and NATS: held when a bill is past its grace, let go by cash, by an order and by balance, held
// again when the money goes back, through a gateway that is away or whose answers are lost.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
const DAY_SECONDS = 86_400;
const LONG = 60_000;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const actor = () => `operator:${newId()}`;
const lineOf = (subscriberId: string) => {
  const lineId = newId();
  world.lines.set(lineId, subscriberId);
  return lineId;
};
const start = async (subscriberId: string, lineId: string) => {
  const { packageId } = await billing.newPackage({ bytes: 5 * GB, priceRupiah: 150_000, name: 'Rumah' });
  return billing.ask(method.startSubscription, {
    ...{ commandId: newId(), actor: actor(), subscriberId, site: 'rw05', packageId, lineId },
    ...{ unit: 'day', count: 30, issueDaysBefore: 7, graceDays: 3 },
  });
};
const pay = (subscriberId: string, amountRupiah = 150_000) =>
  billing.ask(method.receiveBillPayment, {
    ...{ commandId: newId(), actor: actor(), subscriberId, site: 'rw05', method: 'cash', amountRupiah },
  });
const judge = () => billing.runJob('judge-overdue-bills');
const standing = (subscriberId: string) => billing.ask(method.getBillingStanding, { subscriberId });
const isHeld = (lineId: string) => world.holds.get(lineId)?.held ?? false;
const becomes = (lineId: string, held: boolean) => eventually(() => expect(isHeld(lineId)).toBe(held), LONG);
/** Of a line whose bill is past its grace. */
const heldLine = async () => {
  const subscriberId = newId();
  const lineId = lineOf(subscriberId);
  await start(subscriberId, lineId);
  billing.later(4 * DAY_SECONDS);
  await judge();
  await becomes(lineId, true);
  return { subscriberId, lineId };
};

it('belongs to one line of the same person, and one subscription that runs', async () => {
  const subscriberId = newId();
  const lineId = lineOf(subscriberId);
  const begun = await start(subscriberId, lineId);
  expect(begun.subscriptions).toMatchObject([{ lineId }]);
  await expect(start(subscriberId, lineId)).rejects.toEqual(refusal('BILLING.LINE_TAKEN'));
  await expect(start(newId(), lineId)).rejects.toEqual(refusal('LINE.UNKNOWN'));
  await expect(start(subscriberId, newId())).rejects.toEqual(refusal('LINE.UNKNOWN'));
  await expect(start(subscriberId, 'x')).rejects.toEqual(refusal('LINE.UNKNOWN'));
  const subscriptionId = begun.subscriptions[0]?.subscriptionId ?? '';
  await billing.ask(method.endSubscription, {
    ...{ commandId: newId(), actor: actor(), subscriptionId, reason: 'pindah' },
  });
  expect((await start(subscriberId, lineId)).subscriptions).toHaveLength(2);
});

it('is held after its grace and not before, and let go by cash; no quota is given for it', async () => {
  const subscriberId = newId();
  const lineId = lineOf(subscriberId);
  await start(subscriberId, lineId);
  billing.later(3 * DAY_SECONDS);
  await judge();
  billing.later(DAY_SECONDS);
  expect(world.holdsAsked).toEqual([]);
  await judge();
  await becomes(lineId, true);
  await eventually(async () =>
    expect((await standing(subscriberId)).bills).toMatchObject([{ overdue: true }]),
  );
  await pay(subscriberId, 149_999);
  expect(isHeld(lineId)).toBe(true);
  await pay(subscriberId, 1);
  await becomes(lineId, false);
  await eventually(async () => expect((await standing(subscriberId)).bills).toMatchObject([{ given: true }]));
  expect(world.bonuses.size).toBe(0);
  // Once each way.
  expect(world.holdsAsked).toEqual([
    { lineId, held: true },
    { lineId, held: false },
  ]);
});

it('is let go by an order, and held again when its money goes back', async () => {
  const { subscriberId, lineId } = await heldLine();
  const order = await billing.ask(method.placeBillPayment, {
    ...{ commandId: newId(), actor: 'subscriber', subscriberId, method: 'qris', site: 'rw05' },
  });
  await billing.paymentBecomes(order.orderId, 'paid');
  await becomes(lineId, false);
  await billing.paymentBecomes(order.orderId, 'reversed');
  await becomes(lineId, true);
});

it('is let go by balance that a void bill frees, and by the void bill itself', async () => {
  const { subscriberId, lineId } = await heldLine();
  const { bills } = await standing(subscriberId);
  await billing.ask(method.voidBill, {
    ...{ commandId: newId(), actor: actor(), billId: bills[0]?.billId ?? '', reason: 'salah' },
  });
  await becomes(lineId, false);
});

it('is held at once when money of a bill paid in time goes back after the grace', async () => {
  const subscriberId = newId();
  const lineId = lineOf(subscriberId);
  await start(subscriberId, lineId);
  const order = await billing.ask(method.placeBillPayment, {
    ...{ commandId: newId(), actor: 'subscriber', subscriberId, method: 'qris', site: 'rw05' },
  });
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  billing.later(5 * DAY_SECONDS);
  await billing.paymentBecomes(order.orderId, 'reversed');
  await becomes(lineId, true);
});

it('loses nothing to a gateway that is away or whose answers are lost', async () => {
  const { subscriberId, lineId } = await heldLine();
  world.gatewayFails = 'down';
  await pay(subscriberId);
  billing.later(1);
  await eventually(async () => {
    const { queued } = await billing.ask(method.listJobs, {});
    expect(queued).toContainEqual(expect.objectContaining({ kind: 'settle_lines', waiting: 1 }));
  });
  await billing.stopBilling();
  await billing.startBilling();
  world.gatewayFails = null;
  await becomes(lineId, false);

  // The gateway takes the hold, its answer is lost, and the bill is paid meanwhile.
  const other = newId();
  const second = lineOf(other);
  await start(other, second);
  world.gatewayFails = 'answer lost';
  billing.later(4 * DAY_SECONDS);
  await judge();
  await becomes(second, true);
  await pay(other);
  world.gatewayFails = null;
  await becomes(second, false);
});

it('asks nothing of a line that is gone', async () => {
  const { subscriberId, lineId } = await heldLine();
  world.lines.delete(lineId);
  await pay(subscriberId);
  await eventually(async () => {
    const { queued } = await billing.ask(method.listJobs, {});
    expect(queued.filter(({ kind }) => kind === 'settle_lines')).toEqual([]);
  });
});

it('is let go where the setting is switched off', async () => {
  const { lineId } = await heldLine();
  await billing.stopBilling();
  await billing.startBilling({ BILL_ISOLIR_DAYS: 'off' });
  await judge();
  await becomes(lineId, false);
  await billing.stopBilling();
  await billing.startBilling();
});

describe('the hotspot of a subscription without a line', () => {
  const isStopped = (subscriberId: string) => world.hotspotHolds.get(subscriberId)?.held ?? false;
  const stops = (subscriberId: string, held: boolean) =>
    eventually(() => expect(isStopped(subscriberId)).toBe(held), LONG);
  const begin = async () => {
    const subscriberId = newId();
    const { packageId } = await billing.newPackage({ bytes: 5 * GB, priceRupiah: 150_000, name: 'Hotspot' });
    await billing.ask(method.startSubscription, {
      ...{ commandId: newId(), actor: actor(), subscriberId, site: 'rw05', packageId },
      ...{ unit: 'day', count: 30, issueDaysBefore: 7, graceDays: 3 },
    });
    return subscriberId;
  };

  it('is held after the grace, sells nothing else meanwhile, and is let go and given by the payment', async () => {
    const subscriberId = await begin();
    billing.later(3 * DAY_SECONDS);
    await judge();
    billing.later(DAY_SECONDS);
    expect(world.hotspotHolds.size).toBe(0);
    await judge();
    await stops(subscriberId, true);
    expect(world.holdsAsked).toEqual([]);
    world.quota = { ...world.quota, status: 'blocked', blockReason: 'bill' };
    const { packageId } = await billing.newPackage({ bytes: GB, priceRupiah: 5_000, name: 'Sehari' });
    const wish = { commandId: newId(), actor: 'subscriber', subscriberId, method: 'qris', site: 'rw05' };
    await expect(billing.ask(method.placeOrder, { ...wish, packageId })).rejects.toEqual(
      refusal('BILLING.PAY_BILL_FIRST'),
    );
    const order = await billing.ask(method.placeBillPayment, { ...wish, commandId: newId() });
    await billing.paymentBecomes(order.orderId, 'paid');
    await stops(subscriberId, false);
    await eventually(() => expect(world.bonuses.size).toBe(1), LONG);
    await billing.paymentBecomes(order.orderId, 'reversed');
    await stops(subscriberId, true);
  });

  it('stays held where its bill lapses, and loses nothing to a ledger whose answers are lost', async () => {
    const subscriberId = await begin();
    world.ledgerFails = 'answer lost';
    billing.later(4 * DAY_SECONDS);
    await judge();
    await stops(subscriberId, true);
    world.ledgerFails = null;
    billing.later(26 * DAY_SECONDS);
    await billing.runJob('issue-bills');
    const bills = [
      { void: false, overdue: true },
      { void: true, overdue: true },
    ];
    await eventually(async () => expect((await standing(subscriberId)).bills).toMatchObject(bills), LONG);
    expect(isStopped(subscriberId)).toBe(true);
    await pay(subscriberId);
    await stops(subscriberId, false);
  });
});
