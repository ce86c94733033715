// top-ups.int.spec.ts — an agent tops the own deposit up: once however often it is told, late too, back with its money, in the books.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { moveTo, resetWorld, world } from '../testing/fakes';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
/** Of each test its own: what another one did may come into the books late. */
let site = '';
beforeEach(() => {
  resetWorld();
  site = `rw${newId().slice(0, 6)}`;
});

type Change = Readonly<Record<string, unknown>>;
const setTerms = (agentId: string, change: Change = {}) =>
  billing.ask(method.setAgentTerms, {
    ...{ commandId: newId(), actor: `operator:${newId()}`, agentId, site, marginPercent: 10 },
    ...change,
  });
const newAgent = async () => {
  const agentId = newId();
  await setTerms(agentId);
  const { packageId } = await billing.newPackage({ bytes: 2 * GB, priceRupiah: 5_000, name: '2 GB' });
  await billing.ask(method.makeVouchers, {
    ...{
      commandId: newId(),
      actor: `operator:${newId()}`,
      packageId,
      amount: 20,
      prefix: 'AG',
      codeLength: 8,
    },
    ...{ site, agentId },
  });
  return { agentId, packageId };
};
const topUp = (agentId: string, change: Change = {}) =>
  billing.ask(method.placeTopUp, {
    ...{ commandId: newId(), actor: `operator:${agentId}`, agentId, amountRupiah: 50_000, method: 'qris' },
    ...change,
  });
const paid = async (agentId: string, change: Change = {}) => {
  const order = await topUp(agentId, change);
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  return order;
};
const sell = (agentId: string, packageId: string, amount = 1) =>
  billing.ask(method.sellAsAgent, {
    ...{ commandId: newId(), actor: `operator:${agentId}`, agentId, packageId, amount },
  });
const refund = (orderId: string, change: Change = {}) =>
  billing.ask(method.refundOrder, {
    ...{
      commandId: newId(),
      actor: `operator:${newId()}`,
      actorRole: 'super_admin',
      reason: 'salah',
      orderId,
    },
    ...change,
  });
const depositOf = async (agentId: string) =>
  (await billing.ask(method.getAgent, { agentId })).depositRupiah ?? 0;
const entriesOf = async (agentId: string) =>
  (await billing.ask(method.listAgentEntries, { agentId })).items?.map(
    ({ kind, amountRupiah, balanceRupiah }) => [kind, amountRupiah, balanceRupiah],
  );
const accounts = async () => {
  const today = localDate(billing.clock.now(), 'Asia/Jakarta');
  const { items = [] } = await billing.ask(method.getTrialBalance, { fromDate: today, toDate: today, site });
  return (account: string) =>
    items.filter((one) => one.account === account).reduce((sum, one) => sum + (one.balanceRupiah ?? 0), 0);
};

it('is in the deposit once, in the statement, and in the books as money of the agent', async () => {
  const { agentId } = await newAgent();
  const before = await accounts();
  const order = await topUp(agentId);
  expect(order).toMatchObject({ purpose: 'agent_deposit', amountRupiah: 50_000, state: 'pending', agentId });
  expect(order.subscriberId ?? '').toBe('');
  await billing.paymentBecomes(order.orderId, 'paid');
  for (const version of [2, 3]) await billing.tellPayment(order.orderId, 'paid', version);
  const done = await billing.becomes(order.orderId, 'fulfilled');
  expect(done.invoiceNumber).toMatch(new RegExp(`^${site}/`));
  expect(await depositOf(agentId)).toBe(50_000);
  expect(await entriesOf(agentId)).toEqual([['topped_up', 50_000, 50_000]]);
  await eventually(async () => {
    const after = await accounts();
    const grown = (account: string) => after(account) - before(account);
    expect([grown('agent_deposits'), grown('revenue'), grown('refunds')]).toEqual([-50_000, 0, 0]);
    expect(grown('gateway') + grown('gateway_fees')).toBe(50_000);
  });
  // Nobody is a subscriber here: no message goes to one.
  expect([...world.messages.values(), ...world.sent]).toEqual([]);
});

