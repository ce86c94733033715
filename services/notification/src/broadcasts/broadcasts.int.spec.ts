// broadcasts.int.spec.ts — a message to many reaches each of them once, at its pace, through pauses, stops and crashes.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import {
  AuthOtp,
  Notification,
  QuotaLedger,
  RouterGateway,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { Answers, createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';

const method = Notification.method;

type Person = { subscriberId: string; phone: string; name: string; site: string; locale: string };
const world = {
  people: [] as Person[],
  statuses: new Map<string, string>(),
  overdue: [] as string[],
  holders: new Map<string, string[]>(),
  seenAt: new Map<string, string[]>(),
  isAway: false,
  /** How often the ledger was asked. */
  asked: 0,
};
const inOrder = (ids: readonly string[], after: string, limit: number) =>
  [...ids]
    .sort()
    .filter((id) => id > after)
    .slice(0, limit);

@Controller()
class People {
  @Answers(AuthOtp.method.findSubscriberIds)
  async find({
    site,
    query,
    afterId,
    limit,
  }: RequestOf<typeof AuthOtp.method.findSubscriberIds>): Promise<
    ReplyOf<typeof AuthOtp.method.findSubscriberIds>
  > {
    if (world.isAway) throw new Error('auth-otp fails');
    const found = world.people.filter(
      (one) => (site === '' || one.site === site) && (query === '' || one.name.includes(query)),
    );
    return {
      subscriberIds: inOrder(
        found.map(({ subscriberId }) => subscriberId),
        afterId,
        limit,
      ),
    };
  }
  @Answers(AuthOtp.method.findPhoneHolders)
  async holders({
    phones,
  }: RequestOf<typeof AuthOtp.method.findPhoneHolders>): Promise<
    ReplyOf<typeof AuthOtp.method.findPhoneHolders>
  > {
    if (world.isAway) throw new Error('auth-otp fails');
    return { items: world.people.filter(({ phone }) => phones.includes(phone)) };
  }
  @Answers(AuthOtp.method.describeSubscribers)
  async describe({
    subscriberIds,
  }: RequestOf<typeof AuthOtp.method.describeSubscribers>): Promise<
    ReplyOf<typeof AuthOtp.method.describeSubscribers>
  > {
    if (world.isAway) throw new Error('auth-otp fails');
    return { items: world.people.filter(({ subscriberId }) => subscriberIds.includes(subscriberId)) };
  }
}
@Controller()
class Ledger {
  @Answers(QuotaLedger.method.listAccess)
  async access({
    afterSubscriberId,
    limit,
  }: RequestOf<typeof QuotaLedger.method.listAccess>): Promise<
    ReplyOf<typeof QuotaLedger.method.listAccess>
  > {
    world.asked += 1;
    const ids = inOrder([...world.statuses.keys()], afterSubscriberId, Math.min(limit, 3));
    return {
      items: ids.map((subscriberId) => ({ subscriberId, status: world.statuses.get(subscriberId) ?? '' })),
    };
  }
  @Answers(QuotaLedger.method.listPackageHolders)
  async holders({
    packageId,
    afterSubscriberId,
    limit,
  }: RequestOf<typeof QuotaLedger.method.listPackageHolders>): Promise<
    ReplyOf<typeof QuotaLedger.method.listPackageHolders>
  > {
    return { subscriberIds: inOrder(world.holders.get(packageId) ?? [], afterSubscriberId, limit) };
  }
  @Answers(QuotaLedger.method.searchDebts)
  async debts(): Promise<ReplyOf<typeof QuotaLedger.method.searchDebts>> {
    return { items: world.overdue.map((subscriberId) => ({ subscriberId, debtId: newId() })) };
  }
}
@Controller()
class Router {
  @Answers(RouterGateway.method.listSubscribersAt)
  async at({
    routerId,
  }: RequestOf<typeof RouterGateway.method.listSubscribersAt>): Promise<
    ReplyOf<typeof RouterGateway.method.listSubscribersAt>
  > {
    return { subscriberIds: world.seenAt.get(routerId) ?? [] };
  }
}
@Module({ controllers: [Router] })
class RouterModule {}
@Module({ controllers: [People] })
class PeopleModule {}
@Module({ controllers: [Ledger] })
class LedgerModule {}

let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let whatsapp: WhatsAppSimulator;
let service: RunningService;
const others: RunningService[] = [];
const logger = createLogger('silent');

const start = async () => {
  const env = {
    ...stack.env,
    ...{ FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`, FONNTE_TOKEN: whatsapp.token },
    ...{ PUBLIC_URL: 'https://wifi.test', MESSAGES_PER_MINUTE: '100000' },
  };
  service = await startService(notification, { env, nats, logger });
};
beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  whatsapp = await startWhatsAppSimulator();
  for (const [name, module] of [
    ['auth-otp', PeopleModule],
    ['quota-ledger', LedgerModule],
    ['router-gateway', RouterModule],
  ] as const)
    others.push(await startService({ name, module }, { env: stack.env, nats, logger }));
  await start();
});
afterAll(async () => {
  await service.stop();
  for (const other of others) await other.stop();
  await whatsapp.close();
  await nats.close();
  await stack.close();
});

let phones = 40_000_000;
const people = (count: number, change: Partial<Person> = {}): Person[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ subscriberId: idFrom('person', String((phones += 1))), phone: `+62813${phones}` },
    ...{ name: `Orang ${index}`, site: 'rw05', locale: 'id', ...change },
  }));
beforeEach(() => {
  Object.assign(world, { people: people(8), statuses: new Map(), overdue: [], isAway: false, asked: 0 });
  Object.assign(world, { holders: new Map(), seenAt: new Map() });
});
const refusal = (code: string) => expect.objectContaining({ code });
const create = (change: object = {}) =>
  ask.request(method.createBroadcast, {
    ...{ commandId: newId(), actor: 'operator:ani', textIndonesian: 'Halo {name},\nbesok perbaikan.' },
    ...{ perMinute: 600, filter: {}, ...change },
  });
const look = (broadcastId: string) => ask.request(method.getBroadcast, { broadcastId });
const steer = (broadcastId: string, step: string) =>
  ask.request(method.steerBroadcast, { broadcastId, actor: 'operator:ani', step });
const until = (broadcastId: string, state: string) =>
  eventually(async () => {
    const broadcast = await look(broadcastId);
    expect(broadcast.state).toBe(state);
    return broadcast;
  });
const ready = async (change: object = {}) =>
  (await until((await create(change)).broadcastId, 'ready')).broadcastId;
const inboxOf = ({ phone }: Person) => whatsapp.inbox.list(phone.slice(1)).map(({ message }) => message);

it('reaches everyone once, in their language and by name, and only once it is started', async () => {
  const [first, second] = world.people;
  if (!first || !second) throw new Error('nobody is there');
  Object.assign(second, { locale: 'en', name: '' });
  const broadcastId = await ready({ textEnglish: 'Hello {name},\nrepairs tomorrow.' });
  expect(await look(broadcastId)).toMatchObject({ recipients: 8, waiting: 8, handed: 0 });
  expect(inboxOf(first)).toEqual([]);
  const { examples } = await look(broadcastId);
  expect(examples).toHaveLength(3);
  expect(examples.find(({ phone }) => phone === first.phone) ?? examples[0]).toMatchObject({
    text: expect.stringMatching(/^Halo Orang \d,\nbesok perbaikan\.$|^repairs tomorrow\.$/),
  });
  await steer(broadcastId, 'start');
  expect(await until(broadcastId, 'done')).toMatchObject({ handed: 8, waiting: 0, leftOut: 0 });
  await eventually(async () => expect((await look(broadcastId)).sent).toBe(8));
  expect(inboxOf(first)).toEqual(['Halo Orang 0,\nbesok perbaikan.\nHalaman WiFi: https://wifi.test']);
  expect(inboxOf(second)).toEqual(['repairs tomorrow.\nWiFi page: https://wifi.test']);
  for (const person of world.people) expect(inboxOf(person)).toHaveLength(1);
});

it('is for those whom every part of the filter names, asked page by page', async () => {
  const [a, b, c, d, ...rest] = world.people.map(({ subscriberId }) => subscriberId);
  if (!a || !b || !c || !d) throw new Error('nobody is there');
  world.people.push(...people(2, { site: 'rw06' }));
  for (const id of [a, b, c]) world.statuses.set(id, 'exhausted');
  for (const id of [d, ...rest]) world.statuses.set(id, 'active');
  world.overdue = [b, c, d];
  const counted = async (filter: object) => (await look(await ready({ filter }))).recipients;
  expect(await counted({})).toBe(10);
  expect(await counted({ site: 'rw06' })).toBe(2);
  expect(await counted({ query: 'Orang 7' })).toBe(1);
  expect(await counted({ statuses: ['exhausted'] })).toBe(3);
  expect(world.asked).toBeGreaterThan(2);
  expect(await counted({ overdue: true })).toBe(3);
  expect(await counted({ statuses: ['exhausted'], overdue: true })).toBe(2);
});

it('is for who holds a package, and for whose device a router saw', async () => {
  const [a, b, c] = world.people.map(({ subscriberId }) => subscriberId);
  if (!a || !b || !c) throw new Error('nobody is there');
  const [packageId, routerId] = [newId(), newId()];
  // Who is not approved holds it, too: the first stage leaves them out.
  world.holders.set(packageId, [a, b, newId()]);
  world.seenAt.set(routerId, [b, c]);
  const found = async (filter: object) => look(await ready({ filter }));
  expect(await found({ packageId })).toMatchObject({ recipients: 2, filter: { packageId } });
  expect((await found({ routerId })).recipients).toBe(2);
  expect((await found({ packageId, routerId })).recipients).toBe(1);
  expect((await found({ packageId: newId() })).recipients).toBe(0);
  await expect(create({ filter: { packageId: 'hemat' } })).rejects.toEqual(
    refusal('BILLING.PACKAGE_UNKNOWN'),
  );
});

it('waits for a service that gives no answer', async () => {
  world.isAway = true;
  const { broadcastId } = await create();
  expect((await look(broadcastId)).state).toBe('resolving');
  world.isAway = false;
  expect((await until(broadcastId, 'ready')).recipients).toBe(8);
});

it('counts who does not want it as left out before it is started, and shows none of them as an example', async () => {
  const [first] = (world.people = people(1));
  if (!first) throw new Error('nobody is there');
  const say = (out: boolean) =>
    ask.request(method.setBroadcastOptOut, { actor: 'operator:ani', toPhone: first.phone, out });
  await say(true);
  expect(await look(await ready())).toMatchObject({ recipients: 1, waiting: 0, leftOut: 1, examples: [] });
  await say(false);
  expect(await look(await ready())).toMatchObject({ recipients: 1, waiting: 1, leftOut: 0 });
});

it('leaves out who does not want it, and who has no number now', async () => {
  const [first, second] = world.people;
  if (!first || !second) throw new Error('nobody is there');
  const broadcastId = await ready();
  await ask.request(method.setBroadcastOptOut, { actor: 'operator:ani', toPhone: first.phone, out: true });
  const phone = second.phone;
  second.phone = '';
  await steer(broadcastId, 'start');
  expect(await until(broadcastId, 'done')).toMatchObject({ handed: 6, leftOut: 2 });
  second.phone = phone;
  for (const one of [first, second]) expect(inboxOf(one)).toEqual([]);
  await ask.request(method.setBroadcastOptOut, { actor: 'operator:ani', toPhone: first.phone, out: false });
  const again = await ready();
  await steer(again, 'start');
  expect(await until(again, 'done')).toMatchObject({ handed: 8, leftOut: 0 });
});

it('hands over nobody while it is paused or before its time, and goes on where it was', async () => {
  const later = await ready({ startsAt: '2099-01-01T00:00:00.000Z' });
  await steer(later, 'start');
  const broadcastId = await ready({ perMinute: 1 });
  await steer(broadcastId, 'start');
  await eventually(async () => expect((await look(broadcastId)).handed).toBe(1));
  const paused = await steer(broadcastId, 'pause');
  expect(paused).toMatchObject({ state: 'paused', handed: 1, waiting: 7 });
  const pool = service.app.get<Pool>(PG_POOL);
  const speed = () =>
    pool.query('update broadcasts set per_minute = 600, next_at = now() where id = $1', [broadcastId]);
  await speed();
  // Another one is served meanwhile: the loop has looked.
  const other = await ready();
  await steer(other, 'start');
  await until(other, 'done');
  expect(await look(broadcastId)).toMatchObject({ state: 'paused', handed: paused.handed });
  await steer(broadcastId, 'resume');
  expect(await until(broadcastId, 'done')).toMatchObject({ handed: 8 });
  expect(await look(later)).toMatchObject({ state: 'running', handed: 0, waiting: 8 });
  const stopped = await ask.request(method.steerBroadcast, {
    ...{ broadcastId: later, actor: 'operator:1', step: 'stop', reason: ' Tanggalnya salah ' },
  });
  expect(stopped).toMatchObject({ state: 'stopped', stopReason: 'Tanggalnya salah' });
  // Stopped again without a reason: the first one stays.
  await steer(later, 'stop');
  expect(await look(later)).toMatchObject({ stopReason: 'Tanggalnya salah' });
  await expect(steer(later, 'resume')).rejects.toEqual(refusal('NOTIFICATION.BROADCAST_STATE'));
});

it('reaches each once through crashes in the middle of finding and of sending', async () => {
  world.people = people(1_205);
  const { broadcastId } = await create();
  await service.stop();
  await start();
  expect((await until(broadcastId, 'ready')).recipients).toBe(1_205);
  const pool = service.app.get<Pool>(PG_POOL);
  // What is sent last is few, so that the spec ends soon.
  await pool.query(
    `delete from broadcast_recipients where broadcast_id = $1 and subscriber_id in
       (select subscriber_id from broadcast_recipients where broadcast_id = $1 order by subscriber_id offset 35)`,
    [broadcastId],
  );
  await steer(broadcastId, 'start');
  for (const handed of [5, 15]) {
    await eventually(async () => expect((await look(broadcastId)).handed).toBeGreaterThan(handed));
    await service.stop();
    await start();
  }
  await until(broadcastId, 'done');
  const { rows } = await service.app.get<Pool>(PG_POOL).query<{ messages: number; people: number }>(
    `select count(*)::int as messages, count(distinct to_phone)::int as people from messages
     where command_id like $1`,
    [`broadcast-${broadcastId}-%`],
  );
  expect(rows).toEqual([{ messages: 35, people: 35 }]);
});

it('puts no more into the outbox than receipts may wait behind, nor while no channel works', async () => {
  world.people = people(60);
  const broadcastId = await ready();
  whatsapp.faults.set({ kind: 'token invalid' });
  await steer(broadcastId, 'start');
  await eventually(async () => expect((await look(broadcastId)).handed).toBeGreaterThanOrEqual(20));
  const held = await look(broadcastId);
  expect(held.handed).toBeLessThanOrEqual(30);
  whatsapp.faults.set(undefined);
  const test = { commandId: newId(), actor: 'operator:ani', toPhone: '+6281399990000', locale: 'id' };
  await ask.request(method.sendTestMessage, test);
  expect(await until(broadcastId, 'done')).toMatchObject({ handed: 60, leftOut: 0 });
  await eventually(async () => expect((await look(broadcastId)).sent).toBe(60));
});

it('is made once under one id, and refuses texts that cannot be sent', async () => {
  const commandId = newId();
  const { broadcastId } = await create({ commandId });
  expect((await create({ commandId })).broadcastId).toBe(broadcastId);
  await expect(create({ commandId, perMinute: 5 })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  await expect(create({ textIndonesian: 'Halo {nama}' })).rejects.toEqual(
    refusal('NOTIFICATION.TEXT_PLACE_UNKNOWN'),
  );
  await expect(create({ textIndonesian: '' })).rejects.toEqual(refusal('NOTIFICATION.TEXT_EMPTY'));
  await expect(look(newId())).rejects.toEqual(refusal('NOTIFICATION.BROADCAST_UNKNOWN'));
  const { items } = await ask.request(method.listBroadcasts, { limit: 2 });
  expect(items[0]?.broadcastId).toBe(broadcastId);
});
