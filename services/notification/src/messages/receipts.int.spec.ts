// receipts.int.spec.ts — receipts of the Cloud API, from its signed webhooks to the outbox: late, doubled and in any order they
// tell the same, and settle what was unknown.
import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Notification } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import fc from 'fast-check';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { register } from 'prom-client';
import { startCloudSimulator, type CloudSimulator } from '../../../../infra/simulators/whatsapp/src';
import { parseCloudWebhook, verificationAnswer, type CloudStatus } from '../channels/cloud-webhook';
import { isSignedBody } from '../channels/webhook-proof';
import { notification } from '..';
import { takeCloudStatus } from './receipts';

const { method } = Notification;
const RUNS = 40;
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let cloud: CloudSimulator;
let service: RunningService;
let pool: Pool;
let callback: Server;
/** What the webhook took, in the order it came. */
const told: CloudStatus[] = [];

const startCallback = async (): Promise<number> => {
  callback = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const query = Object.fromEntries(new URL(`http://x${request.url}`).searchParams);
      if (request.method === 'GET') return void response.end(verificationAnswer(query, 'rahasia') ?? 'no');
      const body = Buffer.concat(chunks);
      const header = String(request.headers['x-hub-signature-256']);
      if (!isSignedBody(body, header, cloud.options.appSecret)) return void response.writeHead(401).end();
      for (const said of parseCloudWebhook(body, cloud.options.phoneNumberId))
        if (said.kind === 'status') told.push(said);
      response.end();
    });
  });
  await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve));
  return (callback.address() as AddressInfo).port;
};

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  cloud = await startCloudSimulator();
  cloud.addTemplate({ name: 'saring_otp', language: 'id', category: 'authentication', bodyParameters: 1 });
  cloud.webhooks.url = `http://127.0.0.1:${await startCallback()}/webhook`;
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent') },
    env: {
      ...stack.env,
      ...{ CLOUD_BASE_URL: `http://127.0.0.1:${cloud.port}`, CLOUD_TOKEN: cloud.options.token },
      ...{ CLOUD_PHONE_NUMBER_ID: cloud.options.phoneNumberId, CLOUD_OTP_TEMPLATE: 'saring_otp' },
      CLOUD_PRICES: 'authentication:450,utility:250',
      ...{ MESSAGES_PER_MINUTE: '100000' },
    },
  });
  pool = service.app.get<Pool>(PG_POOL);
});
afterAll(async () => {
  await service?.stop();
  callback?.close();
  await cloud?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  cloud.fault = undefined;
  cloud.failsLater = undefined;
  cloud.statuses = ['sent', 'delivered'];
  told.length = 0;
});

let phones = 50_000_000;
const sendCode = async (): Promise<string> => {
  const { messageId } = await ask.request(method.sendMessage, {
    ...{ commandId: newId(), toPhone: `+62813${(phones += 1)}`, locale: 'id', site: 'rw05', purpose: 'otp' },
    ...{ template: 'otp.code', params: { code: '482913', minutes: '5' } },
  });
  return messageId;
};
const rowOf = async (id: string) =>
  (
    await pool.query<Record<string, unknown>>(
      `select state, fault, last_error, delivered_at, read_at, failed_at, price_category, billable, provider_id, params_sealed
       from messages where id = $1`,
      [id],
    )
  ).rows[0];
const ends = (id: string, state: string) =>
  eventually(async () => expect(await rowOf(id)).toMatchObject({ state }));
const toldOf = (id: string) => told.filter(({ reference }) => reference === id);
const take = async (id: string, count: number) => {
  await eventually(() => Promise.resolve(expect(toldOf(id)).toHaveLength(count)));
  for (const said of toldOf(id)) expect(await takeCloudStatus(pool, said)).toBe(true);
};

it('keeps when a message was delivered and read, and what it costs', async () => {
  cloud.statuses = ['sent', 'delivered', 'read'];
  const id = await sendCode();
  await ends(id, 'sent');
  await take(id, 3);
  expect(await rowOf(id)).toMatchObject({
    ...{
      state: 'sent',
      fault: null,
      delivered_at: expect.any(Date) as Date,
      read_at: expect.any(Date) as Date,
    },
    ...{ failed_at: null, price_category: 'authentication', billable: true },
  });
  expect(await ask.request(method.getMessage, { messageId: id })).toMatchObject({
    ...{ deliveredAt: expect.any(String) as string, readAt: expect.any(String) as string },
  });
});

