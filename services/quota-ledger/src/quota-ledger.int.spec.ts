import 'reflect-metadata';
import {
  AccessStatusChangedSchema,
  OrderStateChangedSchema,
  observationSubject,
  QuotaLedger,
  type Quota,
  type Statement,
} from '@saring/contracts';
import { GB, localDate, MB, newId } from '@saring/kernel';
import { consumeFacts, Messenger, onFact, publishFact, type Consumption } from '@saring/messaging';
import { eventually } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { openUsageOf, readAccounts } from './balances/account-row';
import { Counters } from './testing/counters';
import { LedgerStack, specLogger } from './testing/ledger-stack';

const { method } = QuotaLedger;
let ledger: LedgerStack;
let nats: NatsConnection;
let messenger: Messenger;
let facts: Consumption;
const statuses: { subscriberId: string; status: string; version: number }[] = [];

beforeAll(async () => {
  ledger = await LedgerStack.start();
  ({ nats, messenger } = ledger);
  facts = consumeFacts(nats, {
    from: 'quota_ledger',
    durable: 'spec',
    onError: (error) => specLogger.error(error),
    handlers: [onFact(AccessStatusChangedSchema, async (fact) => void statuses.push(fact))],
  });
});
afterAll(async () => {
  await facts.stop();
  await ledger.close();
});

const subscriber: LedgerStack['subscriber'] = (...of) => ledger.subscriber(...of);
const grant: LedgerStack['grant'] = (...of) => ledger.grant(...of);

const quota = (subscriberId: string): Promise<Quota> => messenger.request(method.getQuota, { subscriberId });
const untilStatus = (subscriberId: string, status: string) =>
  eventually(async () => expect((await quota(subscriberId)).status).toBe(status));
const untilRemaining = (subscriberId: string, remainingBytes: number) =>
  eventually(async () => expect((await quota(subscriberId)).remainingBytes).toBe(remainingBytes));

/** Both the balance and the fact say so: a status that the next step ends before it is recorded leaves no fact. */
const untilPublished = async (subscriberId: string, status: string): Promise<void> => {
  await untilStatus(subscriberId, status);
  await eventually(() =>
    expect(statuses.filter((fact) => fact.subscriberId === subscriberId).at(-1)?.status).toBe(status),
  );
};

it('leads from a grant through usage to fup, exhausted and back, and reports each once', async () => {
  const id = await subscriber();
  await untilPublished(id, 'exhausted');
  await grant(id, 4 * GB, { days: 30 });
  await untilPublished(id, 'active');
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  await router.read();
  router.move(device, 2 * GB);
  await router.read(600);
  await untilPublished(id, 'fup');
  router.move(device, 3 * GB);
  await router.read(600);
  await untilPublished(id, 'exhausted');
  expect(await quota(id)).toMatchObject({
    usedBytes: 5 * GB,
    remainingBytes: 0,
    debtBytes: 1 * GB,
    grantedBytes: 4 * GB,
  });
  await grant(id, 10 * GB);
  await untilPublished(id, 'active');
  expect(await quota(id)).toMatchObject({ remainingBytes: 9 * GB, debtBytes: 0 });
  await eventually(() =>
    expect(statuses.filter((fact) => fact.subscriberId === id).map((fact) => fact.status)).toEqual([
      'exhausted',
      'active',
      'fup',
      'exhausted',
      'active',
    ]),
  );
  const versions = statuses.filter((fact) => fact.subscriberId === id).map((fact) => fact.version);
  expect([...versions].sort((a, b) => a - b)).toEqual(versions);
});

it('takes one grant back and leaves the others', async () => {
  const id = await subscriber();
  const mistake = await grant(id, 0, { unlimited: true, days: 30 });
  await grant(id, 2 * GB);
  await untilStatus(id, 'unlimited');
  const request = { subscriberId: id, grantId: mistake.id, reason: 'keliru', actor: 'operator:1' };
  const foretold = await messenger.request(method.previewRevocation, {
    subscriberId: id,
    grantId: mistake.id,
  });
  expect(foretold).toMatchObject({ leftBytes: 0, usedBytes: 0, autoDebtBytes: 0, remainingBytes: 2 * GB });
  const { revocation } = await messenger.request(method.revokeGrant, { commandId: newId(), ...request });
  expect(revocation).toEqual(foretold);
  await untilStatus(id, 'active');
  expect(await quota(id)).toMatchObject({ remainingBytes: 2 * GB, unlimited: false });
  await expect(
    messenger.request(method.revokeGrant, { commandId: newId(), ...request }),
  ).rejects.toMatchObject({
    code: 'QUOTA.GRANT_UNKNOWN',
  });
});

