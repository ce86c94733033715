// takings.int.spec.ts — what reports say of a span of days is what the books say.
import 'reflect-metadata';
import { Billing, type TakingsSum } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const TODAY = localDate(new Date(), 'Asia/Jakarta');
const takings = (change: Partial<{ site: string; byMonth: boolean }> = {}) =>
  billing.ask(method.getTakings, { fromDate: TODAY, toDate: TODAY, ...change });

it('adds up to the books, in all and by each kind', async () => {
  const operatorId = newId();
  world.cashiers.push(operatorId);
  const actor = `operator:${operatorId}`;
  await billing.ask(method.openDrawer, {
    commandId: newId(),
    operatorId,
    actor,
    floatRupiah: 0,
    site: 'rw05',
  });
  const { packageId } = await billing.newPackage();
  const sell = (how: string) =>
    billing.ask(method.sellAtCounter, {
      ...{ commandId: newId(), subscriberId: newId(), packageId, method: how, paidRupiah: 50_000 },
      ...{ site: 'rw05', actor, actorRole: 'operator' },
    });
  const { order } = await sell('cash');
  await sell('cash');
  await sell('transfer');
  await billing.ask(method.refundOrder, {
    ...{ commandId: newId(), orderId: order?.orderId ?? '', reason: 'wrong package', payoutMethod: 'cash' },
    actor,
  });
  await eventually(async () => {
    const { total, methods, cashiers, packages, periods } = await takings();
    expect(total).toMatchObject({ payments: 3, receivedRupiah: 150_000, refundedRupiah: 50_000, sold: 3 });
    expect(methods).toMatchObject([
      { name: 'cash', payments: 2, receivedRupiah: 100_000, refundedRupiah: 50_000 },
      { name: 'transfer', payments: 1, receivedRupiah: 50_000, refundedRupiah: 0 },
    ]);
    expect(cashiers).toMatchObject([{ name: operatorId, receivedRupiah: 150_000 }]);
    expect(packages).toMatchObject([{ name: packageId, sold: 3, soldRupiah: 150_000 }]);
    // Of three that were sold one came back.
    expect([total?.soldBytes, packages[0]?.soldBytes]).toEqual([10 * GB, 10 * GB]);
    expect(periods).toMatchObject([{ name: TODAY, receivedRupiah: 150_000 }]);
  });
  const { receivedRupiah, refundedRupiah } = await billing.ask(method.getDay, { date: TODAY, site: '' });
  const { items } = await billing.ask(method.getTrialBalance, { fromDate: TODAY, toDate: TODAY });
  const balanceOf = (account: string): number =>
    items.filter((one) => one.account === account).reduce((sum, { balanceRupiah }) => sum + balanceRupiah, 0);
  const { total } = await takings();
  expect(total).toMatchObject({ receivedRupiah, refundedRupiah });
  expect(total?.receivedRupiah).toBe(-balanceOf('revenue') - balanceOf('debt_settlements'));
  expect(total?.refundedRupiah).toBe(balanceOf('refunds'));
  const months = await takings({ byMonth: true });
  expect(months.periods.map(({ name }: TakingsSum) => name)).toEqual([TODAY.slice(0, 7)]);
  expect((await takings({ site: 'elsewhere' })).total).toMatchObject({ payments: 0, receivedRupiah: 0 });
});

it('counts a refund for who paid it out and how, not for who sold', async () => {
  const [ani, budi] = [newId(), newId()];
  world.cashiers.push(ani, budi);
  const site = 'rw17';
  const drawer = {
    commandId: newId(),
    operatorId: budi,
    actor: `operator:${budi}`,
    floatRupiah: 100_000,
    site,
  };
  await billing.ask(method.openDrawer, drawer);
  const { packageId } = await billing.newPackage();
  const refundOf = async (amountRupiah: number, payoutMethod: string) => {
    const { order } = await billing.ask(method.sellAtCounter, {
      ...{ commandId: newId(), subscriberId: newId(), packageId, method: 'cash', paidRupiah: 50_000 },
      ...{ site, actor: `operator:${ani}`, actorRole: 'operator' },
    });
    await billing.ask(method.refundOrder, {
      ...{
        commandId: newId(),
        orderId: order?.orderId ?? '',
        reason: 'wrong package',
        amountRupiah,
        keepPurchase: true,
      },
      ...{ payoutMethod, actor: `operator:${budi}`, actorRole: 'finance' },
    });
  };
  await refundOf(16_000, 'cash');
  await refundOf(7_000, 'transfer');
  await eventually(async () => {
    const { total, methods, cashiers } = await takings({ site });
    const refundsOf = (sums: readonly TakingsSum[]) => sums.map((one) => [one.name, one.refundedRupiah]);
    expect(total).toMatchObject({ receivedRupiah: 100_000, refundedRupiah: 23_000, sold: 2 });
    expect(refundsOf(methods)).toEqual([
      ['cash', 16_000],
      ['transfer', 7_000],
    ]);
    expect(new Map(refundsOf(cashiers) as [string, number][])).toEqual(
      new Map([
        [ani, 0],
        [budi, 23_000],
      ]),
    );
  });
  const day = await billing.ask(method.getDay, { date: TODAY, site });
  expect(day.takings.filter((one) => one.refundedRupiah > 0)).toMatchObject([
    { method: 'cash', cashier: budi, refundedRupiah: 16_000 },
    { method: 'transfer', cashier: budi, refundedRupiah: 7_000 },
  ]);
});

