// The life of subscriptions over real PostgreSQL and NATS: terms on bills, a change of package with its preview, a holiday,
// an end, a line given later; and what of it an earlier system lost (M7, M9, M13).
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BillingStack, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';
import { addDays } from './domain/periods';

const method = Billing.method;
const DAY_SECONDS = 86_400;
const GB = 1_073_741_824;
const LONG = 60_000;
const STORY = 90_000;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const actor = () => `operator:${newId()}`;
const today = () => localDate(billing.clock.now(), 'Asia/Jakarta');
const lineOf = (subscriberId: string): string => {
  const lineId = newId();
  world.lines.set(lineId, subscriberId);
  return lineId;
};
const packageAt = async (priceRupiah: number, name = 'Rumah'): Promise<string> =>
  (await billing.newPackage({ priceRupiah, name })).packageId;
/** Periods of 30 days, so that a day is worth the same in each month. */
const start = async (subscriberId: string, change: Readonly<Record<string, unknown>> = {}) =>
  billing.ask(method.startSubscription, {
    ...{ commandId: newId(), actor: actor(), subscriberId, site: 'rw05', unit: 'day', count: 30 },
    ...{ packageId: await packageAt(300_000), issueDaysBefore: 7, graceDays: 3, ...change },
  });
const pay = (subscriberId: string, amountRupiah: number) =>
  billing.ask(method.receiveBillPayment, {
    ...{ commandId: newId(), actor: actor(), subscriberId, site: 'rw05', method: 'cash', amountRupiah },
  });
const idOf = ({ subscriptions }: Awaited<ReturnType<typeof start>>): string =>
  subscriptions.find(({ ended }) => !ended)?.subscriptionId ?? '';
const standing = (subscriberId: string) => billing.ask(method.getBillingStanding, { subscriberId });
const asked = (subscriptionId: string) => ({ commandId: newId(), actor: actor(), subscriptionId });
const becomes = (lineId: string, held: boolean) =>
  eventually(() => expect(world.holds.get(lineId)?.held ?? false).toBe(held), LONG);

it(
  'shows discount, installation and tax on the bill, and a later tax changes none that is issued',
  async () => {
    const subscriberId = newId();
    const terms = { discountPercent: 50, discountPeriods: 1, installationRupiah: 100_000 };
    await billing.stopBilling();
    await billing.startBilling({ BILL_TAX_PERCENT: '11' });
    const first = await start(subscriberId, terms);
    const bill = {
      ...{ amountRupiah: 277_500, periodRupiah: 300_000, discountRupiah: 150_000 },
      ...{ installationRupiah: 100_000, taxRupiah: 27_500, taxBasisPoints: 1_100, taxIncluded: false },
    };
    expect(first.bills).toMatchObject([bill]);
    await billing.stopBilling();
    await billing.startBilling({ BILL_TAX_PERCENT: '12', BILL_TAX_IN_PRICES: 'included' });
    billing.later(24 * DAY_SECONDS);
    await billing.runJob('issue-bills');
    await eventually(async () =>
      expect((await standing(subscriberId)).bills).toMatchObject([
        { amountRupiah: 300_000, taxRupiah: 32_142, taxIncluded: true, discountRupiah: 0 },
        { ...bill },
      ]),
    );
    await billing.stopBilling();
    await billing.startBilling();
  },
  STORY,
);