it('starts the clock of a grant at its first metered use, and records the speed that burns', async () => {
  const id = await subscriber();
  await messenger.request(method.grantQuota, {
    ...{ commandId: newId(), subscriberId: id, source: 'operator', reason: 'uji', actor: 'operator:1' },
    ...{ bytes: GB, lastsSeconds: 7_200, startsAtFirstUse: true },
    ...{ speedDownKilobitsPerSecond: 2_048, speedUpKilobitsPerSecond: 1_024, deviceLimit: 5 },
  });
  await untilStatus(id, 'active');
  expect((await quota(id)).grants[0]).toMatchObject({ lastsSecondsFromFirstUse: 7_200 });
  expect((await quota(id)).grants[0]?.expiresAt).toBeUndefined();
  await eventually(() =>
    expect(statuses.filter((fact) => fact.subscriberId === id).at(-1)).toMatchObject({
      ...{ status: 'active', speedDownKilobitsPerSecond: 2_048, speedUpKilobitsPerSecond: 1_024 },
      deviceLimit: 5,
    }),
  );
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  await router.read();
  router.move(device, MB);
  await router.read(600);
  await eventually(async () => expect((await quota(id)).grants[0]?.expiresAt).toBeDefined());
  const [started] = (await quota(id)).grants;
  const lastsMilliseconds = Date.parse(started?.expiresAt ?? '') - Date.parse(started?.grantedAt ?? '');
  expect(lastsMilliseconds).toBeGreaterThanOrEqual(7_200_000);
});

it('lets who is stopped through for a moment when an order is open, and closes by itself', async () => {
  const id = await subscriber();
  const atCounter = await subscriber();
  await untilStatus(id, 'exhausted');
  await untilStatus(atCounter, 'exhausted');
  const order = (orderId: string, change: object = {}) =>
    publishFact(
      nats,
      OrderStateChangedSchema,
      {
        orderId,
        subscriberId: id,
        version: 1,
        state: 'pending',
        purpose: 'package',
        at: new Date().toISOString(),
        ...change,
      },
      { id: orderId, at: new Date().toISOString(), source: 'billing' },
    );
  const last = () => statuses.filter((fact) => fact.subscriberId === id).at(-1);
  // Whoever pays at the counter needs no bank.
  await order(newId(), { atCounter: true, subscriberId: atCounter });
  await order(newId());
  await eventually(() => expect(last()).toMatchObject({ status: 'exhausted', paymentLane: true }));
  // The fact comes from the event, the quota from its projection: either may be first.
  const lane = { paymentLaneUntil: expect.any(String) as string, paymentLane: { open: true } };
  await eventually(async () => expect(await quota(id)).toMatchObject(lane));
  expect((await quota(atCounter)).paymentLaneUntil).toBeUndefined();
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  await router.read();
  router.move(device, 31 * MB);
  await router.read(60);
  await eventually(() => expect(last()).toMatchObject({ status: 'exhausted', paymentLane: false }));
  await eventually(async () => expect((await quota(id)).autoDebtBytes).toBe(31 * MB));
});

it('shows every grant and usage with the balance after it', async () => {
  const id = await subscriber();
  await grant(id, 1 * GB);
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  router.move(device, 100 * MB);
  await router.read();
  await untilRemaining(id, GB - 100 * MB);
  const { lines } = await messenger.request(method.getStatement, { subscriberId: id, limit: 50 });
  const shown = lines
    .filter((line) => line.cause !== 'status')
    .map(({ cause, amountBytes, balanceAfterBytes }) => [cause, amountBytes, balanceAfterBytes]);
  expect(shown).toEqual([
    ['usage', -100 * MB, GB - 100 * MB],
    ['grant', GB, GB],
  ]);
  expect(lines.find((line) => line.cause === 'usage')).toMatchObject({
    deviceId: device,
    routerId: router.routerId,
  });
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date());
  const { days } = await messenger.request(method.getUsage, {
    subscriberId: id,
    fromDate: today,
    toDate: today,
  });
  expect(days).toMatchObject([{ date: today, deviceId: device, bytesIn: 0, bytesOut: 100 * MB }]);
  // Two zones that never have the same date: each site reads its own day.
  for (const timeZone of ['Etc/GMT+12', 'Pacific/Kiritimati']) {
    const date = localDate(new Date(), timeZone);
    const range = { fromDate: date, toDate: date };
    const own = await messenger.request(method.getUsage, { subscriberId: id, ...range, timeZone });
    expect(own.days).toMatchObject([{ date, bytesOut: 100 * MB }]);
  }
  const hour = (shift: number) => new Date(Date.now() + shift * 3_600_000).toISOString();
  const byHour = (deviceId?: string) =>
    messenger.request(method.getUsageHours, { subscriberId: id, deviceId, from: hour(-3), until: hour(1) });
  expect((await byHour(device)).hours).toMatchObject([{ bytesIn: 0, bytesOut: 100 * MB }]);
  expect([(await byHour()).hours.length, (await byHour(newId())).hours]).toEqual([1, []]);
  await expect(
    messenger.request(method.getUsageHours, { subscriberId: id, from: hour(-200), until: hour(0) }),
  ).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  await expect(
    messenger.request(method.getUsage, { subscriberId: id, fromDate: today, toDate: today, timeZone: 'WIT' }),
  ).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
});

