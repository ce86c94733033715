// senders.int.spec.ts — several numbers of one channel: a conversation stays with one while it works, a young one writes to few,
// and whatever fails a message comes once.
import 'reflect-metadata';
import { Notification } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import fc from 'fast-check';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import {
  startGowaSimulator,
  startWhatsAppSimulator,
  type GowaFault,
  type GowaSimulator,
  type WhatsAppSimulator,
} from '../../../infra/simulators/whatsapp/src';
import { notification } from '.';
import { parseSenderRules } from './channels/sender-settings';
import { NOTIFICATION_CONFIG, type NotificationConfig } from './config';

const { method } = Notification;
const DEVICES = ['hp-1', 'hp-2'] as const;
const RUNS = 6;
let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1_000),
  monotonicMilliseconds: () => performance.now(),
};
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let gowa: GowaSimulator;
let fonnte: WhatsAppSimulator;
let service: RunningService;

const start = async (): Promise<void> => {
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent'), clock },
    env: {
      ...stack.env,
      ...{ GOWA_BASE_URL: `http://127.0.0.1:${gowa.port}`, GOWA_USER: gowa.user },
      ...{ GOWA_PASSWORD: gowa.password, GOWA_DEVICE: 'hp-1', GOWA_SENDERS: 'dua:hp-2' },
      ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
      ...{ MESSAGES_PER_MINUTE: '100000', MESSAGE_CHANNELS: 'gowa,fonnte' },
    },
  });
};
beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  gowa = await startGowaSimulator();
  fonnte = await startWhatsAppSimulator();
  await start();
});
afterAll(async () => {
  await service?.stop();
  await gowa?.close();
  await fonnte?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  gowa.deviceFaults.clear();
  for (const { inbox } of [gowa, fonnte]) inbox.clear();
  set({});
  offsetSeconds += 2 * 86_400;
});

/** As an operator does in the console. */
const set = ({
  limits = '',
  perMinute = 0,
}: {
  readonly limits?: string;
  readonly perMinute?: number;
}): void =>
  void Object.assign(service.app.get<NotificationConfig>(NOTIFICATION_CONFIG), {
    ...{ SENDER_LIMITS: parseSenderRules(limits), MESSAGES_PER_SENDER_PER_MINUTE: perMinute },
  });

let phones = 97_000_000;
const newPhone = (): string => `+62813${(phones += 1)}`;
const send = async (toPhone = newPhone(), commandId: string = newId()) => {
  const { messageId } = await ask.request(method.sendMessage, {
    ...{ commandId, toPhone, locale: 'id', site: 'rw05', purpose: 'notice' },
    ...{ template: 'quota.exhausted', params: {} },
  });
  return { messageId, target: toPhone.slice(1) };
};
/** Its asker did not hear the answer. */
const sendTwice = async () => {
  const [phone, commandId] = [newPhone(), newId()];
  const [first, again] = [await send(phone, commandId), await send(phone, commandId)];
  expect(again).toEqual(first);
  return first;
};
const stateOf = async (messageId: string) => (await ask.request(method.getMessage, { messageId })).state;
const sent = (messageId: string) => eventually(async () => expect(await stateOf(messageId)).toBe('sent'));
/** By which phone of ours each message to a number came, first one first. */
const writersOf = (target: string): readonly string[] =>
  gowa.inbox
    .list()
    .filter((one) => one.target === target)
    .map(({ extras }) => extras['device'] ?? '')
    .reverse();
const sendTo = async (toPhone: string): Promise<string> => {
  const { messageId, target } = await send(toPhone);
  await sent(messageId);
  return writersOf(target).at(-1) ?? '';
};
const phoneOf = async (device: string): Promise<string> => {
  for (;;) {
    const phone = newPhone();
    if ((await sendTo(phone)) === device) return phone;
  }
};

