// The counter: sold, paid and given in one step, with a drawer that says what it must hold and books that add up.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const newOperator = () => {
  const operatorId = newId();
  world.cashiers.push(operatorId);
  return { operatorId, actor: `operator:${operatorId}` };
};
type Sale = Partial<{
  method: string;
  paidRupiah: number;
  commandId: string;
  debtId: string;
  packageId: string;
  allDebts: boolean;
  actorRole: string;
  site: string;
  subscriberId: string;
  note: string;
}>;
const sell = async ({ actor }: { actor: string }, change: Sale = {}) => {
  const packageId = change.packageId ?? (await billing.newPackage()).packageId;
  const request = {
    commandId: newId(),
    subscriberId: newId(),
    packageId,
    method: 'cash',
    paidRupiah: 50_000,
  };
  return billing.ask(method.sellAtCounter, {
    ...request,
    site: 'rw05',
    actor,
    actorRole: 'operator',
    ...change,
  });
};
const drawerOf = ({ operatorId }: { operatorId: string }) => billing.ask(method.getDrawer, { operatorId });
const closing = (
  who: { operatorId: string; actor: string },
  countedRupiah: number,
  change: { note?: string; handedToId?: string } = {},
) => billing.ask(method.closeDrawer, { commandId: newId(), ...who, countedRupiah, ...change });