it(
  'changes the package with what the preview said, to the rupiah, and once',
  async () => {
    const subscriberId = newId();
    const subscriptionId = idOf(await start(subscriberId, { lineId: lineOf(subscriberId) }));
    await pay(subscriberId, 300_000);
    billing.later(10 * DAY_SECONDS);
    const packageId = await packageAt(450_000, 'Rumah cepat');
    const preview = await billing.ask(method.previewSubscriptionChange, { subscriptionId, packageId });
    expect(preview).toMatchObject({
      ...{ creditedRupiah: 200_000, chargedRupiah: 450_000, holdsFrom: today() },
      ...{ owedRupiah: 250_000, balanceRupiah: 0 },
    });
    expect((await standing(subscriberId)).owedRupiah).toBe(0);
    const command = { ...asked(subscriptionId), packageId };
    const after = await billing.ask(method.changeSubscription, command);
    expect(after).toMatchObject({
      ...{ owedRupiah: 250_000, subscriptions: [{ packageName: 'Rumah cepat', priceRupiah: 450_000 }] },
      bills: [
        { packageName: 'Rumah cepat', fromDate: today(), paidRupiah: 200_000, owedRupiah: 250_000 },
        {
          packageName: 'Rumah',
          toDate: today(),
          amountRupiah: 100_000,
          creditedRupiah: 200_000,
          owedRupiah: 0,
        },
      ],
    });
    expect(await billing.ask(method.changeSubscription, command)).toMatchObject({ owedRupiah: 250_000 });
    // The books have what stays with bills as revenue.
    const day = { fromDate: addDays(today(), -12), toDate: today() };
    await eventually(async () => {
      const { items } = await billing.ask(method.getTrialBalance, day);
      expect(items.reduce((sum, { balanceRupiah }) => sum + balanceRupiah, 0)).toBe(0);
    });
  },
  STORY,
);

it(
  'gives the line the speed of its new package, also where the gateway was away',
  async () => {
    const subscriberId = newId();
    const lineId = lineOf(subscriberId);
    const subscriptionId = idOf(await start(subscriberId, { lineId }));
    const fast = async (speedDownKilobitsPerSecond: number): Promise<string> => {
      const speeds = { speedDownKilobitsPerSecond, speedUpKilobitsPerSecond: 5_000 };
      return (await billing.newPackage({ priceRupiah: 450_000, name: 'Cepat', ...speeds })).packageId;
    };
    world.gatewayFails = 'down';
    await billing.ask(method.changeSubscription, { ...asked(subscriptionId), packageId: await fast(20_000) });
    await billing.ask(method.changeSubscription, { ...asked(subscriptionId), packageId: await fast(30_000) });
    world.gatewayFails = null;
    await eventually(() => expect(world.lineSpeeds.get(lineId)).toBe(30_000), LONG);
    // A package without a speed leaves the line as it is.
    const packageId = await packageAt(100_000);
    await billing.ask(method.changeSubscription, { ...asked(subscriptionId), packageId });
    await eventually(async () => {
      const { queued } = await billing.ask(method.listJobs, {});
      expect(queued.filter(({ kind }) => kind === 'set_line_speeds')).toEqual([]);
    });
    expect(world.lineSpeeds.get(lineId)).toBe(30_000);
  },
  STORY,
);

it(
  'gives the line the quota of its package, once a change, also where the gateway was away or its answer was lost',
  async () => {
    const subscriberId = newId();
    const lineId = lineOf(subscriberId);
    const sized = async (bytes: number, fupThresholdBytes?: number): Promise<string> =>
      (
        await billing.newPackage({
          bytes,
          name: 'Rumah',
          ...(fupThresholdBytes === undefined ? {} : { fupThresholdBytes }),
        })
      ).packageId;
    const has = (quota: object) =>
      eventually(() => expect(world.quotas.get(lineId)?.quota).toMatchObject(quota), LONG);
    const settled = () =>
      eventually(async () => {
        const { queued } = await billing.ask(method.listJobs, {});
        expect(queued.filter(({ kind }) => kind === 'set_line_quotas')).toEqual([]);
      }, LONG);
    const begun = { lineId, packageId: await sized(300 * GB), unit: 'month', count: 1, anchorDay: 5 };
    const subscriptionId = idOf(await start(subscriberId, begun));
    await has({ bytes: 300 * GB, slows: true, periodDay: 5, periodDays: 0 });
    world.gatewayFails = 'down';
    await billing.ask(method.changeSubscription, {
      ...asked(subscriptionId),
      packageId: await sized(400 * GB, 100 * GB),
    });
    await billing.ask(method.changeSubscription, {
      ...asked(subscriptionId),
      packageId: await sized(500 * GB, 0),
    });
    world.gatewayFails = null;
    await has({ bytes: 500 * GB, slows: false });
    await settled();
    expect(world.quotasAsked.map(({ bytes }) => bytes)).toEqual([300 * GB, 500 * GB]);
    world.gatewayFails = 'answer lost';
    await billing.ask(method.endSubscription, { ...asked(subscriptionId), reason: 'pindah' });
    await has({ bytes: 0 });
    world.gatewayFails = null;
    await settled();
    expect(new Set(world.quotasAsked.slice(2).map(({ bytes }) => bytes))).toEqual(new Set([0]));
  },
  STORY,
);