it('is of one amount at a time, within the limits, by a method of buyers, of who is an agent', async () => {
  const { agentId } = await newAgent();
  const first = await topUp(agentId);
  expect((await topUp(agentId)).orderId).toBe(first.orderId);
  const second = await topUp(agentId, { amountRupiah: 70_000 });
  expect(second.orderId).not.toBe(first.orderId);
  expect(await billing.getOrder(first.orderId)).toMatchObject({ state: 'cancelled' });
  for (const amountRupiah of [0, 9_999, 5_000_001])
    await expect(topUp(agentId, { amountRupiah })).rejects.toEqual(refusal('BILLING.TOP_UP_AMOUNT'));
  for (const counter of ['cash', 'transfer', 'card', 'pulsa'])
    await expect(topUp(agentId, { method: counter })).rejects.toEqual(refusal('BILLING.METHOD_INVALID'));
  await expect(topUp(newId())).rejects.toEqual(refusal('BILLING.AGENT_UNKNOWN'));
  const own = await billing.ask(method.listOrders, { subscriberId: agentId, state: 'open' });
  expect(own.items?.map(({ orderId }) => orderId)).toEqual([second.orderId]);
});

it('comes late, and to who may not sell for now, too', async () => {
  const { agentId } = await newAgent();
  const order = await topUp(agentId);
  await billing.paymentBecomes(order.orderId, 'expired');
  await billing.becomes(order.orderId, 'expired');
  await setTerms(agentId, { paused: true });
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  expect(await depositOf(agentId)).toBe(50_000);
});

it('is found paid where nobody told of it', async () => {
  const { agentId } = await newAgent();
  const order = await topUp(agentId);
  const paying = world.payments.get(order.orderId);
  if (!paying) throw new Error('no payment was opened');
  moveTo(paying, 'paid', billing.clock.now());
  billing.later(121);
  await billing.becomes(order.orderId, 'fulfilled');
  expect(await depositOf(agentId)).toBe(50_000);
});

it('stops the sales, whatever the credit, once a bank has taken back what was spent', async () => {
  const { agentId, packageId } = await newAgent();
  await setTerms(agentId, { creditLimitRupiah: 1_000_000 });
  world.receivers = [{ message: 'money_alert', operatorId: newId(), phone: '+6281200000001' }];
  const order = await paid(agentId);
  await sell(agentId, packageId, 4);
  await billing.paymentBecomes(order.orderId, 'reversed');
  await eventually(async () => expect(await depositOf(agentId)).toBe(-18_000));
  expect(await billing.ask(method.getAgent, { agentId })).toMatchObject({ mustMakeUp: true });
  await expect(sell(agentId, packageId)).rejects.toEqual(refusal('BILLING.DEPOSIT_SHORT'));
  await eventually(() =>
    expect(world.sent).toMatchObject([
      { template: 'operator.money_alert', params: { what: expect.stringContaining('deposit agen') } },
    ]),
  );
  await paid(agentId, { amountRupiah: 18_000 });
  expect(await depositOf(agentId)).toBe(0);
  await sell(agentId, packageId);
  expect((await entriesOf(agentId))?.map(([kind]) => kind)).toEqual([
    ...['sold', 'topped_up', 'top_up_returned', 'sold', 'topped_up'],
  ]);
});

it('goes back whole, off the deposit, and as no income that went back', async () => {
  const { agentId } = await newAgent();
  const before = await accounts();
  const order = await paid(agentId);
  const whole = refusal('BILLING.TOP_UP_GOES_BACK_WHOLE');
  await expect(refund(order.orderId, { amountRupiah: 10_000, keepPurchase: true })).rejects.toEqual(whole);
  await expect(refund(order.orderId, { keepPurchase: true })).rejects.toEqual(whole);
  await refund(order.orderId);
  await eventually(async () => expect(await depositOf(agentId)).toBe(0));
  expect(await entriesOf(agentId)).toEqual([
    ['top_up_returned', -50_000, 0],
    ['topped_up', 50_000, 50_000],
  ]);
  await eventually(async () => {
    const after = await accounts();
    const grown = (account: string) => after(account) - before(account);
    expect([grown('agent_deposits'), grown('revenue'), grown('refunds')]).toEqual([0, 0, 0]);
  });
  // Told again, it is taken back once.
  await billing.tellPayment(order.orderId, 'refunded', 9, { refundedRupiah: 50_000 });
  expect(await depositOf(agentId)).toBe(0);
});