it.each([
  ['Asia/Jakarta', 7],
  ['Asia/Makassar', 8],
  ['Asia/Jayapura', 9],
])('makes a debt due at the end of the last day of the month in %s', async (timeZone, hours) => {
  const id = await subscriber();
  const debt = { bytes: GB, priceRupiah: 1_000, reason: 'uji', actor: 'op', timeZone };
  await messenger.request(method.giveDebt, { commandId: newId(), subscriberId: id, ...debt });
  const due = await eventually(async () => {
    const { items } = await messenger.request(method.listDebts, { subscriberId: id });
    return items[0]?.dueAt ?? false;
  });
  expect(new Date(Date.parse(due) + hours * 3_600_000 + 1).toISOString()).toMatch(/-01T00:00:00.000Z$/);
});

it('pages a statement without losing or repeating a line', async () => {
  const id = await subscriber();
  for (let n = 0; n < 7; n += 1) await grant(id, (n + 1) * MB);
  const seen: string[] = [];
  for (let before: string | undefined; ;) {
    const page = await messenger.request(method.getStatement, { subscriberId: id, limit: 2, before });
    seen.push(
      ...page.lines.filter((line) => line.cause === 'grant').map((line) => String(line.amountBytes / MB)),
    );
    before = page.nextBefore;
    if (!before) break;
  }
  expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1']);
});

it('keeps the statement in the order of events, usage of one hour too', async () => {
  const id = await subscriber();
  await grant(id, GB);
  const router = new Counters(nats);
  await router.read();
  const phones = [router.phone(id), router.phone(id)] as const;
  const used = async (device: string, bytes: number) => {
    const { usedBytes } = await quota(id);
    router.move(device, bytes);
    await router.read();
    await eventually(async () => expect((await quota(id)).usedBytes).toBe(usedBytes + bytes));
  };
  await used(phones[0], 100 * MB);
  await grant(id, 2 * GB);
  await used(phones[0], 10 * MB);
  await used(phones[1], 20 * MB);
  await used(phones[0], 30 * MB);
  const shown = ({ lines }: Statement) =>
    lines
      .filter((line) => line.cause !== 'status')
      .map(({ cause, amountBytes, balanceAfterBytes, deviceId }) => [
        ...[cause, amountBytes / MB, balanceAfterBytes / MB],
        ...(deviceId ? [phones.indexOf(deviceId)] : []),
      ]);
  const whole = await messenger.request(method.getStatement, { subscriberId: id, limit: 50 });
  expect(shown(whole)).toEqual([
    ['usage', -40, 3_072 - 160, 0],
    ['usage', -20, 3_072 - 120, 1],
    ['grant', 2_048, 3_072 - 100],
    ['usage', -100, 1_024 - 100, 0],
    ['grant', 1_024, 1_024],
  ]);
  const paged: unknown[] = [];
  for (let before: string | undefined; ;) {
    const page = await messenger.request(method.getStatement, { subscriberId: id, limit: 1, before });
    paged.push(...shown(page));
    before = page.nextBefore;
    if (!before) break;
  }
  expect(paged).toEqual(shown(whole));
  // As it stood at the moment of any line, it says what it said then.
  for (const line of whole.lines) {
    const then = { subscriberId: id, limit: 1, before: `${line.at}|~` };
    const { lines } = await messenger.request(method.getStatement, then);
    const last = whole.lines.find(({ at }) => at <= line.at);
    expect(lines[0]).toEqual(last);
  }
  const date = localDate(new Date(), 'Asia/Jakarta');
  const { days } = await messenger.request(method.getUsage, {
    subscriberId: id,
    fromDate: date,
    toDate: date,
  });
  expect(days.map(({ bytesOut }) => bytesOut / MB).sort()).toEqual([140, 20]);
});

it('does a command once, and refuses its key with other content', async () => {
  const id = await subscriber();
  const commandId = newId();
  const replies = await Promise.all([
    grant(id, GB, { commandId }),
    grant(id, GB, { commandId }),
    grant(id, GB, { commandId }),
  ]);
  expect(new Set(replies.map((reply) => reply.version)).size).toBe(1);
  expect((await quota(id)).grantedBytes).toBe(GB);
  await expect(grant(id, 2 * GB, { commandId })).rejects.toMatchObject({ code: 'COMMAND.ID_REUSED' });
  expect((await quota(id)).grantedBytes).toBe(GB);
});