it('counts a code as delivered once, by its first receipt of arrival, however often that comes', async () => {
  cloud.statuses = ['sent', 'delivered', 'read'];
  const counted = async () => {
    const text = await register.getSingleMetricAsString('saring_code_delivered_seconds');
    return Number(/seconds_count\{channel="cloud"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const before = await counted();
  const id = await sendCode();
  await ends(id, 'sent');
  await take(id, 3);
  await take(id, 3);
  expect(await counted()).toBe(before + 1);
});

it('sums what arrived this month by category, at the prices of the settings', async () => {
  const { prices } = await ask.request(method.getChannelState, {});
  const [codes] = prices.filter(({ category }) => category === 'authentication');
  expect(codes).toMatchObject({ category: 'authentication' });
  expect(codes?.billable).toBeGreaterThan(0);
  expect(codes?.amountRupiah).toBe(450 * (codes?.billable ?? 0));
});

it('fails what was taken and could not be delivered, by the code', async () => {
  cloud.failsLater = 131_026;
  const id = await sendCode();
  await ends(id, 'sent');
  await take(id, 1);
  expect(await rowOf(id)).toMatchObject({
    ...{ state: 'failed', fault: 'number_refused', last_error: '131026 Message Undeliverable.' },
    ...{ delivered_at: null, price_category: null },
  });
});

it.each(['cut', 'half'] as const)('settles by a receipt what was unknown after %s', async (fault) => {
  cloud.fault = fault;
  const id = await sendCode();
  await ends(id, 'unknown');
  await take(id, 2);
  expect(await rowOf(id)).toMatchObject({ state: 'sent', fault: null, last_error: null });
});

it('takes a receipt that is there before the answer', async () => {
  const id = newId();
  await pool.query(
    `insert into messages (id, command_id, content_hash, to_phone, template, params_sealed, locale, purpose, site, state, attempts,
       created_at, expires_at, next_attempt_at)
     values ($1, $2, '', '+6281', 'otp.code', 'x', 'id', 'otp', 'rw05', 'sending', 1, now(), now(), now())`,
    [id, id],
  );
  const said = status(id, 'failed', 0, 131_026);
  expect(await takeCloudStatus(pool, said)).toBe(true);
  expect(await rowOf(id)).toMatchObject({ state: 'sending', params_sealed: 'x' });
  // The sender's last words on it, and what a restart makes of it.
  await pool.query(`update messages set state = 'unknown' where id = $1`, [id]);
  expect(await takeCloudStatus(pool, said)).toBe(true);
  expect(await rowOf(id)).toMatchObject({ state: 'failed', fault: 'number_refused', params_sealed: null });
});

it('takes nothing of a message of another channel, of another message of Meta, or of none', async () => {
  const id = await sendCode();
  await ends(id, 'sent');
  expect(await takeCloudStatus(pool, { ...status(id, 'failed', 0, 1), providerId: 'wamid.other' })).toBe(
    false,
  );
  expect(await takeCloudStatus(pool, status(newId(), 'read', 0))).toBe(false);
  expect(await takeCloudStatus(pool, { ...status(id, 'read', 0), reference: 'x' })).toBe(false);
  expect(await rowOf(id)).toMatchObject({ state: 'sent', read_at: null });
});

const BASE = Date.parse('2026-11-30T04:00:00.000Z');
const status = (id: string, word: CloudStatus['status'], second: number, code?: number): CloudStatus => ({
  ...{
    kind: 'status',
    providerId: `wamid.${id}`,
    reference: id,
    status: word,
    code: code ?? null,
    details: '',
  },
  at: new Date(BASE + second * 1000),
  pricing: word === 'failed' ? null : { category: 'utility', isBillable: second % 2 === 0 },
});

it('is the same whatever the order of receipts, and however often each comes', async () => {
  const said = fc.record({
    word: fc.constantFrom('sent', 'delivered', 'read', 'failed' as const),
    second: fc.integer({ min: 0, max: 5 }),
    code: fc.constantFrom(131_026, 131_047, 131_000),
  });
  const history = fc.array(said, { minLength: 1, maxLength: 6 }).chain((list) =>
    fc.record({
      list: fc.constant(list),
      again: fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length }),
      state: fc.constantFrom('sent', 'unknown'),
    }),
  );
  const after = async (list: readonly { word: string; second: number; code: number }[], state: string) => {
    const id = newId();
    await pool.query(
      `insert into messages (id, command_id, content_hash, to_phone, template, locale, purpose, site, state, attempts, channel,
         created_at, expires_at, next_attempt_at)
       values ($1, $2, '', '+6281', 'otp.code', 'id', 'otp', 'rw05', $3, 1, 'cloud', now(), now(), now())`,
      [id, id, state],
    );
    for (const { word, second, code } of list)
      await takeCloudStatus(
        pool,
        status(id, word as CloudStatus['status'], second, word === 'failed' ? code : undefined),
      );
    return { ...(await rowOf(id)), provider_id: '' };
  };
  await fc.assert(
    fc.asyncProperty(history, async ({ list, again, state }) => {
      const once = await after(list, state);
      expect(await after(again, state)).toEqual(once);
      const arrived = list.some(({ word }) => word === 'delivered' || word === 'read');
      const failed = list.some(({ word }) => word === 'failed');
      expect(once).toMatchObject({ state: failed && !arrived ? 'failed' : 'sent' });
    }),
    { numRuns: RUNS },
  );
});

it('answers Meta whether the address is ours', async () => {
  expect(await cloud.webhooks.verify('rahasia')).toBe('1158201444');
  expect(await cloud.webhooks.verify('salah')).toBe('no');
});

it('gets doubled and disordered webhooks, each with a true signature', async () => {
  cloud.statuses = ['sent', 'delivered', 'read'];
  Object.assign(cloud.webhooks, { isHeld: true, isDoubled: true, isShuffled: true });
  const id = await sendCode();
  await ends(id, 'sent');
  expect(toldOf(id)).toEqual([]);
  await eventually(async () => {
    await cloud.webhooks.deliver();
    expect(toldOf(id)).toHaveLength(6);
  });
  Object.assign(cloud.webhooks, { isHeld: false, isDoubled: false, isShuffled: false });
  await take(id, 6);
  expect(await rowOf(id)).toMatchObject({ state: 'sent', delivered_at: expect.any(Date) as Date });
  expect(new Set(cloud.webhooks.answers)).toEqual(new Set([200]));
});
