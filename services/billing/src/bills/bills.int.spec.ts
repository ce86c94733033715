// Subscriptions over real PostgreSQL: billed by the clock, paid at the counter, known to the books, given by the ledger.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';
import { addDays } from './domain/periods';

const method = Billing.method;
const DAY_SECONDS = 86_400;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

type Change = Readonly<Record<string, unknown>>;
const today = () => localDate(billing.clock.now(), 'Asia/Jakarta');
const cashierOf = () => `operator:${newId()}`;
const start = async (subscriberId: string, change: Change = {}) => {
  const { packageId } = await billing.newPackage({
    bytes: 50 * GB,
    priceRupiah: 150_000,
    name: 'Rumah 10 Mbps',
  });
  const request = {
    ...{
      commandId: newId(),
      actor: cashierOf(),
      subscriberId,
      site: 'rw05',
      packageId,
      unit: 'day',
      count: 30,
    },
    ...{ issueDaysBefore: 7, graceDays: 3 },
  };
  return billing.ask(method.startSubscription, { ...request, ...change });
};
const pay = (subscriberId: string, amountRupiah: number, change: Change = {}) =>
  billing.ask(method.receiveBillPayment, {
    ...{ commandId: newId(), actor: cashierOf(), subscriberId, site: 'rw05', method: 'cash', amountRupiah },
    ...change,
  });
const standing = (subscriberId: string) => billing.ask(method.getBillingStanding, { subscriberId });
const grantsOf = (subscriberId: string) =>
  [...world.bonuses.values()].filter((grant) => grant.subscriberId === subscriberId);
/** As the clock does it within the hour. */
const issueNow = async () => {
  await billing.runJob('issue-bills');
};

it('bills the first period at once, gives it when it is paid, and the next before it begins', async () => {
  const subscriberId = newId();
  const begun = await start(subscriberId);
  expect(begun.bills).toMatchObject([{ fromDate: today(), amountRupiah: 150_000, owedRupiah: 150_000 }]);
  expect(begun.bills[0]?.number).toMatch(/^rw05\/\d{6}\/\d{4}$/);
  expect(await pay(subscriberId, 100_000)).toMatchObject({ balanceRupiah: 0, owedRupiah: 50_000 });
  expect(grantsOf(subscriberId)).toEqual([]);
  expect(await pay(subscriberId, 100_000)).toMatchObject({ balanceRupiah: 50_000, owedRupiah: 0 });
  await eventually(() => expect(grantsOf(subscriberId)).toHaveLength(1));
  const [grant] = grantsOf(subscriberId);
  expect(grant).toMatchObject({ bytes: 50 * GB, source: 'purchase' });
  // To the end of the period, and three days of grace.
  expect(grant?.lastsSeconds).toBeGreaterThan(32 * DAY_SECONDS);
  expect(grant?.lastsSeconds).toBeLessThanOrEqual(33 * DAY_SECONDS);
  await eventually(async () => expect((await standing(subscriberId)).bills).toMatchObject([{ given: true }]));

  billing.later(24 * DAY_SECONDS);
  await issueNow();
  await eventually(async () =>
    expect((await standing(subscriberId)).bills).toMatchObject([
      { amountRupiah: 150_000, paidRupiah: 50_000, owedRupiah: 100_000 },
      { given: true },
    ]),
  );
  // Paid before it begins: given then, and not sooner.
  expect(await pay(subscriberId, 100_000)).toMatchObject({ owedRupiah: 0 });
  await issueNow();
  expect(grantsOf(subscriberId)).toHaveLength(1);
  billing.later(7 * DAY_SECONDS);
  await eventually(() => expect(grantsOf(subscriberId)).toHaveLength(2));
});

it('is given once where the answer of the ledger was lost, and keeps no other bill back', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  world.ledgerFails = 'answer lost';
  await pay(subscriberId, 150_000);
  await eventually(() => expect(grantsOf(subscriberId)).toHaveLength(1));
  // Asked again it lasts shorter: other content under the same id.
  billing.later(60);
  await start(subscriberId);
  await pay(subscriberId, 150_000);
  await eventually(() => expect(grantsOf(subscriberId)).toHaveLength(2));
  world.ledgerFails = null;
  billing.later(600);
  await eventually(async () =>
    expect((await standing(subscriberId)).bills).toMatchObject([{ given: true }, { given: true }]),
  );
  expect(grantsOf(subscriberId)).toHaveLength(2);
});

it('takes a payment once, into the drawer and the books, and takings count it once', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const cashier = newId();
  const again = { commandId: newId(), actor: `operator:${cashier}` };
  const first = await pay(subscriberId, 200_000, again);
  expect(await pay(subscriberId, 200_000, again)).toMatchObject({ balanceRupiah: first.balanceRupiah });
  await expect(pay(subscriberId, 1_000, again)).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  expect(await billing.ask(method.getDrawer, { operatorId: cashier })).toMatchObject({
    expectedRupiah: 200_000,
  });
  const day = { fromDate: today(), toDate: today() };
  await eventually(async () => {
    const { items } = await billing.ask(method.getTrialBalance, day);
    const of = (account: string, party = '') =>
      items.find((item) => item.account === account && item.party === party)?.balanceRupiah;
    expect(of('cash', cashier)).toBe(200_000);
    const { cashiers } = await billing.ask(method.getTakings, day);
    expect(cashiers.find(({ name }) => name === cashier)).toMatchObject({
      ...{ payments: 1, receivedRupiah: 200_000, sold: 0 },
    });
  });
});

