// Notices of a gateway: stored before they are answered, whatever else is down.
import 'reflect-metadata';
import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import { WebhookReceivedSchema, webhookSubject, WEBHOOKS_STREAM } from '@saring/contracts';
import { connectNats } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { startFaultProxy, startTestStack, type TestStack } from '@saring/testing';
import type { INestApplication } from '@nestjs/common';
import type { NatsConnection } from 'nats';
import { edge } from '..';

let stack: TestStack;
let nats: NatsConnection;
let service: RunningService;
let proxy: Awaited<ReturnType<typeof startFaultProxy>>;
let base: string;

beforeAll(async () => {
  stack = await startTestStack();
  const url = new URL(stack.natsUrl);
  proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) });
  nats = await connectNats(`nats://127.0.0.1:${proxy.port}`, 'spec');
  // Neither payment nor PostgreSQL is there: edge alone takes notices.
  const env = {
    ...stack.env,
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    PORT: '0',
    PORTAL_DIST: '/none',
  };
  service = await startService(edge, { env, nats, logger: createLogger('silent') });
  const { port } = (service.app as INestApplication).getHttpServer().address() as { port: number };
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await service.stop();
  await nats.close();
  await proxy.close();
  await stack.close();
});

const notify = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${base}/webhooks/midtrans`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
const stored = async () => {
  const manager = await nats.jetstreamManager();
  return (await manager.streams.info(WEBHOOKS_STREAM)).state.messages;
};

it('stores a notice as it came, to the byte, and then answers', async () => {
  const body = '{ "order_id":"SRG-1",\n "gross_amount":"10000.00" }';
  const answer = await notify(body, { origin: 'https://elsewhere.example', cookie: 'saring_access=x' });
  expect(answer.status).toBe(200);
  const manager = await nats.jetstreamManager();
  const message = await manager.streams.getMessage(WEBHOOKS_STREAM, {
    last_by_subj: webhookSubject('midtrans'),
  });
  const notice = fromJson(WebhookReceivedSchema, message.json<JsonValue>());
  expect(Buffer.from(notice.body).toString()).toBe(body);
  expect(notice).toMatchObject({ gateway: 'midtrans', contentType: 'application/json' });
});

it('stores the same notice once, a thousand times over', async () => {
  const before = await stored();
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => notify('{"order_id":"SRG-2"}')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
  expect(await stored()).toBe(before + 1);
});

it('takes 64 KB and no more, and nothing that is no notice', async () => {
  const padded = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
  expect((await notify(padded(65_536))).status).toBe(200);
  expect((await notify(padded(65_537))).status).toBe(413);
  expect((await notify('{broken')).status).toBe(400);
  expect((await fetch(`${base}/webhooks/midtrans`, { method: 'POST' })).status).toBe(400);
  expect((await fetch(`${base}/webhooks/midtrans`)).status).toBe(405);
});

it('21: takes a notice with a slash behind its address: a vendor gives up on a 404', async () => {
  const before = await stored();
  const answer = await fetch(`${base}/webhooks/midtrans/`, {
    method: 'POST',
    body: '{"order_id":"SRG-slash"}',
    headers: { 'content-type': 'application/json' },
  });
  expect([answer.status, await stored()]).toEqual([200, before + 1]);
});

describe('a callback to a plugin', () => {
  const call = (plugin: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${base}/webhooks/plugins/${plugin}`, { method: 'POST', body, headers });
  it('is stored with its headers and without cookies, also while payment is away', async () => {
    const answer = await call('duitku', 'amount=1&signature=x', {
      'content-type': 'application/x-www-form-urlencoded',
      'x-callback-signature': 'abc',
      cookie: 'saring_access=x',
    });
    expect([answer.status, await answer.text()]).toEqual([200, 'OK']);
    const manager = await nats.jetstreamManager();
    const message = await manager.streams.getMessage(WEBHOOKS_STREAM, {
      last_by_subj: webhookSubject('plugin'),
    });
    const notice = fromJson(WebhookReceivedSchema, message.json<JsonValue>());
    expect(Buffer.from(notice.body).toString()).toBe('amount=1&signature=x');
    expect(notice).toMatchObject({ gateway: 'plugin', plugin: 'duitku' });
    expect(notice.headers).toMatchObject({ 'x-callback-signature': 'abc' });
    expect(notice.headers['cookie']).toBeUndefined();
  });
  it('is another one with another proof: a forged one hides no true one', async () => {
    const json = { 'content-type': 'application/json' };
    const before = await stored();
    for (const signature of ['forged', 'true', 'true'])
      await call('tripay', '{"reference":"T1"}', { ...json, 'x-callback-signature': signature });
    expect(await stored()).toBe(before + 2);
  });
  it('of no plugin’s name is not found, and not stored', async () => {
    const before = await stored();
    for (const name of ['UPPER', 'a', 'x'.repeat(40), '..%2fx', 'a%00b']) {
      const { status } = await call(name, '{}', { 'content-type': 'application/json' });
      expect([400, 404]).toContain(status);
    }
    expect(await stored()).toBe(before);
  });
});

it('answers 503 while it cannot be stored, so that it is sent again', async () => {
  proxy.down();
  const refused = await notify('{"order_id":"SRG-3"}');
  expect(refused.status).toBe(503);
  proxy.restore();
});
