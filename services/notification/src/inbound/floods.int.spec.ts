// floods.int.spec.ts — 2,000 webhooks of one vendor in bursts: what is to be kept is kept, a flooder gets no more than the limits
// say, and another vendor's webhook is answered meanwhile.
import 'reflect-metadata';
import { createHmac } from 'node:crypto';
import { Controller, Module } from '@nestjs/common';
import { AuthOtp, Notification, type ReplyOf } from '@saring/contracts';
import { connectNats, Messenger, RefusalError } from '@saring/messaging';
import { Answers, createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { notification } from '..';

@Controller()
class Nobody {
  @Answers(AuthOtp.method.findSubscriber)
  async find(): Promise<ReplyOf<typeof AuthOtp.method.findSubscriber>> {
    throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
  }
}
@Module({ controllers: [Nobody] })
class NobodyModule {}

const KEY = 'alamat-rahasia-1';
const SECRET = 'rahasia-gowa-1';
/** The burst is longer than a vendor waits; whether each answer is in time is the bench's. */
const LIMIT_MILLISECONDS = 60_000;
const { method } = Notification;
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
const services: RunningService[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  const env = {
    ...stack.env,
    FONNTE_WEBHOOK_KEY: KEY,
    GOWA_WEBHOOK_SECRET: SECRET,
    WAHA_WEBHOOK_SECRET: SECRET,
  };
  const logger = createLogger('silent');
  services.push(await startService({ name: 'auth-otp', module: NobodyModule }, { nats, logger, env }));
  services.push(await startService(notification, { nats, logger, env }));
});
afterAll(async () => {
  for (const service of services.reverse()) await service.stop();
  await nats?.close();
  await stack?.close();
});

const fonnte = (sender: string, inboxid: number, message = 'STOP') =>
  ask.request(
    method.receiveWebhook,
    {
      ...{ channel: 'fonnte', key: KEY, headers: {} },
      body: Buffer.from(JSON.stringify({ sender, message, inboxid })),
    },
    LIMIT_MILLISECONDS,
  );
const gowa = (from: string, id: string) => {
  const jid = `${from}@s.whatsapp.net`;
  const payload = { id, chat_id: jid, from: jid, body: 'STOP' };
  const body = Buffer.from(JSON.stringify({ event: 'message', payload }));
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'x-hub-signature-256': `sha256=${signature}` };
  return ask.request(method.receiveWebhook, { channel: 'gowa', key: '', headers, body }, LIMIT_MILLISECONDS);
};
const waha = (from: string, id: string) => {
  const chat = `${from}@c.us`;
  const payload = { id: `false_${chat}_${id}`, from: chat, fromMe: false, body: 'STOP' };
  const body = Buffer.from(JSON.stringify({ event: 'message', session: 'default', payload }));
  const headers = { 'x-webhook-hmac': createHmac('sha512', SECRET).update(body).digest('hex') };
  return ask.request(method.receiveWebhook, { channel: 'waha', key: '', headers, body }, LIMIT_MILLISECONDS);
};
const pool = (): Pool => (services[1] as RunningService).app.get<Pool>(PG_POOL);
const counts = async (channel: string) => {
  const { rows } = await pool().query<{ state: string; count: number }>(
    'select state, count(*)::int as count from inbound_messages where channel = $1 group by state order by state',
    [channel],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};

it('keeps what a thousand people wrote, and of ten who flood with STOP no more than twelve messages each', async () => {
  let answered = 0;
  const counted = async (asked: Promise<unknown>): Promise<void> => {
    await asked;
    answered += 1;
  };
  const people = Array.from({ length: 1_000 }, (_, index) => `62813${50_000_000 + index}`);
  const flooders = Array.from({ length: 10 }, (_, index) => `62814${50_000_000 + index}`);
  const burst = Array.from({ length: 1_000 }, (_, index) => [
    counted(fonnte(people[index] ?? '', index)),
    counted(fonnte(flooders[index % flooders.length] ?? '', 10_000 + index)),
  ]).flat();
  await gowa('6281370000001', '3EB0F1');
  expect(answered).toBeLessThan(1_000);
  await Promise.all(burst);
  // Who wrote by another way does not wait behind their answers either.
  await gowa('6281370000009', '3EB0F9');
  await eventually(async () => expect(await counts('gowa')).toEqual({ answered: 2 }));
  expect((await counts('fonnte'))['waiting']).toBeGreaterThan(0);
  // Said again, as after an answer that was lost, nothing is kept twice.
  await Promise.all(people.slice(0, 300).map((person, index) => fonnte(person, index)));
  await eventually(async () => expect(await counts('fonnte')).toEqual({ answered: 1_120, ignored: 880 }));
  const { rows } = await pool().query('select 1 from messages where template = $1', ['bot.stopped']);
  expect(rows).toHaveLength(1_122);
});

it('takes another channel’s messages while one has as many waiting as may wait', async () => {
  await pool().query(
    `insert into inbound_messages (channel, message_id, contact, received_at, due_at, state)
     select 'waha', 'full-' || n, '62815' || n, now(), now() + interval '1 day', 'waiting'
     from generate_series(1, 4000) as n`,
  );
  const [before, other] = [await counts('waha'), await counts('gowa')];
  await waha('6281370000002', '3EB0F2');
  await gowa('6281370000003', '3EB0F3');
  expect(await counts('waha')).toEqual({ ...before, ignored: 1 });
  await eventually(async () =>
    expect(await counts('gowa')).toEqual({ answered: (other['answered'] ?? 0) + 1 }),
  );
  await pool().query(`delete from inbound_messages where channel = 'waha'`);
});
