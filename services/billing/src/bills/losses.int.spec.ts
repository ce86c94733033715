// Bills given up and securities over real PostgreSQL and NATS: in the books, in drawers, in lists and messages.
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
/** Of each test its own: what another one did may come into the books late. */
let site = '';
let ani = '';
beforeEach(() => {
  resetWorld();
  site = `rw${newId().slice(0, 6)}`;
  ani = `operator:${newId()}`;
});

const command = () => ({ commandId: newId(), actor: ani });
const balances = async () => {
  const { rows } = await billing.pool.query<{ account: string; sum: number }>(
    'select account, sum(amount_rupiah)::float8 as sum from journal where site = $1 group by account',
    [site],
  );
  return new Map(rows.map(({ account, sum }) => [account, sum]));
};
const start = async () => {
  const subscriberId = newId();
  const lineId = newId();
  world.lines.set(lineId, subscriberId);
  const { packageId } = await billing.newPackage({ bytes: 5 * GB, priceRupiah: 150_000, name: 'Rumah' });
  const begun = await billing.ask(method.startSubscription, {
    ...{ ...command(), subscriberId, site, packageId, lineId },
    ...{ unit: 'day', count: 30, issueDaysBefore: 7, graceDays: 3 },
  });
  const subscriptionId = begun.subscriptions[0]?.subscriptionId ?? '';
  return { subscriberId, lineId, subscriptionId, billId: begun.bills[0]?.billId ?? '' };
};

it('gives a bill up: out of what is owed and into the losses, while its line stays held until it is paid', async () => {
  const before = await balances();
  const { subscriberId, lineId, billId } = await start();
  const isHeld = () => world.holds.get(lineId)?.held ?? false;
  billing.later(4 * DAY_SECONDS);
  await billing.runJob('judge-overdue-bills');
  await eventually(() => expect(isHeld()).toBe(true), LONG);
  const asked = { ...command(), billId, reason: 'pindah' };
  const lost = await billing.ask(method.writeBillOff, asked);
  expect(lost).toMatchObject({ owedRupiah: 0, bills: [{ writtenOffRupiah: 150_000, overdue: true }] });
  expect(await billing.ask(method.writeBillOff, asked)).toMatchObject({ owedRupiah: 0 });
  const { items } = await billing.ask(method.listOpenBills, { limit: 200 });
  expect(items.map((one) => one.billId)).not.toContain(billId);
  const grown = async (account: string) =>
    ((await balances()).get(account) ?? 0) - (before.get(account) ?? 0);
  await eventually(async () => expect(await grown('bad_debts')).toBe(150_000), LONG);
  expect(await grown('revenue')).toBe(-150_000);
  await billing.runJob('judge-overdue-bills');
  expect(isHeld()).toBe(true);

  await billing.ask(method.reclaimBill, { ...command(), billId });
  await billing.ask(method.receiveBillPayment, {
    ...{ ...command(), subscriberId, site, method: 'cash', amountRupiah: 150_000 },
  });
  await eventually(() => expect(isHeld()).toBe(false), LONG);
  await eventually(async () => expect(await grown('subscriber_balances')).toBe(0), LONG);
  expect([await grown('bad_debts'), await grown('revenue')]).toEqual([0, -150_000]);
  await expect(billing.ask(method.writeBillOff, { ...command(), billId, reason: 'x' })).rejects.toEqual(
    refusal('BILLING.NO_BILL_DUE'),
  );
  await expect(
    billing.ask(method.writeBillOff, { ...command(), billId: newId(), reason: 'x' }),
  ).rejects.toEqual(refusal('BILLING.BILL_UNKNOWN'));
});

it('holds a security in the books and the drawer, once, and pays the last bill with it', async () => {
  const before = await balances();
  const grown = async (account: string) =>
    ((await balances()).get(account) ?? 0) - (before.get(account) ?? 0);
  const { subscriptionId } = await start();
  const taking = { ...command(), subscriptionId, method: 'cash', amountRupiah: 200_000 };
  const taken = await billing.ask(method.takeDeposit, taking);
  expect(taken).toMatchObject({
    ...{ balanceRupiah: 0, owedRupiah: 150_000, subscriptions: [{ depositRupiah: 200_000 }] },
  });
  expect(await billing.ask(method.takeDeposit, taking)).toMatchObject({
    subscriptions: [{ depositRupiah: 200_000 }],
  });
  await eventually(async () => expect(await grown('subscriber_deposits')).toBe(-200_000), LONG);
  expect(await grown('cash')).toBe(200_000);
  billing.later(10 * DAY_SECONDS);
  const ended = await billing.ask(method.endSubscription, { ...command(), subscriptionId, reason: 'pindah' });
  // Ten of thirty days were had.
  expect(ended).toMatchObject({
    ...{ owedRupiah: 0, balanceRupiah: 150_000, subscriptions: [{ ended: true, depositRupiah: 0 }] },
    bills: [{ paidRupiah: 50_000 }],
  });
  await eventually(async () => expect(await grown('subscriber_balances')).toBe(-150_000), LONG);
  expect([await grown('subscriber_deposits'), await grown('revenue')]).toEqual([0, -50_000]);
  await expect(billing.ask(method.takeDeposit, { ...taking, ...command() })).rejects.toEqual(
    refusal('BILLING.SUBSCRIPTION_ENDED'),
  );
});