it(
  'rests with its line held and nothing billed, and goes on where it is resumed',
  async () => {
    const subscriberId = newId();
    const lineId = lineOf(subscriberId);
    const subscriptionId = idOf(await start(subscriberId, { lineId }));
    await pay(subscriberId, 300_000);
    billing.later(10 * DAY_SECONDS);
    const resting = await billing.ask(method.pauseSubscription, {
      ...asked(subscriptionId),
      reason: 'mudik',
    });
    expect(resting).toMatchObject({ balanceRupiah: 200_000, subscriptions: [{ paused: true }] });
    await becomes(lineId, true);
    billing.later(60 * DAY_SECONDS);
    await billing.runJob('issue-bills');
    const packageId = await packageAt(1_000);
    await expect(
      billing.ask(method.changeSubscription, { ...asked(subscriptionId), packageId }),
    ).rejects.toEqual(refusal('BILLING.SUBSCRIPTION_PAUSED'));
    const again = await billing.ask(method.resumeSubscription, asked(subscriptionId));
    expect(again).toMatchObject({
      owedRupiah: 100_000,
      bills: [{ fromDate: today(), paidRupiah: 200_000 }, {}],
    });
    await becomes(lineId, false);
  },
  STORY,
);

it(
  'ends today with what is not had as balance, or on a day; its line is held until it is subscribed to again',
  async () => {
    const subscriberId = newId();
    const lineId = lineOf(subscriberId);
    const subscriptionId = idOf(await start(subscriberId, { lineId }));
    await pay(subscriberId, 300_000);
    billing.later(10 * DAY_SECONDS);
    const end = { ...asked(subscriptionId), reason: 'pindah' };
    expect(await billing.ask(method.endSubscription, end)).toMatchObject({
      ...{ balanceRupiah: 200_000, owedRupiah: 0, subscriptions: [{ ended: true }] },
    });
    await becomes(lineId, true);
    const next = await start(subscriberId, { lineId, endsOn: addDays(today(), 40) });
    await becomes(lineId, false);
    const later = { ...asked(idOf(next)), reason: 'habis kontrak', endsOn: addDays(today(), 15) };
    expect(await billing.ask(method.endSubscription, later)).toMatchObject({
      bills: [{ amountRupiah: 150_000, paidRupiah: 150_000 }, {}],
      balanceRupiah: 50_000,
    });
    billing.later(15 * DAY_SECONDS);
    await billing.runJob('issue-bills');
    await eventually(async () =>
      expect((await standing(subscriberId)).subscriptions.every(({ ended }) => ended)).toBe(true),
    );
    await becomes(lineId, true);
    await expect(
      billing.ask(method.changeSubscription, {
        ...asked(subscriptionId),
        packageId: await packageAt(1_000),
      }),
    ).rejects.toEqual(refusal('BILLING.SUBSCRIPTION_ENDED'));
  },
  STORY,
);