it('shares people among its numbers, and stays with each', async () => {
  const people = Array.from({ length: 20 }, newPhone);
  for (const phone of [...people, ...people]) await sendTo(phone);
  const writers = people.map((phone) => writersOf(phone.slice(1)));
  expect(writers.every(([first, second]) => first !== undefined && first === second)).toBe(true);
  expect(new Set(writers.map(([first]) => first))).toEqual(new Set(DEVICES));
  const { channels } = await ask.request(method.getChannelState, {});
  expect(channels.map(({ name }) => name)).toEqual(['gowa', 'gowa.dua', 'fonnte']);
});

it('goes by the other number where one lost its phone, and stays there when it is back', async () => {
  const phone = await phoneOf('hp-1');
  gowa.deviceFaults.set('hp-1', 'INVALID_WA_CLI');
  expect(await sendTo(phone)).toBe('hp-2');
  expect(fonnte.inbox.list()).toEqual([]);
  const { channels } = await ask.request(method.getChannelState, {});
  expect(channels).toMatchObject([
    { name: 'gowa', open: true, fault: 'device_disconnected' },
    { name: 'gowa.dua', open: false },
    { name: 'fonnte', open: false },
  ]);
  gowa.deviceFaults.clear();
  offsetSeconds += 3_600;
  expect(await sendTo(phone)).toBe('hp-2');
});

it('lets a young number write to few a day, and one of weight 0 to nobody', async () => {
  set({ limits: 'gowa=0; gowa.dua=1/3; fonnte=1' });
  for (let count = 0; count < 3; count += 1) expect(await sendTo(newPhone())).toBe('hp-2');
  const fourth = await send();
  await sent(fourth.messageId);
  expect([writersOf(fourth.target), fonnte.inbox.list().length]).toEqual([[], 1]);
  offsetSeconds += 86_400;
  expect(await sendTo(newPhone())).toBe('hp-2');
  set({ limits: 'gowa=0; gowa.dua=0' });
  await sent((await send()).messageId);
  expect(fonnte.inbox.list()).toHaveLength(2);
});

it('keeps the pace of each number', async () => {
  set({ limits: 'gowa=0; fonnte=0', perMinute: 2 });
  const three = [await send(), await send(), await send()];
  for (const { messageId } of three.slice(0, 2)) await sent(messageId);
  expect(await stateOf(three[2]?.messageId ?? '')).toBe('queued');
  offsetSeconds += 61;
  await sent(three[2]?.messageId ?? '');
});

it('sends each message once at the most, whatever befalls its numbers, and a restart', async () => {
  const fault = fc.constantFrom<GowaFault | undefined>(
    ...([
      undefined,
      undefined,
      'INVALID_WA_CLI',
      'WA_REACHOUT_TIMELOCK',
      'cut',
      'half',
      'INVALID_JID',
    ] as const),
  );
  const round = fc.record({
    one: fault,
    two: fault,
    restarts: fc.boolean(),
    limits: fc.constantFrom('', 'gowa.dua=2/5'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 5 }), async (rounds) => {
      const all: Awaited<ReturnType<typeof send>>[] = [];
      for (const { one, two, restarts, limits } of rounds) {
        set({ limits });
        for (const [device, of] of [
          ['hp-1', one],
          ['hp-2', two],
        ] as const)
          if (of) gowa.deviceFaults.set(device, of);
          else gowa.deviceFaults.delete(device);
        all.push(...(await Promise.all([send(), send(), sendTwice()])));
        if (restarts) {
          await service.stop();
          await start();
        }
        offsetSeconds += 700;
      }
      gowa.deviceFaults.clear();
      await eventually(async () => {
        offsetSeconds += 300;
        const pool = service.app.get<Pool>(PG_POOL);
        const { rows } = await pool.query(`select 1 from messages where state in ('queued', 'sending')`);
        expect(rows).toEqual([]);
      });
      for (const { messageId, target } of all) {
        const state = await stateOf(messageId);
        const arrived =
          writersOf(target).length + fonnte.inbox.list().filter((one) => one.target === target).length;
        const allowed: Readonly<Record<string, readonly number[]>> = { sent: [1], unknown: [0, 1] };
        expect([state, (allowed[state] ?? [0]).includes(arrived)]).toEqual([state, true]);
      }
    }),
    { numRuns: RUNS },
  );
});
