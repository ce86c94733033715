// channels.int.spec.ts — two channels and everything that may befall them: a message arrives once at the most, goes by the
// next channel where the first surely sent nothing, and waits only while none works.
import 'reflect-metadata';
import { Notification } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import {
  startGowaSimulator,
  startWhatsAppSimulator,
  type FaultKind,
  type GowaFault,
  type GowaSimulator,
  type WhatsAppSimulator,
} from '../../../infra/simulators/whatsapp/src';
import { notification } from '.';
import { parseChains } from './channels/chains';
import { NOTIFICATION_CONFIG, type NotificationConfig } from './config';

const { method } = Notification;
let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1_000),
  monotonicMilliseconds: () => performance.now(),
};
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let fonnte: WhatsAppSimulator;
let gowa: GowaSimulator;
let service: RunningService;

const start = async (): Promise<void> => {
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent'), clock },
    env: {
      ...stack.env,
      ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
      ...{ GOWA_BASE_URL: `http://127.0.0.1:${gowa.port}`, GOWA_USER: gowa.user },
      ...{ GOWA_PASSWORD: gowa.password, MESSAGE_CHANNELS: 'gowa, fonnte', MESSAGES_PER_MINUTE: '100000' },
    },
  });
};

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  fonnte = await startWhatsAppSimulator();
  gowa = await startGowaSimulator();
  await start();
});
afterAll(async () => {
  await service?.stop();
  await fonnte?.close();
  await gowa?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  fonnte.faults.set(undefined);
  gowa.fault = undefined;
  for (const { inbox } of [fonnte, gowa]) inbox.clear();
  set('');
  offsetSeconds += 86_400;
});

/** As an operator does in the console. */
const set = (chains: string, off: NotificationConfig['MESSAGE_CHANNELS_OFF'] = []): void =>
  void Object.assign(service.app.get<NotificationConfig>(NOTIFICATION_CONFIG), {
    ...{ MESSAGE_CHAINS: parseChains(chains), MESSAGE_CHANNELS_OFF: off },
  });

let phones = 30_000_000;
const send = (purpose: 'otp' | 'notice' = 'notice', commandId = newId()) => {
  const toPhone = `+62813${(phones += 1)}`;
  const sent = ask.request(method.sendMessage, {
    ...{ commandId, toPhone, locale: 'id', site: 'rw05', purpose },
    ...(purpose === 'otp'
      ? { template: 'otp.code', params: { code: '482913', minutes: '5' } }
      : { template: 'quota.exhausted', params: {} }),
  });
  return sent.then(({ messageId }) => ({ messageId, target: toPhone.slice(1) }));
};
const messageOf = (messageId: string) => ask.request(method.getMessage, { messageId });
const ended = (messageId: string, state: string, channel: string) =>
  eventually(async () => expect(await messageOf(messageId)).toMatchObject({ state, channel }));
const arrivals = (target: string): number =>
  [...fonnte.inbox.list(), ...gowa.inbox.list()].filter((one) => one.target === target).length;
const state = () => ask.request(method.getChannelState, {});

it('goes by the first choice, and by the next where that sent nothing', async () => {
  const first = await send();
  await ended(first.messageId, 'sent', 'gowa');
  gowa.fault = 'INVALID_WA_CLI';
  const second = await send('otp');
  await ended(second.messageId, 'sent', 'fonnte');
  expect([arrivals(first.target), arrivals(second.target)]).toEqual([1, 1]);
  expect(await state()).toMatchObject({
    ...{ channel: 'fonnte', open: false },
    channels: [
      { name: 'gowa', open: true, fault: 'device_disconnected', openUntil: expect.any(String) },
      { name: 'fonnte', open: false },
    ],
  });
  // It is left alone: nothing is tried by it until its time has come.
  const before = gowa.requestCount;
  await ended((await send()).messageId, 'sent', 'fonnte');
  expect(gowa.requestCount).toBe(before);
  gowa.fault = undefined;
  offsetSeconds += 3_600;
  await ended((await send()).messageId, 'sent', 'gowa');
});

it('goes by no other channel where the first may have sent it, or says that it cannot be sent', async () => {
  gowa.fault = 'cut';
  const lost = await send();
  await ended(lost.messageId, 'unknown', 'gowa');
  gowa.fault = 'INVALID_JID';
  const refused = await send();
  await ended(refused.messageId, 'failed', 'gowa');
  expect([arrivals(lost.target), arrivals(refused.target), fonnte.inbox.list().length]).toEqual([1, 0, 0]);
});

it('refuses codes and keeps notices only while no channel works', async () => {
  gowa.fault = 'INVALID_WA_CLI';
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  const waiting = await send();
  await eventually(async () => expect(await state()).toMatchObject({ open: true, channel: 'gowa' }));
  await expect(send('otp')).rejects.toMatchObject({ code: 'NOTIFICATION.CHANNEL_DOWN' });
  fonnte.faults.set(undefined);
  offsetSeconds += 1_200;
  await ended(waiting.messageId, 'sent', 'fonnte');
  expect(arrivals(waiting.target)).toBe(1);
});

