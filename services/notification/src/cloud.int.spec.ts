// cloud.int.spec.ts — the WhatsApp Cloud API among other channels: passed over where it cannot carry a message, without a mark
// against it, and used again once a person has written.
import 'reflect-metadata';
import { Notification } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import {
  startCloudSimulator,
  startWhatsAppSimulator,
  type CloudFault,
  type CloudSimulator,
  type FaultKind,
  type WhatsAppSimulator,
} from '../../../infra/simulators/whatsapp/src';
import { openWindow } from './channels/contacts';
import { notification } from '.';

const { method } = Notification;
let offsetMilliseconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetMilliseconds),
  monotonicMilliseconds: () => performance.now(),
};
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let cloud: CloudSimulator;
let fonnte: WhatsAppSimulator;
let service: RunningService;
let pool: Pool;

const start = async (): Promise<void> => {
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent'), clock },
    env: {
      ...stack.env,
      ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
      ...{ CLOUD_BASE_URL: `http://127.0.0.1:${cloud.port}`, CLOUD_TOKEN: cloud.options.token },
      ...{ CLOUD_PHONE_NUMBER_ID: cloud.options.phoneNumberId, CLOUD_OTP_TEMPLATE: 'saring_otp:id' },
      ...{ MESSAGES_PER_MINUTE: '100000', MESSAGES_PER_TARGET_PER_MINUTE: '1000' },
    },
  });
  pool = service.app.get<Pool>(PG_POOL);
};
beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  cloud = await startCloudSimulator();
  fonnte = await startWhatsAppSimulator();
  cloud.addTemplate({ name: 'saring_otp', language: 'id', category: 'authentication', bodyParameters: 1 });
  await start();
});
afterAll(async () => {
  await service?.stop();
  for (const simulator of [cloud, fonnte]) await simulator?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  cloud.fault = undefined;
  fonnte.faults.set(undefined);
});
const moveOn = (milliseconds: number): void => {
  offsetMilliseconds += milliseconds;
  cloud.offsetMilliseconds = offsetMilliseconds;
};

let phones = 40_000_000;
const newPhone = (): string => `+62813${(phones += 1)}`;
const send = (toPhone: string, purpose: 'otp' | 'notice' = 'notice') =>
  ask.request(method.sendMessage, {
    ...{ commandId: newId(), toPhone, locale: 'id', site: 'rw05', purpose },
    ...(purpose === 'otp'
      ? { template: 'otp.code', params: { code: '482913', minutes: '5' } }
      : { template: 'quota.exhausted', params: {} }),
  });
const ends = (messageId: string, state: string, channel: string) =>
  eventually(async () =>
    expect(await ask.request(method.getMessage, { messageId })).toMatchObject({ state, channel }),
  );
const arrived = (toPhone: string) =>
  [...cloud.inbox.list(), ...fonnte.inbox.list()].filter((one) => one.target === toPhone.slice(1));

it('sends a code by its template, and what has none by the next channel; nothing is held against it', async () => {
  const phone = newPhone();
  const before = cloud.requestCount;
  await ends((await send(phone)).messageId, 'sent', 'fonnte');
  expect(cloud.requestCount).toBe(before);
  await ends((await send(phone, 'otp')).messageId, 'sent', 'cloud');
  expect(arrived(phone).map(({ message }) => message)).toEqual([
    '[saring_otp id] 482913',
    expect.stringContaining('Kuota Anda habis'),
  ]);
  expect(await ask.request(method.getChannelState, {})).toMatchObject({
    channels: [
      { name: 'cloud', open: false },
      { name: 'fonnte', open: false },
    ],
  });
});

it('writes freely for 24 hours after a person wrote, and no longer', async () => {
  const phone = newPhone();
  const at = clock.now();
  cloud.conversations.open(phone.slice(1), at.getTime());
  await openWindow(pool, 'cloud', phone, at);
  // Late and doubled news of older messages take nothing away.
  await openWindow(pool, 'cloud', phone, new Date(at.getTime() - 90_000_000));
  await ends((await send(phone)).messageId, 'sent', 'cloud');
  moveOn(24 * 3_600_000);
  await ends((await send(phone)).messageId, 'sent', 'fonnte');
  expect(arrived(phone)).toHaveLength(2);
});