describe('a sale at the counter', () => {
  it('is paid, numbered and given in one step, with the change to give back', async () => {
    const ani = newOperator();
    const { order, changeRupiah } = await sell(ani, { paidRupiah: 100_000 });
    expect(order).toMatchObject({ state: 'fulfilled', method: 'cash', amountRupiah: 50_000 });
    expect(order?.invoiceNumber).toMatch(/^rw05\/\d{6}\/\d{4}$/);
    expect(changeRupiah).toBe(50_000);
    expect(world.fulfilled.has(order?.orderId ?? '')).toBe(true);
    expect(await drawerOf(ani)).toMatchObject({ open: true, expectedRupiah: 50_000 });
  });

  it('is one sale however often it is asked for, and goes on where it stopped', async () => {
    const ani = newOperator();
    const { packageId } = await billing.newPackage();
    const again = { commandId: newId(), packageId, subscriberId: newId() };
    world.confirmFails = 'down';
    await expect(sell(ani, again)).rejects.toEqual(refusal('BILLING.PAYMENT_UNAVAILABLE'));
    world.confirmFails = null;
    const first = await sell(ani, again);
    const second = await sell(ani, again);
    expect(second.order?.orderId).toBe(first.order?.orderId);
    expect(second.order?.state).toBe('fulfilled');
    expect((await drawerOf(ani)).expectedRupiah).toBe(50_000);
    for (const change of [
      { paidRupiah: 60_000 },
      { note: 'lain' },
      { subscriberId: newId() },
      { method: 'card' },
    ])
      await expect(sell(ani, { ...again, ...change })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  });

  it.each([
    ['blocked', { blocked: true }, 'BILLING.SUBSCRIBER_BLOCKED'],
    ['disabled', { disabled: true }, 'BILLING.SUBSCRIBER_INACTIVE'],
    ['rejected', { approval: 'rejected' }, 'BILLING.SUBSCRIBER_INACTIVE'],
  ])('is refused to who is %s, also while the ledger has not heard of it', async (_, terms, code) => {
    world.terms = terms;
    await expect(sell(newOperator())).rejects.toEqual(refusal(code));
  });

  it('moves cash once a key, and refuses another movement under it', async () => {
    const ani = newOperator();
    await billing.ask(method.openDrawer, { commandId: newId(), ...ani, floatRupiah: 100_000 });
    const out = { commandId: newId(), ...ani, in: false, amountRupiah: 20_000, reason: 'galon' };
    await billing.ask(method.moveCash, out);
    expect(await billing.ask(method.moveCash, out)).toMatchObject({ expectedRupiah: 80_000 });
    for (const change of [{ reason: 'lain' }, { amountRupiah: 1_000 }, { in: true }])
      await expect(billing.ask(method.moveCash, { ...out, ...change })).rejects.toEqual(
        refusal('COMMAND.ID_REUSED'),
      );
  });

  it('lies in the drawer of who took the money, also where a colleague left the same sale open', async () => {
    const [ani, budi] = [newOperator(), newOperator()];
    const { packageId } = await billing.newPackage();
    const wanted = { packageId, subscriberId: newId() };
    const first = { ...wanted, commandId: newId() };
    world.confirmFails = 'down';
    await expect(sell(ani, first)).rejects.toEqual(refusal('BILLING.PAYMENT_UNAVAILABLE'));
    world.confirmFails = null;
    expect((await sell(budi, wanted)).order?.state).toBe('fulfilled');
    expect((await drawerOf(budi)).expectedRupiah).toBe(50_000);
    expect((await drawerOf(ani)).expectedRupiah).toBe(0);
    await expect(sell(ani, first)).rejects.toEqual(refusal('BILLING.SALE_CANCELLED'));
    expect((await drawerOf(ani)).expectedRupiah).toBe(0);
  });

  it('is booked once where it is asked for twice at once under two keys', async () => {
    const ani = newOperator();
    const { packageId } = await billing.newPackage();
    const wanted = { packageId, subscriberId: newId() };
    world.confirmFails = 'PAYMENT.ALREADY_PAID';
    await expect(sell(ani, wanted)).rejects.toEqual(refusal('BILLING.SALE_TWICE'));
  });

  it('is booked once where another key finds the order that is paid a moment later', async () => {
    const ani = newOperator();
    const { packageId } = await billing.newPackage();
    const wanted = { packageId, subscriberId: newId() };
    world.confirmFails = 'down';
    await expect(sell(ani, wanted)).rejects.toEqual(refusal('BILLING.PAYMENT_UNAVAILABLE'));
    world.confirmFails = null;
    const [orderId = ''] = [...world.payments.keys()].slice(-1);
    let open = (): void => undefined;
    world.opening = new Promise((resolve) => (open = resolve));
    const { openingsAsked } = world;
    const second = sell(ani, wanted);
    const ended = expect(second).rejects.toEqual(refusal('BILLING.SALE_TWICE'));
    // It has found the order while that was open.
    await eventually(() => expect(world.openingsAsked).toBe(openingsAsked + 1));
    await billing.paymentBecomes(orderId, 'paid');
    await eventually(async () => expect((await billing.getOrder(orderId)).state).toBe('fulfilled'));
    open();
    await ended;
    expect(world.fulfilled.size).toBe(1);
  });

  it.each(['', ' ', 'x y', '_all', '../a'])('says what to do about a subscriber of site "%s"', (site) =>
    expect(sell(newOperator(), { site })).rejects.toEqual(refusal('BILLING.SUBSCRIBER_SITE_INVALID')),
  );

  it('stays paid while the ledger is away, and is given when it is back', async () => {
    world.ledgerFails = 'down';
    const { order } = await sell(newOperator());
    expect(order).toMatchObject({ state: 'paid', waitingFor: 'ledger_unavailable' });
    world.ledgerFails = null;
    billing.later(60);
    await billing.becomes(order?.orderId ?? '', 'fulfilled');
  });

  it.each([
    ['less than the price', { paidRupiah: 49_999 }, 'BILLING.PAID_WRONG'],
    ['another amount by transfer', { paidRupiah: 60_000, method: 'transfer' }, 'BILLING.PAID_WRONG'],
    ['a method that is not of the counter', { method: 'qris' }, 'BILLING.METHOD_INVALID'],
    ['a package and a debt', { debtId: newId() }, 'REQUEST.INVALID'],
    ['above the limit of the role', { paidRupiah: 50_000, actorRole: 'technician' }, 'BILLING.ABOVE_LIMIT'],
  ])('is refused with %s, and leaves nothing', async (_name, change, code) => {
    const ani = newOperator();
    await expect(sell(ani, change)).rejects.toEqual(refusal(code));
    expect(await drawerOf(ani)).toMatchObject({ open: false, expectedRupiah: 0 });
    expect(world.payments.size).toBe(0);
  });

  it('settles debts, too', async () => {
    await billing.stock([10, 50_000]);
    world.debts = { autoDebtBytes: 1024 ** 3, items: [] };
    const { order } = await sell(newOperator(), { packageId: '', allDebts: true, paidRupiah: 10_000 });
    expect(order).toMatchObject({ purpose: 'settlement', state: 'fulfilled', amountRupiah: 10_000 });
  });
});

describe('a debt', () => {
  const settling = async () => {
    await billing.stock([10, 50_000]);
    world.debts = { autoDebtBytes: 1024 ** 3, items: [] };
    const wanted = { packageId: '', allDebts: true, paidRupiah: 10_000, subscriberId: newId() };
    return { wanted, ani: newOperator(), budi: newOperator() };
  };

  it('that another settlement has paid for takes no money until the ledger has answered', async () => {
    const { wanted, ani, budi } = await settling();
    world.ledgerFails = 'down';
    expect((await sell(ani, wanted)).order?.state).toBe('paid');
    // The ledger may settle the first before the second is looked at: then nothing is owed any more.
    world.owedAfterFirstLook = { autoDebtBytes: 0, items: [] };
    world.ledgerFails = null;
    await expect(sell(budi, wanted)).rejects.toEqual(refusal('BILLING.SALE_TWICE'));
    expect((await drawerOf(budi)).expectedRupiah).toBe(0);
  });

  it('that was settled or waived after its price was read takes no money', async () => {
    const { wanted, ani } = await settling();
    world.owedAfterFirstLook = { autoDebtBytes: 0, items: [] };
    await expect(sell(ani, wanted)).rejects.toEqual(refusal('BILLING.SALE_TWICE'));
    expect((await drawerOf(ani)).expectedRupiah).toBe(0);
  });
});

describe('a drawer', () => {
  it('holds its float and its cash sales, and gives up what is refunded', async () => {
    const ani = newOperator();
    await billing.ask(method.openDrawer, { commandId: newId(), ...ani, floatRupiah: 200_000 });
    const { order } = await sell(ani);
    await sell(ani, { method: 'card' });
    await billing.ask(method.moveCash, { commandId: newId(), ...ani, amountRupiah: 15_000, reason: 'paper' });
    expect((await drawerOf(ani)).expectedRupiah).toBe(235_000);
    const refund = {
      commandId: newId(),
      orderId: order?.orderId ?? '',
      reason: 'wrong package',
      payoutMethod: 'cash',
    };
    await expect(
      billing.ask(method.refundOrder, { ...refund, payoutMethod: '', actor: ani.actor }),
    ).rejects.toEqual(refusal('BILLING.PAYOUT_METHOD_REQUIRED'));
    expect((await drawerOf(ani)).expectedRupiah).toBe(235_000);
    await billing.ask(method.refundOrder, { ...refund, actor: ani.actor });
    expect((await drawerOf(ani)).expectedRupiah).toBe(185_000);
    await expect(closing(ani, 180_000)).rejects.toEqual(refusal('BILLING.DRAWER_NOTE_REQUIRED'));
    const closed = await closing(ani, 180_000, { note: 'one note is missing' });
    expect(closed).toMatchObject({ open: false, expectedRupiah: 0, lastDifferenceRupiah: -5_000 });
  });

  describe('of cash that goes back', () => {
    const refund = (orderId: string | undefined, who: { actor: string }, change: object = {}) =>
      billing.ask(method.refundOrder, {
        ...{ commandId: newId(), orderId: orderId ?? '', reason: 'wrong package', payoutNote: 'by hand' },
        ...{ payoutMethod: 'cash', actor: who.actor, actorRole: 'admin', ...change },
      });
    const open = (who: { operatorId: string; actor: string }, floatRupiah: number) =>
      billing.ask(method.openDrawer, { commandId: newId(), ...who, floatRupiah });

    it('is the one that is open now of who hands it out, never one that is closed', async () => {
      const [ani, budi] = [newOperator(), newOperator()];
      const { order } = await sell(ani);
      await closing(ani, 50_000);
      await expect(refund(order?.orderId, ani)).rejects.toEqual(refusal('BILLING.DRAWER_CLOSED'));
      await open(budi, 40_000);
      await expect(refund(order?.orderId, budi)).rejects.toEqual(refusal('BILLING.DRAWER_SHORT'));
      await billing.ask(method.moveCash, {
        commandId: newId(),
        ...budi,
        in: true,
        amountRupiah: 60_000,
        reason: 'safe',
      });
      expect(await refund(order?.orderId, budi)).toMatchObject({ state: 'refunded' });
      expect((await drawerOf(ani)).expectedRupiah).toBe(0);
      expect((await drawerOf(budi)).expectedRupiah).toBe(50_000);
    });

    it('stays as it is where the money goes back by transfer', async () => {
      const ani = newOperator();
      const { order } = await sell(ani);
      await closing(ani, 50_000);
      await refund(order?.orderId, ani, { payoutMethod: 'transfer' });
      expect((await drawerOf(ani)).expectedRupiah).toBe(0);
    });

    it('gives no more than it holds, however many ask at once, and keeps what payment refuses', async () => {
      const ani = newOperator();
      const sold = [await sell(ani), await sell(ani), await sell(ani)];
      await billing.ask(method.moveCash, {
        commandId: newId(),
        ...ani,
        amountRupiah: 90_000,
        reason: 'to the safe',
      });
      world.refundAnswer = 'refused';
      await expect(refund(sold[0]?.order?.orderId, ani)).rejects.toEqual(refusal('PAYMENT.REFUND_FAILED'));
      expect((await drawerOf(ani)).expectedRupiah).toBe(60_000);
      world.refundAnswer = 'done';
      const asked = await Promise.allSettled(sold.map(({ order }) => refund(order?.orderId, ani)));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await drawerOf(ani)).expectedRupiah).toBe(10_000);
    });
  });

  it('is handed over with its money in one step, or not at all', async () => {
    const [ani, budi] = [newOperator(), newOperator()];
    await sell(ani);
    await closing(ani, 50_000, { handedToId: budi.operatorId });
    expect(await drawerOf(budi)).toMatchObject({ open: true, expectedRupiah: 50_000 });
    await sell(ani);
    await expect(closing(ani, 50_000, { handedToId: budi.operatorId })).rejects.toEqual(
      refusal('BILLING.COLLEAGUE_DRAWER_OPEN'),
    );
    expect(await drawerOf(ani)).toMatchObject({ open: true, expectedRupiah: 50_000 });
  });

  it('is handed only to who may sell at the counter, and closed by another for who is away', async () => {
    const [ani, owner] = [newOperator(), newOperator()];
    await sell(ani);
    await expect(closing(ani, 50_000, { handedToId: newId() })).rejects.toEqual(
      refusal('BILLING.HANDED_TO_NO_CASHIER'),
    );
    expect(await drawerOf(ani)).toMatchObject({ open: true, expectedRupiah: 50_000 });
    await closing({ ...ani, actor: owner.actor }, 50_000, { handedToId: owner.operatorId });
    expect(await drawerOf(ani)).toMatchObject({ open: false, expectedRupiah: 0 });
    expect(await drawerOf(owner)).toMatchObject({ open: true, expectedRupiah: 50_000 });
  });

  it('is refused at once to many who hand over at the same time, and holds up no one', async () => {
    const [ani, budi] = [newOperator(), newOperator()];
    await sell(ani);
    await sell(budi);
    const handOvers = Array.from({ length: 12 }, () => closing(ani, 50_000, { handedToId: budi.operatorId }));
    const outcomes = await Promise.allSettled(handOvers);
    expect(outcomes).toEqual(
      Array(12).fill({ status: 'rejected', reason: refusal('BILLING.COLLEAGUE_DRAWER_OPEN') }),
    );
    expect(await drawerOf(ani)).toMatchObject({ open: true, expectedRupiah: 50_000 });
  });

  it('takes what many pay into it at once', async () => {
    const ani = newOperator();
    await billing.ask(method.openDrawer, { commandId: newId(), ...ani, floatRupiah: 0 });
    const payIn = () =>
      billing.ask(method.moveCash, {
        ...{ commandId: newId(), ...ani, in: true, amountRupiah: 1_000, reason: 'change' },
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, payIn));
    const paid = outcomes.filter(({ status }) => status === 'fulfilled').length;
    const refused = outcomes
      .filter((one) => one.status === 'rejected')
      .map(({ reason }) => reason as unknown);
    expect(refused).toEqual(refused.map(() => refusal('COMMAND.BUSY')));
    expect((await drawerOf(ani)).expectedRupiah).toBe(paid * 1_000);
  });
});