it('goes by the chain of its kind, and refuses codes only while that does not work', async () => {
  set('otp=fonnte; quota.exhausted=gowa');
  await ended((await send('otp')).messageId, 'sent', 'fonnte');
  await ended((await send()).messageId, 'sent', 'gowa');
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  await send('otp');
  await eventually(() => expect(send('otp')).rejects.toMatchObject({ code: 'NOTIFICATION.CHANNEL_DOWN' }));
  await ended((await send()).messageId, 'sent', 'gowa');
  set('otp=fonnte,gowa');
  await ended((await send('otp')).messageId, 'sent', 'gowa');
});

it('sends nothing by what is switched off: others carry it, or it waits', async () => {
  set('', ['gowa']);
  await ended((await send()).messageId, 'sent', 'fonnte');
  set('quota=gowa; otp=gowa', ['gowa']);
  const before = gowa.requestCount;
  const waiting = await send();
  await expect(send('otp')).rejects.toMatchObject({ code: 'NOTIFICATION.CHANNEL_DOWN' });
  const test = { actor: 'rina', toPhone: '+62813999999', locale: 'id', site: '', template: '', text: '' };
  const tested = await ask.request(method.sendTestMessage, {
    ...{ ...test, commandId: newId(), template: 'quota.exhausted' },
  });
  await eventually(async () =>
    expect(await messageOf(tested.messageId)).toMatchObject({ state: 'failed', fault: 'channel_off' }),
  );
  const { channels } = await state();
  expect(channels).toContainEqual(
    expect.objectContaining({ name: 'gowa', open: true, fault: 'channel_off' }),
  );
  expect([(await messageOf(waiting.messageId)).state, gowa.requestCount]).toEqual(['queued', before]);
  set('quota=gowa');
  offsetSeconds += 60;
  await ended(waiting.messageId, 'sent', 'gowa');
  expect(arrivals(waiting.target)).toBe(1);
});

it('sends each of a hundred messages once at the most, whatever fails meanwhile', async () => {
  const OF_GOWA: (GowaFault | undefined)[] = [
    ...([undefined, undefined, 'INVALID_JID', 'WA_REACHOUT_TIMELOCK', 'INVALID_WA_CLI'] as const),
    ...(['cut', 'half', 'proxy-502', 'INTERNAL_SERVER_ERROR'] as const),
  ];
  const OF_FONNTE: (FaultKind | undefined)[] = [
    ...([undefined, undefined, 'target invalid', 'request invalid on disconnected device'] as const),
    ...(['insufficient quota', 'cut', 'http-500'] as const),
  ];
  const CHAINS = ['', 'quota=fonnte,gowa', 'quota.exhausted=gowa; otp=fonnte'];
  const sent: Awaited<ReturnType<typeof send>>[] = [];
  for (let round = 0; round < 25; round += 1) {
    gowa.fault = OF_GOWA[(round * 5) % OF_GOWA.length];
    const kind = OF_FONNTE[(round * 3) % OF_FONNTE.length];
    // Beside what GOWA refuses stands the order in which it comes first.
    set(CHAINS[(round + 2) % CHAINS.length] ?? '', round % 7 === 5 ? ['gowa'] : []);
    fonnte.faults.set(kind && { kind });
    sent.push(...(await Promise.all(Array.from({ length: 4 }, () => send()))));
    if (round % 3 === 0) offsetSeconds += 700;
    if (round !== 12) continue;
    await service.stop();
    await start();
  }
  set('');
  gowa.fault = undefined;
  fonnte.faults.set(undefined);
  const pool = service.app.get<Pool>(PG_POOL);
  await eventually(async () => {
    offsetSeconds += 700;
    const { rows } = await pool.query(`select 1 from messages where state in ('queued', 'sending')`);
    expect(rows).toHaveLength(0);
  });
  const ends = await Promise.all(
    sent.map(async ({ messageId, target }) => ({
      state: (await messageOf(messageId)).state,
      arrived: arrivals(target),
    })),
  );
  expect(ends.filter(({ arrived }) => arrived > 1)).toEqual([]);
  expect(ends.filter((one) => one.state === 'sent' && one.arrived !== 1)).toEqual([]);
  expect(ends.filter((one) => one.state === 'failed' && one.arrived !== 0)).toEqual([]);
  // The clock runs while a slow machine works: what was too late was not sent.
  expect(ends.filter((one) => one.state === 'expired' && one.arrived !== 0)).toEqual([]);
  const states = new Set(ends.map((one) => one.state).filter((state) => state !== 'expired'));
  expect(states).toEqual(new Set(['sent', 'failed', 'unknown']));
});