it('waits for a channel that is left alone where no other can carry a message', async () => {
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  const waiting = newPhone();
  const notice = await send(waiting);
  await eventually(async () =>
    expect(await ask.request(method.getChannelState, {})).toMatchObject({
      channels: [{ name: 'cloud' }, { name: 'fonnte', open: true }],
    }),
  );
  // Behind the closed breaker the Cloud API works, but it is not for such a notice: it costs nothing, and codes go on.
  const later = newPhone();
  const second = await send(later);
  const code = newPhone();
  await ends((await send(code, 'otp')).messageId, 'sent', 'cloud');
  expect([arrived(waiting), arrived(later)]).toEqual([[], []]);
  fonnte.faults.set(undefined);
  moveOn(3_600_000);
  await ends(notice.messageId, 'sent', 'fonnte');
  await ends(second.messageId, 'sent', 'fonnte');
  expect([arrived(waiting).length, arrived(later).length]).toEqual([1, 1]);
});

it('goes by the next channel where the template is paused, and waits for it where that is down', async () => {
  cloud.fault = 132_015;
  const phone = newPhone();
  await ends((await send(phone, 'otp')).messageId, 'sent', 'fonnte');
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  const second = newPhone();
  const { messageId } = await send(second, 'otp');
  await eventually(async () =>
    expect(await ask.request(method.getMessage, { messageId })).toMatchObject({
      ...{ state: 'queued', channel: 'fonnte', fault: 'device_disconnected' },
    }),
  );
  cloud.fault = undefined;
  await ends(messageId, 'sent', 'cloud');
  expect([arrived(phone).length, arrived(second).length]).toEqual([1, 1]);
});

it('sends each of a hundred messages once at the most, whatever fails meanwhile', async () => {
  const OF_CLOUD: (CloudFault | undefined)[] = [
    ...([undefined, undefined, 131_026, 131_056, 190, 'cut', 'half', 131_047] as const),
    ...(['proxy-502', 1, 132_015, 'throttle', 131_042] as const),
  ];
  const OF_FONNTE: (FaultKind | undefined)[] = [
    ...([undefined, undefined, 'target invalid', 'request invalid on disconnected device'] as const),
    ...(['insufficient quota', 'cut', 'http-500'] as const),
  ];
  const sent: { messageId: string; phone: string }[] = [];
  for (let round = 0; round < 25; round += 1) {
    cloud.fault = OF_CLOUD[(round * 5) % OF_CLOUD.length];
    const kind = OF_FONNTE[(round * 3) % OF_FONNTE.length];
    fonnte.faults.set(kind && { kind });
    for (let of = 0; of < 4; of += 1) {
      const phone = newPhone();
      // Half of them wrote: to these the Cloud API may write freely.
      if (of % 2 === 0) {
        cloud.conversations.open(phone.slice(1), cloud.now());
        await openWindow(pool, 'cloud', phone, clock.now());
      }
      sent.push({ phone, messageId: (await send(phone)).messageId });
    }
    if (round % 3 === 0) moveOn(700_000);
    if (round !== 12) continue;
    await service.stop();
    await start();
  }
  cloud.fault = undefined;
  fonnte.faults.set(undefined);
  await eventually(async () => {
    moveOn(700_000);
    const { rows } = await pool.query(`select 1 from messages where state in ('queued', 'sending')`);
    expect(rows).toHaveLength(0);
  });
  const ended = await Promise.all(
    sent.map(async ({ messageId, phone }) => ({
      state: (await ask.request(method.getMessage, { messageId })).state,
      arrived: arrived(phone).length,
    })),
  );
  expect(ended.filter((one) => one.arrived > 1)).toEqual([]);
  expect(ended.filter((one) => one.state === 'sent' && one.arrived !== 1)).toEqual([]);
  expect(ended.filter((one) => one.state === 'failed' && one.arrived !== 0)).toEqual([]);
  // The clock runs while a slow machine works: what was too late was not sent.
  expect(ended.filter((one) => one.state === 'expired' && one.arrived !== 0)).toEqual([]);
  const states = new Set(ended.map(({ state }) => state).filter((state) => state !== 'expired'));
  expect(states).toEqual(new Set(['sent', 'failed', 'unknown']));
});