it('grants each of many commands at once', async () => {
  const id = await subscriber();
  await Promise.all(Array.from({ length: 6 }, () => grant(id, MB)));
  expect((await quota(id)).grantedBytes).toBe(6 * MB);
});

it('holds what the link could not have carried until an operator decides', async () => {
  const id = await subscriber();
  await grant(id, 20 * GB);
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  await router.read();
  router.move(device, 10 * GB);
  await router.read(60);
  const anomaly = await eventually(async () => {
    const { items } = await messenger.request(method.listAnomalies, { state: 'open' });
    return items.find((item) => item.subscriberId === id) ?? false;
  });
  expect(await quota(id)).toMatchObject({ heldBytes: 10 * GB, usedBytes: 0, remainingBytes: 20 * GB });
  await messenger.request(method.decideAnomaly, {
    commandId: newId(),
    anomalyId: anomaly.anomalyId,
    accept: true,
    reason: 'benar',
    actor: 'o',
  });
  expect(await quota(id)).toMatchObject({ heldBytes: 0, usedBytes: 10 * GB, remainingBytes: 10 * GB });
  const again = messenger.request(method.decideAnomaly, {
    commandId: newId(),
    anomalyId: anomaly.anomalyId,
    accept: true,
    reason: '-',
    actor: 'o',
  });
  await expect(again).rejects.toMatchObject({ code: 'QUOTA.ANOMALY_UNKNOWN' });
});

it('sets an unreadable observation aside and meters the next', async () => {
  const id = await subscriber();
  await grant(id, GB);
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  for (const bad of [
    '',
    '{',
    '{"routerId":5}',
    '[1]',
    'null',
    JSON.stringify({ routerId: router.routerId, kind: 'poll' }),
  ])
    await nats.jetstream().publish(observationSubject(router.routerId), bad);
  router.move(device, MB);
  await router.read();
  await untilRemaining(id, GB - MB);
  const dead = await (await nats.jetstreamManager()).streams.info('DEAD');
  expect(dead.state.messages).toBeGreaterThanOrEqual(6);
});

it('goes on after a restart where it stood, and charges nothing twice', async () => {
  const id = await subscriber();
  await grant(id, GB);
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  router.move(device, 10 * MB);
  await router.read();
  await untilRemaining(id, GB - 10 * MB);
  await ledger.stopLedger();
  router.move(device, 5 * MB);
  await router.read();
  // As after a crash before the place was noted: every message of the router comes again.
  await ledger.startLedger();
  await ledger.pool.query('update meter_positions set sequence = 0');
  await ledger.stopLedger();
  await ledger.startLedger();
  await untilRemaining(id, GB - 15 * MB);
  router.move(device, 1 * MB);
  await router.read();
  await untilRemaining(id, GB - 16 * MB);
});

it('waits while NATS is away and goes on', async () => {
  const id = await subscriber();
  await grant(id, GB);
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  await router.read();
  await ledger.stack.stopNats();
  await ledger.stack.startNats();
  router.move(device, 3 * MB);
  await eventually(() => router.read());
  await eventually(async () => expect((await quota(id)).usedBytes).toBe(3 * MB));
});

it('builds its read models again from zero, with the same result', async () => {
  const pool = ledger.pool;
  const dump = async () => {
    const tables = [
      ...['quota_accounts', 'statement_lines', 'anomalies', 'handled_commands', 'usage_hours'],
      ...['router_hours', 'purchases'],
    ];
    // The block of an account's usage depends on restarts; its content does not.
    const rows = await Promise.all(
      tables.map((table) =>
        pool.query(`select to_jsonb(t) - 'block' - 'slot' as row from ${table} t order by 1`),
      ),
    );
    const accounts = (await readAccounts(pool, 'true', [])).map((entry) => ({
      ...entry,
      openUsage: openUsageOf(entry),
    }));
    return {
      accounts,
      ...Object.fromEntries(tables.map((table, index) => [table, rows[index]?.rows])),
    };
  };
  const before = await dump();
  const reply = await messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000);
  expect(reply.events).toBeGreaterThan(20);
  expect(await dump()).toEqual(before);
  const id = await subscriber();
  await grant(id, GB);
  expect((await quota(id)).grantedBytes).toBe(GB);
  await expect(messenger.request(method.rebuildReadModel, { name: 'nonsense' })).rejects.toMatchObject({
    code: 'QUOTA.READ_MODEL_UNKNOWN',
  });
});