it(
  'bills a line after its period where that was agreed, and none without a line',
  async () => {
    const subscriberId = newId();
    await expect(start(subscriberId, { postpaid: true })).rejects.toEqual(
      refusal('BILLING.POSTPAID_NEEDS_LINE'),
    );
    const lineId = lineOf(subscriberId);
    expect(await start(subscriberId, { postpaid: true, lineId })).toMatchObject({ bills: [] });
    billing.later(30 * DAY_SECONDS);
    await billing.runJob('issue-bills');
    await eventually(async () =>
      expect((await standing(subscriberId)).bills).toMatchObject([
        { toDate: today(), dueOn: addDays(today(), 7), owedRupiah: 300_000, overdue: false },
      ]),
    );
    billing.later(11 * DAY_SECONDS);
    await billing.runJob('judge-overdue-bills');
    await becomes(lineId, true);
  },
  STORY,
);

it(
  'gives a running subscription a line: of the same person, and paid for by no other',
  async () => {
    const [subscriberId, other] = [newId(), newId()];
    const lineId = lineOf(subscriberId);
    const subscriptionId = idOf(await start(subscriberId));
    const set = (id: string, line: string) =>
      billing.ask(method.setSubscriptionLine, { ...asked(id), lineId: line });
    await expect(set(idOf(await start(other)), lineId)).rejects.toEqual(refusal('LINE.UNKNOWN'));
    expect(await set(subscriptionId, lineId)).toMatchObject({ subscriptions: [{ lineId }] });
    const second = await start(subscriberId);
    const secondId = second.subscriptions.find(
      (one) => one.subscriptionId !== subscriptionId,
    )?.subscriptionId;
    await expect(set(secondId ?? '', lineId)).rejects.toEqual(refusal('BILLING.LINE_TAKEN'));
    billing.later(4 * DAY_SECONDS);
    await billing.runJob('judge-overdue-bills');
    await becomes(lineId, true);
  },
  STORY,
);

it(
  'hands balance back out of the open drawer, within the limit of the role, once, and the books know',
  async () => {
    const subscriberId = newId();
    await start(subscriberId);
    const cashier = newId();
    const drawer = { commandId: newId(), actor: `operator:${cashier}`, operatorId: cashier, site: 'rw05' };
    await billing.ask(method.openDrawer, { ...drawer, floatRupiah: 20_000 });
    await pay(subscriberId, 350_000);
    const payOut = (change: object) =>
      billing.ask(method.payOutBalance, {
        ...{ commandId: newId(), actor: `operator:${cashier}`, subscriberId, site: 'rw05', method: 'cash' },
        ...{ amountRupiah: 15_000, reason: 'pindah', actorRole: 'admin', ...change },
      });
    await expect(payOut({ amountRupiah: 31_000, actorRole: 'operator' })).rejects.toEqual(
      refusal('BILLING.ABOVE_LIMIT'),
    );
    await expect(payOut({ amountRupiah: 60_000 })).rejects.toEqual(refusal('BILLING.BALANCE_SHORT'));
    await expect(payOut({ amountRupiah: 30_000 })).rejects.toEqual(refusal('BILLING.DRAWER_SHORT'));
    await expect(payOut({ method: 'card' })).rejects.toEqual(refusal('BILLING.METHOD_INVALID'));
    const once = { commandId: newId() };
    expect(await payOut(once)).toMatchObject({ balanceRupiah: 35_000 });
    expect(await payOut(once)).toMatchObject({ balanceRupiah: 35_000 });
    expect(await billing.ask(method.getDrawer, { operatorId: cashier })).toMatchObject({
      expectedRupiah: 5_000,
    });
    await eventually(async () => {
      const { cashiers } = await billing.ask(method.getTakings, { fromDate: today(), toDate: today() });
      expect(cashiers.find(({ name }) => name === cashier)).toMatchObject({
        ...{ payments: 0, receivedRupiah: 0, refundedRupiah: 15_000 },
      });
    });
    await expect(payOut({ actor: `operator:${newId()}` })).rejects.toEqual(refusal('BILLING.DRAWER_CLOSED'));
  },
  STORY,
);