it('makes a bill void: what was paid on it pays the next', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const { bills } = await pay(subscriberId, 40_000);
  const voiding = {
    commandId: newId(),
    actor: cashierOf(),
    billId: bills[0]?.billId ?? '',
    reason: 'salah paket',
  };
  const after = await billing.ask(method.voidBill, voiding);
  expect(after).toMatchObject({ balanceRupiah: 40_000, owedRupiah: 0, bills: [{ void: true }] });
  expect(await start(subscriberId)).toMatchObject({ balanceRupiah: 0, owedRupiah: 110_000 });
  await expect(billing.ask(method.voidBill, { ...voiding, commandId: newId() })).rejects.toEqual(
    refusal('BILLING.BILL_VOID'),
  );
});

it('bills no second time in a race, and nothing after the end', async () => {
  const subscriberId = newId();
  const { subscriptions } = await start(subscriberId, { unit: 'day', count: 1, issueDaysBefore: 0 });
  await Promise.all(Array.from({ length: 4 }, issueNow));
  billing.later(DAY_SECONDS);
  await Promise.all(Array.from({ length: 4 }, issueNow));
  await eventually(async () => {
    const { bills } = await standing(subscriberId);
    // Yesterday's was not paid in time.
    expect(bills.map((bill) => [bill.fromDate, bill.void])).toEqual([
      [today(), false],
      [addDays(today(), -1), true],
    ]);
  });
  const ending = { commandId: newId(), actor: cashierOf(), reason: 'pindah rumah' };
  const subscriptionId = subscriptions[0]?.subscriptionId ?? '';
  const ended = await billing.ask(method.endSubscription, { ...ending, subscriptionId });
  expect(ended.subscriptions).toMatchObject([{ ended: true }]);
  await expect(
    billing.ask(method.endSubscription, { ...ending, commandId: newId(), subscriptionId: newId() }),
  ).rejects.toEqual(refusal('BILLING.SUBSCRIPTION_UNKNOWN'));
});

it('says what is owed by a site, by a day and past its grace, with the sums of all pages', async () => {
  const site = 'rw77';
  const [first, second] = [newId(), newId()];
  await start(first, { site });
  await start(second, { site });
  const owed = (filter: object) => billing.ask(method.listOpenBills, { site, ...filter });
  const all = await owed({ limit: 1 });
  const rupiah = (await standing(first)).owedRupiah + (await standing(second)).owedRupiah;
  expect(all).toMatchObject({ totalBills: 2, totalSubscribers: 2, totalRupiah: rupiah });
  expect(all.items).toMatchObject([{ site, pastGrace: false }]);
  const dueOn = all.items[0]?.dueOn ?? '';
  expect((await owed({ dueBy: dueOn })).totalBills).toBe(2);
  expect((await owed({ dueBy: addDays(dueOn, -1) })).items).toEqual([]);
  expect(await owed({ pastGrace: true })).toMatchObject({ items: [], totalBills: 0, totalRupiah: 0 });
  await pay(first, (await standing(first)).owedRupiah);
  expect((await owed({})).items.map((bill) => bill.subscriberId)).toEqual([second]);
});

it('finds bills by a part of their number, paid ones too', async () => {
  const site = `cari-${newId().slice(0, 8)}`;
  const subscriberId = newId();
  await start(subscriberId, { site });
  const [{ number = '' } = {}] = (await standing(subscriberId)).bills;
  const found = async (numberPart: string) =>
    (await billing.ask(method.listOpenBills, { numberPart, limit: 8 })).items.map((bill) => bill.number);
  expect(number.startsWith(`${site}/`)).toBe(true);
  expect(await found(number)).toEqual([number]);
  await pay(subscriberId, (await standing(subscriberId)).owedRupiah);
  expect(await found(` ${number.slice(2).toUpperCase()} `)).toEqual([number]);
  expect(await found(number.replace('/', '%'))).toEqual([]);
  expect(await found('/1/')).toEqual([]);
  const paged = await billing.ask(method.listOpenBills, { numberPart: site });
  expect(paged).toMatchObject({ totalBills: 1, totalSubscribers: 1, totalRupiah: 0 });
});

it('lists what is owed by everybody page by page, and refuses what makes no sense', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await billing.ask(method.listOpenBills, { limit: 1, ...(cursor ? { cursor } : {}) });
    found.push(...page.items.map((item) => item.subscriberId));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  for (const strange of ['xx', '2026-12-01|xx', `xx|${'0'.repeat(8)}-0000-4000-8000-000000000001`]) {
    const asked = billing.ask(method.listOpenBills, { limit: 1, cursor: strange });
    await expect(asked).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  }
  expect(found.filter((one) => one === subscriberId)).toHaveLength(1);
  await expect(billing.ask(method.listOpenBills, { dueBy: '2026-02-30' })).rejects.toEqual(
    refusal('REQUEST.INVALID'),
  );
  await expect(start(subscriberId, { unit: 'year' })).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  await expect(start(subscriberId, { startsOn: '2026-02-30' })).rejects.toEqual(refusal('REQUEST.INVALID'));
  await expect(start(subscriberId, { packageId: newId() })).rejects.toEqual(
    refusal('BILLING.PACKAGE_UNKNOWN'),
  );
  await expect(pay(subscriberId, 0)).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
});