describe('the books', () => {
  const period = { fromDate: '2020-01-01', toDate: '2020-12-31', site: '' };
  const today = () => {
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const before = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    return { ...period, fromDate: before, toDate: day };
  };

  it('hold each rupiah twice and add up to nothing, by account and as lines', async () => {
    const ani = newOperator();
    await billing.ask(method.openDrawer, { commandId: newId(), ...ani, floatRupiah: 100_000 });
    await sell(ani);
    await closing(ani, 149_000, { note: 'a coin fell' });
    const mine = await eventually(async () => {
      const { items, totalRupiah } = await billing.ask(method.getTrialBalance, today());
      expect(totalRupiah).toBe(0);
      const found = items.filter(({ party }) => party === ani.operatorId);
      expect(found.map(({ account, balanceRupiah }) => [account, balanceRupiah])).toEqual([
        ['cash', 0],
        ['cash_differences', 1_000],
      ]);
      return found;
    });
    expect(mine[0]).toMatchObject({ debitRupiah: 150_000, creditRupiah: 150_000 });
    const lines: { amountRupiah: number }[] = [];
    let after: string | undefined;
    do {
      const page = await billing.ask(method.listJournal, { ...today(), limit: 7, after });
      lines.push(...page.items);
      after = page.nextAfter;
    } while (after !== undefined);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0)).toBe(0);
  });

  it('add up for each site, also where the cash of a sale lies in a drawer of another', async () => {
    const ani = newOperator();
    const [here, there] = [`rw${newId().slice(0, 6)}`, `rw${newId().slice(0, 6)}`];
    await billing.ask(method.openDrawer, { commandId: newId(), ...ani, floatRupiah: 100_000, site: here });
    expect(await drawerOf(ani)).toMatchObject({ site: here });
    await sell(ani, { site: there });
    await sell(ani, { site: here });
    await closing(ani, 200_000);
    const sums = async (site: string) => {
      const { items, totalRupiah } = await billing.ask(method.getTrialBalance, { ...today(), site });
      expect(totalRupiah).toBe(0);
      return Object.fromEntries(items.map(({ account, balanceRupiah }) => [account, balanceRupiah]));
    };
    await eventually(async () => {
      expect(await sums(here)).toEqual({ cash: 0, safe: 100_000, revenue: -50_000, between_sites: -50_000 });
      expect(await sums(there)).toEqual({ revenue: -50_000, between_sites: 50_000 });
    });
  });

  it('hold what gateways keep, on the day it was paid, and money that bought nothing until it goes back', async () => {
    const { orderId } = await billing.newOrder();
    const paidAt = new Date(Date.now() - 3_600_000).toISOString();
    const more = { paidAt, gateway: 'other-core', feeRupiah: 350, expiresAt: paidAt };
    await billing.tellPayment(orderId, 'paid', 3, more);
    const linesOf = async () => {
      const { items } = await billing.ask(method.listJournal, { ...today(), limit: 1_000 });
      return items.filter((line) => line.orderId === orderId);
    };
    const sums = async () => {
      const sum: Record<string, number> = {};
      for (const { account, party, amountRupiah } of await linesOf())
        sum[`${account} ${party}`] = (sum[`${account} ${party}`] ?? 0) + amountRupiah;
      return sum;
    };
    const paid = { 'gateway other': 49_650, 'gateway_fees ': 350, 'revenue ': -50_000 };
    await eventually(async () => expect(await sums()).toEqual(paid));
    expect((await linesOf())[0]?.at).toBe(paidAt);
    await billing.tellExtra(orderId, 4, { amountRupiah: 50_000 });
    await billing.tellExtra(orderId, 4, { amountRupiah: 50_000 });
    const twice = { ...paid, 'gateway other': 99_650, 'extra_payments ': -50_000 };
    await eventually(async () => expect(await sums()).toEqual(twice));
    await billing.tellExtra(orderId, 5, { returnedBy: 'payout' });
    const returned = { ...twice, 'extra_payments ': 0, 'bank ': -50_000 };
    await eventually(async () => expect(await sums()).toEqual(returned));
  });

  it('say of a day what came in by whom and how, what was sold, and what waits', async () => {
    const ani = newOperator();
    const name = `Paket ${ani.operatorId}`;
    const { packageId } = await billing.newPackage({ name });
    const { order } = await sell(ani, { packageId });
    await sell(ani, { packageId });
    await sell(ani, { packageId, method: 'card' });
    await billing.ask(method.refundOrder, {
      ...{ commandId: newId(), orderId: order?.orderId ?? '', reason: 'wrong package' },
      ...{ payoutMethod: 'cash', actor: ani.actor },
    });
    const { orderId } = await billing.newOrder();
    await billing.paymentBecomes(orderId, 'expired');
    await billing.becomes(orderId, 'expired');
    const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(billing.clock.now());
    await eventually(async () => {
      const day = await billing.ask(method.getDay, { date, site: 'rw05' });
      expect(day.takings.filter(({ cashier }) => cashier === ani.operatorId)).toMatchObject([
        { method: 'cash', payments: 2, receivedRupiah: 100_000, refundedRupiah: 50_000 },
        { method: 'card', payments: 1, receivedRupiah: 50_000, refundedRupiah: 0 },
      ]);
      const sold = day.packages.find((one) => one.packageId === packageId);
      expect(sold).toMatchObject({ description: name, sold: 3, receivedRupiah: 150_000 });
      expect(day.failedOrders).toBeGreaterThan(0);
    });
    const elsewhere = await billing.ask(method.getDay, { date, site: 'none' });
    expect(elsewhere).toMatchObject({
      takings: [],
      receivedRupiah: 0,
      failedOrders: 0,
      unfulfilledOrders: 0,
    });
    await expect(billing.ask(method.getDay, { date: 'today', site: '' })).rejects.toEqual(
      refusal('REQUEST.INVALID'),
    );
  });

  it('refuse a period that is none, and a cursor of nobody', async () => {
    const wrong = { ...period, toDate: '2019-01-01' };
    await expect(billing.ask(method.getTrialBalance, wrong)).rejects.toEqual(refusal('REQUEST.INVALID'));
    const impossible = { ...period, fromDate: '2020-02-30' };
    await expect(billing.ask(method.getTrialBalance, impossible)).rejects.toEqual(refusal('REQUEST.INVALID'));
    await expect(billing.ask(method.listJournal, { ...period, after: 'x|y' })).rejects.toEqual(
      refusal('REQUEST.INVALID'),
    );
  });
});
