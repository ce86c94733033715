// gateway-receipts.int.spec.ts — receipts of gateways beside linked phones, from their signed webhooks to the outbox: also those
// that are there before the answer, doubled, and in any order.
import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Notification } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import {
  startGowaSimulator,
  startWahaSimulator,
  type GowaSimulator,
  type WahaSimulator,
} from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';
import { takeGatewayReceipt } from './receipts';

const { method } = Notification;
const SECRET = 'rahasia-webhook-1';
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let gowa: GowaSimulator;
let waha: WahaSimulator;
let door: Server;
let service: RunningService;
let pool: Pool;

/** As edge hands webhooks on. */
const openDoor = async (): Promise<number> => {
  door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        ['x-hub-signature-256', 'x-webhook-hmac'].map((name) => [name, String(request.headers[name] ?? '')]),
      );
      const webhook = {
        channel: (request.url ?? '').slice(1),
        key: '',
        headers,
        body: Buffer.concat(chunks),
      };
      ask.request(method.receiveWebhook, webhook).then(
        () => response.writeHead(200).end(),
        () => response.writeHead(403).end(),
      );
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return (door.address() as AddressInfo).port;
};

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  gowa = await startGowaSimulator();
  waha = await startWahaSimulator();
  const port = await openDoor();
  gowa.webhook = { url: `http://127.0.0.1:${port}/gowa`, secret: SECRET };
  waha.webhook = { url: `http://127.0.0.1:${port}/waha`, secret: SECRET };
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent') },
    env: {
      ...stack.env,
      ...{ GOWA_BASE_URL: `http://127.0.0.1:${gowa.port}`, GOWA_USER: gowa.user },
      ...{ GOWA_PASSWORD: gowa.password, GOWA_WEBHOOK_SECRET: SECRET, WAHA_WEBHOOK_SECRET: SECRET },
      ...{ WAHA_BASE_URL: `http://127.0.0.1:${waha.port}`, WAHA_API_KEY: waha.key },
      ...{ MESSAGES_PER_MINUTE: '100000', MESSAGE_CHAINS: 'quota=gowa; debt=waha' },
    },
  });
  pool = service.app.get<Pool>(PG_POOL);
});
afterAll(async () => {
  await service?.stop();
  door?.close();
  await gowa?.close();
  await waha?.close();
  await nats?.close();
  await stack?.close();
});

let phones = 90_000_000;
const send = async (channel: 'gowa' | 'waha') => {
  const toPhone = `+62813${(phones += 1)}`;
  const { messageId } = await ask.request(method.sendMessage, {
    ...{ commandId: newId(), toPhone, locale: 'id', site: 'rw05', purpose: 'notice', params: {} },
    template: channel === 'gowa' ? 'quota.exhausted' : 'debt.unblocked',
  });
  await eventually(async () =>
    expect(await ask.request(method.getMessage, { messageId })).toMatchObject({ state: 'sent', channel }),
  );
  const { rows } = await pool.query<{ provider_id: string }>(
    'select provider_id from messages where id = $1',
    [messageId],
  );
  return { messageId, target: toPhone.slice(1), providerId: rows[0]?.provider_id ?? '' };
};
const messageOf = (messageId: string) => ask.request(method.getMessage, { messageId });
const TIME = expect.any(String) as string;

it('says when a message by GOWA arrived and was read', async () => {
  const { messageId, target, providerId } = await send('gowa');
  expect((await messageOf(messageId)).deliveredAt).toBeUndefined();
  expect(await gowa.ack([providerId], target, 'read')).toBe(200);
  expect(await gowa.ack([providerId], target, 'delivered')).toBe(200);
  expect(await gowa.ack([providerId], target, 'read-self')).toBe(200);
  expect(await messageOf(messageId)).toMatchObject({ state: 'sent', deliveredAt: TIME, readAt: TIME });
});

it('says when one by WAHA arrived, or that it failed after all', async () => {
  const arrived = await send('waha');
  expect(await waha.ack(arrived.providerId, arrived.target, 'SERVER')).toBe(200);
  expect(await waha.ack(arrived.providerId, arrived.target, 'DEVICE')).toBe(200);
  expect(await messageOf(arrived.messageId)).toMatchObject({ state: 'sent', deliveredAt: TIME });
  const failed = await send('waha');
  expect(await waha.ack(failed.providerId, failed.target, 'ERROR')).toBe(200);
  expect(await messageOf(failed.messageId)).toMatchObject({ state: 'failed', fault: 'refused' });
  // What arrived has arrived, whatever is told then.
  expect(await waha.ack(failed.providerId, failed.target, 'READ')).toBe(200);
  expect(await messageOf(failed.messageId)).toMatchObject({ state: 'sent', readAt: TIME });
});

it('believes nobody without the secret, and nothing of another channel', async () => {
  const { messageId, target, providerId } = await send('waha');
  waha.webhook = { ...waha.webhook, secret: 'lain-sekali-sungguh' };
  expect(await waha.ack(providerId, target, 'ERROR')).toBe(403);
  waha.webhook = { ...waha.webhook, secret: SECRET };
  expect(await gowa.ack([providerId], target, 'delivered')).toBe(200);
  expect(await messageOf(messageId)).toMatchObject({ state: 'sent' });
  expect((await messageOf(messageId)).deliveredAt).toBeUndefined();
});

it('keeps what is told before the answer is stored', async () => {
  const before = await send('waha');
  // The next message of this gateway gets the next id.
  const id = before.providerId.replace(/\d+$/, (digits) => String(Number(digits) + 1));
  const at = new Date(Date.now() - 1_000);
  const told = { providerIds: [id, 'nobodys'], status: 'delivered', at } as const;
  await takeGatewayReceipt(pool, 'waha', told, new Date());
  const { messageId, providerId } = await send('waha');
  expect(providerId).toBe(id);
  await eventually(async () =>
    expect(await messageOf(messageId)).toMatchObject({ state: 'sent', deliveredAt: at.toISOString() }),
  );
});