it('counts the orders that wait', async () => {
  const before = await billing.ask(method.countOrders, {});
  const { packageId } = await billing.newPackage();
  await billing.ask(method.placeOrder, {
    ...{ commandId: newId(), subscriberId: newId(), packageId, method: 'qris', site: 'rw05' },
    actor: 'subscriber',
  });
  await eventually(async () =>
    expect(await billing.ask(method.countOrders, {})).toMatchObject({ open: before.open + 1 }),
  );
});

it('tells money of others from income, as the books do, and lists every coin of the drawer', async () => {
  const site = 'rw23';
  const operatorId = newId();
  world.cashiers.push(operatorId);
  const by = { actor: `operator:${operatorId}`, actorRole: 'super_admin', reason: 'x' };
  const command = () => ({ commandId: newId(), ...by });
  await billing.ask(method.openDrawer, { ...command(), operatorId, floatRupiah: 100_000, site });
  const { packageId } = await billing.newPackage({ priceRupiah: 50_000 });
  const { order } = await billing.ask(method.sellAtCounter, {
    ...{ ...command(), subscriberId: newId(), packageId, method: 'cash', paidRupiah: 50_000, site },
  });
  await billing.ask(method.sellAtCounter, {
    ...{ ...command(), subscriberId: newId(), packageId, method: 'cash', paidRupiah: 50_000, site },
  });
  const refunded = { orderId: order?.orderId ?? '', payoutMethod: 'cash', amountRupiah: 20_000 };
  await billing.ask(method.refundOrder, { ...command(), ...refunded, keepPurchase: true });
  const agentId = newId();
  await billing.ask(method.setAgentTerms, { ...command(), agentId, site, marginPercent: 10 });
  const agent = { agentId, method: 'cash' };
  await billing.ask(method.moveDeposit, { ...command(), ...agent, amountRupiah: 80_000 });
  await billing.ask(method.moveDeposit, { ...command(), ...agent, amountRupiah: 5_000, paidOut: true });
  const batch = await billing.ask(method.makeVouchers, {
    ...{ ...command(), packageId, amount: 3, prefix: 'TK', codeLength: 8, site },
  });
  const vouchers = { batchId: batch.batchId, amount: 2, method: 'cash', paidRupiah: 100_000 };
  await billing.ask(method.sellVouchers, { ...command(), ...vouchers });
  const subscriberId = newId();
  const { bills, subscriptions } = await billing.ask(method.startSubscription, {
    ...{ ...command(), subscriberId, site, packageId, unit: 'day', count: 30 },
    ...{ issueDaysBefore: 7, graceDays: 3 },
  });
  const cash = { method: 'cash', site };
  await billing.ask(method.takeDeposit, {
    ...{
      ...command(),
      ...cash,
      subscriptionId: subscriptions[0]?.subscriptionId ?? '',
      amountRupiah: 70_000,
    },
  });
  await billing.ask(method.receiveBillPayment, { ...command(), ...cash, subscriberId, amountRupiah: 65_000 });
  await billing.ask(method.payOutBalance, { ...command(), ...cash, subscriberId, amountRupiah: 4_000 });
  await billing.ask(method.moveCash, { ...command(), operatorId, in: true, amountRupiah: 3_000 });
  await billing.ask(method.moveCash, { ...command(), operatorId, amountRupiah: 1_000 });
  expect(bills[0]).toMatchObject({ amountRupiah: 50_000 });
  await eventually(async () => {
    const shift = await billing.ask(method.getDrawerShift, { operatorId });
    expect(shift.lines.map(({ kind, count, amountRupiah }) => [kind, count, amountRupiah])).toEqual([
      ...[
        ['float', 1, 100_000],
        ['sales', 2, 100_000],
        ['refunds', 1, -20_000],
        ['vouchers', 2, 100_000],
      ],
      ...[
        ['bills', 1, 65_000],
        ['balances_back', 1, -4_000],
        ['deposits', 1, 70_000],
      ],
      ...[
        ['agents', 1, 80_000],
        ['agents_back', 1, -5_000],
        ['paid_in', 1, 3_000],
        ['paid_out', 1, -1_000],
      ],
    ]);
    expect(shift.lines.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0)).toBe(shift.expectedRupiah);
  });
  const { total, periods } = await takings({ site });
  // Two packages, two vouchers and a bill, less what went back; of what came in the rest is others'.
  expect(total).toMatchObject({ incomeRupiah: 100_000 + 100_000 + 50_000 - 20_000 });
  expect(total).toMatchObject({ receivedRupiah: 415_000, refundedRupiah: 29_000 });
  expect(periods.map(({ incomeRupiah }) => incomeRupiah)).toEqual([total?.incomeRupiah]);
  expect(await billing.ask(method.getDay, { date: TODAY, site })).toMatchObject({
    incomeRupiah: total?.incomeRupiah,
  });
  const { items } = await billing.ask(method.getTrialBalance, { fromDate: TODAY, toDate: TODAY, site });
  const balanceOf = (...accounts: string[]): number =>
    items
      .filter(({ account }) => accounts.includes(account))
      .reduce((sum, { balanceRupiah }) => sum + balanceRupiah, 0);
  expect(-balanceOf('revenue', 'debt_settlements', 'refunds', 'bad_debts')).toBe(total?.incomeRupiah);
  // Received less what went back is what the money accounts hold of it, without float and drawer moves.
  expect((total?.receivedRupiah ?? 0) - (total?.refundedRupiah ?? 0)).toBe(
    balanceOf('cash', 'bank', 'card', 'gateway', 'gateway_fees') - 102_000,
  );
});
