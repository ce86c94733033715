// switches.int.spec.ts — the owner of a number gets no messages of what they switched off; money and codes always come.
import 'reflect-metadata';
import { Notification } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { Pool } from 'pg';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';

const method = Notification.method;
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let service: RunningService;
let whatsapp: WhatsAppSimulator;
let pool: Pool;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  whatsapp = await startWhatsAppSimulator();
  const env = {
    ...stack.env,
    ...{ FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`, FONNTE_TOKEN: whatsapp.token },
    ...{ PUBLIC_URL: 'https://wifi.test', MESSAGES_PER_MINUTE: '10000' },
  };
  service = await startService(notification, { env, nats, logger: createLogger('silent') });
  pool = new Pool({ connectionString: stack.env.DATABASE_URL });
});
afterAll(async () => {
  await pool.end();
  await service.stop();
  await whatsapp.close();
  await nats.close();
  await stack.close();
});
beforeEach(() => whatsapp.faults.set(undefined));

let phones = 30_000_000;
const newPhone = () => `+62813${(phones += 1)}`;

const send = async (toPhone: string, template: string, params: Readonly<Record<string, string>>, more = {}) =>
  (
    await ask.request(method.sendMessage, {
      ...{
        commandId: newId(),
        toPhone,
        template,
        purpose: 'notice',
        locale: 'id',
        site: '',
        params,
        ...more,
      },
    })
  ).messageId;
const set = (phone: string, off: string[]) => ask.request(method.setMessageSwitches, { phone, off });
const stateOf = async (id: string) => {
  const { rows } = await pool.query<{ state: string }>(
    'select state from notification.messages where id = $1',
    [id],
  );
  return rows[0]?.state;
};
const ended = (id: string, state: string) => eventually(async () => expect(await stateOf(id)).toBe(state));

it('sends nothing of a group that is off, to that number alone, until it is on again', async () => {
  const [phone, other] = [newPhone(), newPhone()];
  expect(await set(phone, ['quota', 'quota'])).toMatchObject({ off: ['quota'] });
  expect(await ask.request(method.getMessageSwitches, { phone })).toMatchObject({ off: ['quota'] });
  await ended(await send(phone, 'quota.low', { remaining: '1 GB' }), 'switched_off');
  await ended(await send(other, 'quota.low', { remaining: '1 GB' }), 'sent');
  await ended(await send(phone, 'access.blocked', { reason: 'x' }), 'sent');
  await set(phone, []);
  await ended(await send(phone, 'quota.low', { remaining: '2 GB' }), 'sent');
});

it('always sends codes, money, and what guards the account', async () => {
  const phone = newPhone();
  await set(phone, ['quota', 'account', 'family', 'broadcast']);
  await ended(await send(phone, 'otp.code', { code: '123456', minutes: '5' }, { purpose: 'otp' }), 'sent');
  await ended(
    await send(phone, 'bill.reminder', {
      amount: 'Rp 1',
      due: '1 Des',
      item: 'Paket',
      link: 'https://wifi.test',
    }),
    'sent',
  );
  await ended(await send(phone, 'quota.granted', { amount: '1 GB', remaining: '1 GB' }), 'sent');
});

it('ends what waits of it', async () => {
  const phone = newPhone();
  whatsapp.faults.set({ kind: 'request invalid on disconnected device' });
  const waits = await send(phone, 'family.left', { who: 'Budi' });
  await eventually(async () => {
    const { rows } = await pool.query(
      'select 1 from notification.messages where id = $1 and attempts > 0 and state = $2',
      [waits, 'queued'],
    );
    expect(rows).toHaveLength(1);
  });
  await set(phone, ['family']);
  expect(await stateOf(waits)).toBe('switched_off');
  whatsapp.faults.set(undefined);
});

it('is the opt-out of messages to many, which an operator may set, too', async () => {
  const phone = newPhone();
  await ask.request(method.setBroadcastOptOut, { toPhone: phone, out: true, actor: 'operator:ani' });
  expect(await ask.request(method.getMessageSwitches, { phone })).toMatchObject({ off: ['broadcast'] });
  await set(phone, []);
  expect(await ask.request(method.getMessageSwitches, { phone })).toMatchObject({ off: [] });
});

it('refuses what is no number', () =>
  expect(set('abc', [])).rejects.toEqual(expect.objectContaining({ code: 'PHONE.INVALID' })));
