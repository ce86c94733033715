// moved-contacts.int.spec.ts — what stands by a number when its account leaves it, and when another account has it.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { AuthOtp, Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { connectNats, Messenger } from '@saring/messaging';
import { Answers, createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { notification } from '..';

type Find = typeof AuthOtp.method.findPhoneHolders;
const { method } = Notification;
const holders = new Map<string, { subscriberId: string; heldSince: string }>();
@Controller()
class Knowing {
  @Answers(AuthOtp.method.findPhoneHolders)
  async holders({ phones }: RequestOf<Find>): Promise<ReplyOf<Find>> {
    return { items: phones.flatMap((phone) => ({ phone, ...(holders.get(phone) ?? { subscriberId: '' }) })) };
  }
}
@Module({ controllers: [Knowing] })
class KnowingModule {}

let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let service: RunningService;
let knowing: RunningService;
let pool: Pool;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  const options = { nats, logger: createLogger('silent'), env: stack.env };
  knowing = await startService({ name: 'auth-otp', module: KnowingModule }, options);
  service = await startService(notification, options);
  pool = service.app.get<Pool>(PG_POOL);
});
afterAll(async () => {
  await service?.stop();
  await knowing?.stop();
  await nats?.close();
  await stack?.close();
});

let numbers = 80_000_000;
const newPhone = (): string => `+62813${(numbers += 1)}`;
const day = (of: number) => new Date(Date.UTC(2026, 0, of)).toISOString();
const link = async (phone: string, subscriberId: string | null, at: string, name = phone) => {
  await pool.query(
    'insert into telegram_links (phone, chat_id, linked_at, subscriber_id) values ($1, $2, $3, $4)',
    [...[phone, `chat ${name}`, at, subscriberId]],
  );
  await pool.query(
    'insert into email_links (phone, email, linked_at, subscriber_id) values ($1, $2, $3, $4)',
    [...[phone, `${name}@example.id`, at, subscriberId]],
  );
};
const holds = (phone: string, subscriberId: string, since: string) =>
  holders.set(phone, { subscriberId, heldSince: since });
const shown = async (phone: string) => {
  const [{ linked }, { email }] = await Promise.all([
    ask.request(method.getTelegramState, { phone }),
    ask.request(method.getEmailState, { phone }),
  ]);
  return [linked, email];
};
const move = (subscriberId: string, fromPhone: string, toPhone: string, leftAt: string) =>
  ask.request(method.moveContacts, { subscriberId, fromPhone, toPhone, leftAt });

it('given links of the account before, when another one has the number, then they are shown to nobody', async () => {
  const phone = newPhone();
  await link(phone, 'a', day(2));
  holds(phone, 'b', day(3));
  expect(await shown(phone)).toEqual([false, '']);
  holds(phone, 'a', day(1));
  expect(await shown(phone)).toEqual([true, `${phone}@example.id`]);
});

it('given links that do not say whose they are, when the account had the number before them, then alone they are its', async () => {
  const phone = newPhone();
  await link(phone, null, day(2));
  holds(phone, 'b', day(3));
  expect(await shown(phone)).toEqual([false, '']);
  holds(phone, 'b', day(1));
  expect(await shown(phone)).toEqual([true, `${phone}@example.id`]);
});

it('given an account with links and wishes, when it changes its number, then they follow, told once or again', async () => {
  const [from, to] = [newPhone(), newPhone()];
  await link(from, 'a', day(2));
  await ask.request(method.setMessageSwitches, { phone: from, off: ['quota', 'broadcast'] });
  const leftAt = new Date(Date.now() + 60_000).toISOString();
  for (let told = 0; told < 2; told += 1) await move('a', from, to, leftAt);
  holds(to, 'a', leftAt);
  holds(from, 'a', day(1));
  expect([await shown(from), await shown(to)]).toEqual([
    [false, ''],
    [true, `${from}@example.id`],
  ]);
  const off = async (phone: string) => (await ask.request(method.getMessageSwitches, { phone })).off;
  expect([await off(from), await off(to)]).toEqual([[], ['quota', 'broadcast']]);
});

it('given the next holder linked already, when it is told late that the number was left, then nothing of theirs moves', async () => {
  const [from, to] = [newPhone(), newPhone()];
  await link(from, 'b', day(4));
  holds(from, 'b', day(3));
  await move('a', from, to, day(3));
  holds(to, 'a', day(3));
  expect([await shown(from), await shown(to)]).toEqual([
    [true, `${from}@example.id`],
    [false, ''],
  ]);
});

it('given links of whoever had the new number before, when an account comes to it, then they end for its own', async () => {
  const [from, to] = [newPhone(), newPhone()];
  await link(from, 'a', day(2));
  await link(to, 'x', day(1));
  await move('a', from, to, day(3));
  holds(to, 'a', day(3));
  expect(await shown(to)).toEqual([true, `${from}@example.id`]);
});

it('given an account with links, when it loses its number, then they end', async () => {
  const phone = newPhone();
  await link(phone, 'a', day(2));
  await move('a', phone, '', day(3));
  holds(phone, 'a', day(1));
  expect(await shown(phone)).toEqual([false, '']);
});
