// Per router and hour: what the wire carried, and whose it was.
import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import { GB, MB, newId } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { eventually } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { register } from 'prom-client';
import { CONTRADICTIONS_MOST } from '../domain/meter-witness';
import { RouterBookQueries } from './router-books';
import { Counters } from '../testing/counters';
import { LedgerStack } from '../testing/ledger-stack';

const { method } = QuotaLedger;
const HOUR_MILLISECONDS = 3_600_000;
let ledger: LedgerStack;
let nats: NatsConnection;
let messenger: Messenger;

beforeAll(async () => {
  ledger = await LedgerStack.start();
  ({ nats, messenger } = ledger);
});
afterAll(async () => {
  await ledger.close();
});

const totalOf = async (routerId: string) => {
  const now = Date.now();
  const [from, to] = [-1, 1].map((hours) => new Date(now + hours * HOUR_MILLISECONDS).toISOString());
  const { total } = await messenger.request(method.getRouterBooks, { routerId, from: from!, to: to! });
  return total;
};

it('keeps books of carried, charged, strangers, by hand, held and unexplained, and builds them again', async () => {
  const subscriberId = newId();
  await messenger.request(method.grantQuota, {
    ...{
      commandId: newId(),
      subscriberId,
      bytes: 50 * GB,
      source: 'operator',
      reason: 'uji',
      actor: 'operator:1',
    },
  });
  const router = new Counters(nats);
  router.carriedBytes = 0;
  await router.read();
  const [phone, stranger, camera] = [router.phone(subscriberId), router.phone(''), router.phone('')];
  router.byHand.add(camera);
  await router.read();
  router.move(phone, 40 * MB);
  router.move(stranger, 30 * MB);
  router.move(camera, 20 * MB);
  // Sent by the interface and counted in no row.
  router.carriedBytes += 10 * MB;
  await router.read();
  // 3 GB in 30 s is faster than the link limit: charged, because the wire carried them.
  router.move(phone, 3 * GB);
  await router.read();
  // A counter that jumps while the wire is idle is held.
  const still = router.carriedBytes;
  router.move(phone, 5 * GB);
  router.carriedBytes = still;
  await router.read();
  const books = {
    carriedBytes: 100 * MB + 3 * GB,
    chargedBytes: 40 * MB + 3 * GB,
    strangersBytes: 30 * MB,
    byHandBytes: 20 * MB,
    heldBytes: 5 * GB,
    heldCarriedBytes: 0,
    unclaimedBytes: 0,
    unwitnessedBytes: 0,
    unexplainedBytes: 10 * MB,
    overchargedBytes: 0,
  };
  await eventually(async () => expect(await totalOf(router.routerId)).toMatchObject(books));
  const quota = await messenger.request(method.getQuota, { subscriberId });
  expect(quota).toMatchObject({ usedBytes: 40 * MB + 3 * GB, heldBytes: 5 * GB });
  const { items } = await messenger.request(method.listAnomalies, { state: 'open', limit: 10 });
  expect(items).toMatchObject([{ bytes: 5 * GB, carriedBytes: 0 }]);
  await messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000);
  expect(await totalOf(router.routerId)).toMatchObject(books);
});

