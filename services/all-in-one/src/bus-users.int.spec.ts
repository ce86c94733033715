// The rights of a captured service on the bus, against a real nats-server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUS_USERS, busAuthorization, passwordVariable } from '@saring/local';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { connectNats, ensureStreams } from '@saring/messaging';

const ROOT = join(__dirname, '../../..');
let stack: TestStack;
const open: NatsConnection[] = [];
const connect = async (user: string): Promise<NatsConnection> => {
  const nats = await connectNats(stack.busUrl(user), user);
  open.push(nats);
  return nats;
};

beforeAll(async () => {
  stack = await startTestStack({ busUsers: true });
  const nats = await connectNats(stack.natsUrl, 'spec');
  open.push(nats);
  await ensureStreams(await nats.jetstreamManager());
});
afterAll(async () => {
  await Promise.all(open.map((nats) => nats.close()));
  await stack.close();
});

const isStored = async (nats: NatsConnection, subject: string): Promise<boolean> => {
  try {
    await nats.jetstream({ timeout: 500 }).publish(subject, '{}');
    return true;
  } catch {
    return false;
  }
};

it.each([
  ['billing', 'fact.billing.OrderStateChanged', true],
  ['billing', 'fact.quota_ledger.AccessStatusChanged', false],
  ['edge', 'fact.auth_otp.SubscriberTermsChanged', false],
  ['router-gateway', 'obs.1.router', true],
  ['quota-ledger', 'obs.1.router', false],
  ['edge', 'hook.midtrans', true],
  ['payment', 'hook.midtrans', false],
])('%s stores %s: %s', async (user, subject, may) => {
  expect(await isStored(await connect(user), subject)).toBe(may);
});

it('lets no one overhear readings, facts or the replies to others', async () => {
  const heard: string[] = [];
  const thief = await connect('notification');
  for (const subject of ['>', 'obs.>', 'fact.>', '_INBOX_edge.>', 'saring.auth_otp.v1.>'])
    thief.subscribe(subject, { callback: (_error, message) => void heard.push(message?.subject ?? '') });
  await thief.flush();
  const gateway = await connect('router-gateway');
  const edge = await connect('edge');
  await isStored(gateway, 'obs.2.router');
  edge.subscribe('saring.edge.v1.Echo', { callback: (_error, message) => void message.respond('secret') });
  await edge.flush();
  expect((await gateway.request('saring.edge.v1.Echo')).string()).toBe('secret');
  // By the time that this arrives, every message that the thief may hear has arrived.
  thief.publish('saring.notification.v1.Own');
  await eventually(() => heard.includes('saring.notification.v1.Own'));
  expect(heard.filter((subject) => /^(obs|fact|_INBOX_edge|saring\.(edge|auth))/.test(subject))).toEqual([]);
});

it('lets no one empty or delete a stream', async () => {
  const manager = await (await connect('edge')).jetstreamManager({ timeout: 500 });
  await expect(manager.streams.purge('FACTS')).rejects.toThrow();
  await expect(manager.streams.delete('FACTS')).rejects.toThrow();
});

it.each([
  ['payment', true],
  ['notification', true],
  ['edge', false],
  ['billing', false],
])('%s makes room among webhooks: %s, and removes nothing else', async (user, may) => {
  const [edge, manager] = [
    await connect('edge'),
    await (await connect(user)).jetstreamManager({ timeout: 500 }),
  ];
  const { seq } = await edge.jetstream().publish('hook.midtrans', '{}');
  const removed = manager.streams.deleteMessage('WEBHOOKS', seq, false);
  if (may) expect(await removed).toBe(true);
  else await expect(removed).rejects.toThrow();
  const fact = await (await connect('billing')).jetstream().publish('fact.billing.OrderStateChanged', '{}');
  await expect(manager.streams.deleteMessage('FACTS', fact.seq, false)).rejects.toThrow();
});

it('is what the configurations for clusters say', () => {
  const expected = busAuthorization((user) =>
    user === 'saring' ? '$NATS_PASSWORD' : `$${passwordVariable(user)}`,
  );
  for (const file of [
    'infra/nats/nats-server.conf',
    'k8s/overlays/demo/nats-server.conf',
    'k8s/overlays/production/nats-server.conf',
  ])
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(expected);
  const compose = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  for (const user of BUS_USERS) expect(compose).toContain(`nats://${user}:\${${passwordVariable(user)}`);
});