describe('of an earlier system:', () => {
  it('M7: a change that fails changes nothing and says so', async () => {
    const subscriberId = newId();
    const subscriptionId = idOf(await start(subscriberId, { lineId: lineOf(subscriberId) }));
    const before = await standing(subscriberId);
    const packageId = await packageAt(450_000);
    await billing.pool.query(`alter table bills add constraint m7 check (amount_rupiah <> 450000) not valid`);
    const command = { ...asked(subscriptionId), packageId };
    try {
      await expect(billing.ask(method.changeSubscription, command)).rejects.toThrow();
      expect(await standing(subscriberId)).toEqual(before);
    } finally {
      await billing.pool.query('alter table bills drop constraint m7');
    }
    expect(await billing.ask(method.changeSubscription, command)).toMatchObject({ owedRupiah: 450_000 });
  });

  it('M9: one series of migrations, and bills of before are due on their first day', async () => {
    const sql = readFileSync(
      join(__dirname, '../../prisma/migrations/9u_subscription_terms/migration.sql'),
      'utf8',
    );
    await billing.pool.query('create schema m9');
    const client = await billing.pool.connect();
    try {
      await client.query(`set search_path to m9;
        create table subscriptions (id uuid, terms jsonb, issue_on date not null);
        create table bills (id uuid, subscription_id uuid, owed_rupiah bigint, from_date date);
        create index "bills_owed_rupiah_from_date_id_idx" on bills (owed_rupiah, from_date, id);
        insert into subscriptions values ('${newId()}', '{"packageName": "Rumah"}', '2026-11-24');
        insert into bills select '${newId()}', id, 1, '2026-12-01' from subscriptions;`);
      await client.query(sql);
      const { rows } = await client.query('select due_on::text, package_name from bills');
      expect(rows).toEqual([{ due_on: '2026-12-01', package_name: 'Rumah' }]);
    } finally {
      await client.query('reset search_path; drop schema m9 cascade');
      client.release();
    }
  });

  it('M13: what opens bills without login is stored nowhere', async () => {
    const subscriberId = newId();
    const { payPath } = await start(subscriberId);
    const token = payPath.split('/').pop() ?? '';
    expect(token.length).toBeGreaterThan(20);
    const { rows } = await billing.pool.query<{ table_name: string }>(
      `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { table_name } of rows) {
      const found = await billing.pool.query(
        `select 1 from "${table_name}" t where position($1 in t::text) > 0 limit 1`,
        [token],
      );
      expect([table_name, found.rowCount]).toEqual([table_name, 0]);
    }
  });
});

it.each([false, true])(
  'never begins on a line that goes at the same moment, removed: %s',
  async (removes) => {
    world.routerMilliseconds = 500;
    const outcome = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'done',
        (error: unknown) => String((error as { code?: string }).code),
      );
    const packageId = await packageAt(300_000);
    const go = (lineId: string) =>
      billing.ask(method.releaseLine, {
        ...{ commandId: newId(), actor: actor(), lineId, reason: 'salah ambil', removes },
      });
    const ends = await Promise.all(
      Array.from({ length: 8 }, async (_, number) => {
        const subscriberId = newId();
        const lineId = lineOf(subscriberId);
        const begin = () => outcome(start(subscriberId, { lineId, packageId }));
        const both = number % 2 === 0 ? [begin(), outcome(go(lineId))] : [outcome(go(lineId)), begin()];
        const ended = await Promise.all(both);
        const { subscriptions } = await standing(subscriberId);
        return { ended: ended.sort().join(), isThere: world.lines.has(lineId), paid: subscriptions.length };
      }),
    );
    for (const { ended, isThere, paid } of ends) {
      expect(['BILLING.LINE_NEEDED,done', 'LINE.UNKNOWN,done']).toContain(ended);
      expect(paid).toBe(isThere ? 1 : 0);
    }
  },
  STORY,
);