it('charges nothing of a counter that jumps and falls back, and takes back what it held', async () => {
  const subscriberId = newId();
  const router = new Counters(nats);
  router.carriedBytes = 0;
  await router.read();
  const phone = router.phone(subscriberId);
  await router.read();
  const jump = (bytes: number) => {
    const carried = router.carriedBytes;
    router.move(phone, bytes);
    router.carriedBytes = carried;
  };
  router.move(phone, 40 * MB);
  await router.read();
  jump(GB);
  router.move(phone, 20 * MB);
  await router.read(60);
  const quota = () => messenger.request(method.getQuota, { subscriberId });
  await eventually(async () =>
    expect(await quota()).toMatchObject({ usedBytes: 40 * MB, heldBytes: GB + 20 * MB }),
  );
  jump(-GB);
  router.move(phone, 10 * MB);
  await router.read(60);
  await eventually(async () => expect(await quota()).toMatchObject({ usedBytes: 70 * MB, heldBytes: 0 }));
  const { items } = await messenger.request(method.listAnomalies, { state: 'all', limit: 10 });
  const byOne: string[] = [];
  for (let cursor: string | undefined, turn = 0; turn < items.length; turn += 1) {
    const page = await messenger.request(method.listAnomalies, { state: 'all', limit: 1, cursor });
    byOne.push(...page.items.map(({ anomalyId }) => anomalyId));
    cursor = page.nextCursor;
    expect(cursor === undefined).toBe(turn === items.length - 1);
  }
  expect(byOne).toEqual(items.map(({ anomalyId }) => anomalyId));
  const mine = items.filter((item) => item.subscriberId === subscriberId);
  expect(mine).toMatchObject([{ bytes: GB + 20 * MB, state: 'withdrawn' }]);
  // Growth that is held and falls back within an hour is explained once only.
  expect(await totalOf(router.routerId)).toMatchObject({
    ...{ carriedBytes: 70 * MB, chargedBytes: 70 * MB },
    ...{ unexplainedBytes: 0, overchargedBytes: 0 },
  });
  await messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000);
  expect(await quota()).toMatchObject({ usedBytes: 70 * MB, heldBytes: 0 });
});

it('keeps a jump charged that an operator accepted before it fell back', async () => {
  const subscriberId = newId();
  const router = new Counters(nats);
  router.carriedBytes = 0;
  await router.read();
  const phone = router.phone(subscriberId);
  await router.read();
  const jump = (bytes: number) => {
    router.move(phone, bytes);
    router.carriedBytes = 0;
  };
  jump(GB);
  await router.read(60);
  const anomaly = async () => {
    const { items } = await messenger.request(method.listAnomalies, { state: 'all', limit: 50 });
    return items.find((item) => item.subscriberId === subscriberId);
  };
  const { anomalyId } = await eventually(async () => (await anomaly()) ?? false);
  const decision = { commandId: newId(), anomalyId, accept: true, reason: 'benar', actor: 'o' };
  await messenger.request(method.decideAnomaly, decision);
  jump(-GB);
  await router.read(60);
  router.move(phone, 5 * MB);
  await router.read(60);
  const quota = () => messenger.request(method.getQuota, { subscriberId });
  await eventually(async () => expect(await quota()).toMatchObject({ usedBytes: GB + 5 * MB, heldBytes: 0 }));
  expect(await anomaly()).toMatchObject({ state: 'accepted' });
});

it('charges again after a witness was blind too long, and says so in a metric and the books', async () => {
  const subscriberId = newId();
  const router = new Counters(nats);
  router.carriedBytes = 0;
  await router.read();
  const phone = router.phone(subscriberId);
  await router.read();
  const readBlind = async () => {
    router.move(phone, 100 * MB);
    router.carriedBytes = 0;
    await router.read();
  };
  for (let count = 0; count < CONTRADICTIONS_MOST; count += 1) await readBlind();
  const quota = () => messenger.request(method.getQuota, { subscriberId });
  const heldBytes = CONTRADICTIONS_MOST * 100 * MB;
  await eventually(async () => expect(await quota()).toMatchObject({ usedBytes: 0, heldBytes }));
  const isDoubted = async () =>
    (await register.getSingleMetricAsString('saring_meter_witness_doubted')).includes(router.routerId);
  expect(await isDoubted()).toBe(true);
  await readBlind();
  await eventually(async () => expect(await quota()).toMatchObject({ usedBytes: 100 * MB, heldBytes }));
  expect(await totalOf(router.routerId)).toMatchObject({ carriedBytes: 0, unwitnessedBytes: 100 * MB });
  router.move(phone, 50 * MB);
  await router.read();
  await eventually(async () => expect(await isDoubted()).toBe(false));
});

it('shows a loss that old totals of rows seen again do not explain', async () => {
  const router = new Counters(nats);
  router.carriedBytes = 0;
  await router.read();
  const phone = router.phone(newId());
  await router.read();
  router.move(phone, 800 * MB);
  await router.read(60);
  // The row's uptime begins again: its old total is unclaimed, and was not carried now.
  router.rows.get(phone)!.born = router.uptime + 20;
  router.move(phone, 5 * MB);
  await router.read();
  // Something passes the meter by.
  router.carriedBytes += 400 * MB;
  await router.read();
  await eventually(async () =>
    expect(await totalOf(router.routerId)).toMatchObject({
      ...{ carriedBytes: 1_205 * MB, chargedBytes: 805 * MB },
      ...{ unclaimedBytes: 0, unexplainedBytes: 400 * MB },
    }),
  );
});

it('names the routers of which more than 2 % of an hour differ, either way', async () => {
  const { pool } = ledger;
  const hour = '2026-11-01T10:00:00.000Z';
  const add = (routerId: string, carried: number, charged: number) =>
    pool.query('insert into router_hours values ($1, $2, $3, $4, 0, 0, 0, 0, 0, 0)', [
      routerId,
      hour,
      carried,
      charged,
    ]);
  const [leaky, tight, small, greedy, blind] = [newId(), newId(), newId(), newId(), newId()];
  await add(leaky, 10 * GB, 9 * GB);
  await add(tight, 10 * GB, 10 * GB - 100 * MB);
  await add(small, 10 * MB, 5 * MB);
  await add(greedy, 10 * GB, 16 * GB);
  await add(blind, 0, 20 * MB);
  const alarming = await new RouterBookQueries(pool).alarming(new Date('2026-11-01T11:20:00.000Z'));
  expect(alarming).toEqual([
    { routerId: greedy, share: -0.375 },
    { routerId: leaky, share: 0.1 },
    { routerId: blind, share: -1 },
  ]);
  const books = await new RouterBookQueries(pool).lastHour(new Date('2026-11-01T11:20:00.000Z'));
  expect(books).toMatchObject({
    carried: 30 * GB + 10 * MB,
    unexplained: GB + 105 * MB,
    overcharged: 6 * GB + 20 * MB,
  });
});

it('counts accounts by status and what waits, and sums the books by day', async () => {
  const now = Date.now();
  const DAY = 24 * HOUR_MILLISECONDS;
  const [since, endingUntil] = [new Date(now - DAY).toISOString(), new Date(now + 7 * DAY).toISOString()];
  const subscriberId = newId();
  const figures = () => messenger.request(method.getFigures, { since, endingUntil });
  const before = await figures();
  await messenger.request(method.grantQuota, {
    ...{ commandId: newId(), subscriberId, bytes: GB, lastsSeconds: 86_400, source: 'operator' },
    ...{ reason: 'uji', actor: 'operator:1' },
  });
  const accountsOf = ({ statuses }: Awaited<ReturnType<typeof figures>>) =>
    statuses.reduce((sum, { accounts }) => sum + accounts, 0);
  await eventually(async () => {
    const after = await figures();
    expect(after.ending).toBe(before.ending + 1);
    expect(accountsOf(after)).toBe(accountsOf(before) + 1);
  });
  const router = new Counters(nats);
  const phone = router.phone(subscriberId);
  await router.read();
  router.move(phone, 5 * MB);
  await router.read();
  const report = () =>
    messenger.request(method.getUsageReport, {
      ...{ fromDate: since.slice(0, 10), toDate: endingUntil.slice(0, 10), timeZone: 'Asia/Jakarta' },
      routerIds: [router.routerId],
    });
  await eventually(async () => {
    const { total, periods } = await report();
    const books = await totalOf(router.routerId);
    expect(total?.chargedBytes).toBe(books?.chargedBytes);
    expect(total?.chargedBytes).toBeGreaterThan(0);
    expect(periods.reduce((sum, { chargedBytes }) => sum + chargedBytes, 0)).toBe(total?.chargedBytes);
  });
  await expect(messenger.request(method.getFigures, { since: 'x', endingUntil })).rejects.toMatchObject({
    code: 'REQUEST.MALFORMED',
  });
});
