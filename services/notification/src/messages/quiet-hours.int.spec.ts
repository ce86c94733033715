// quiet-hours.int.spec.ts — what waits for the morning goes out then, once; codes, money taken and tests go at any hour.
import 'reflect-metadata';
import { Notification } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';

const { method } = Notification;
/** Eleven at night in Jakarta, one in the morning in Jayapura. */
const NIGHT = Date.parse('2026-11-30T23:00:00+07:00');
let startedAt = 0;
let offsetMinutes = 0;
const clock: Clock = {
  now: () => new Date(NIGHT + offsetMinutes * 60_000 + performance.now() - startedAt),
  monotonicMilliseconds: () => performance.now(),
};
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let fonnte: WhatsAppSimulator;
let service: RunningService;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  fonnte = await startWhatsAppSimulator();
  startedAt = performance.now();
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent'), clock },
    env: {
      ...stack.env,
      ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
      ...{ MESSAGES_PER_MINUTE: '100000', MESSAGE_QUIET_HOURS: 'quota,bill=21:00-06:00' },
      ...{ TIME_ZONE: 'Asia/Jakarta', TIME_ZONE_BY_SITE: 'timur=Asia/Jayapura' },
    },
  });
});
afterAll(async () => {
  await service?.stop();
  await fonnte?.close();
  await nats?.close();
  await stack?.close();
});

let phones = 95_000_000;
const nextPhone = () => `+62813${(phones += 1)}`;
const send = async (
  template: string,
  params: Record<string, string>,
  site = 'rw05',
  purpose = 'notice',
  toPhone = nextPhone(),
) => {
  const { messageId } = await ask.request(method.sendMessage, {
    ...{ commandId: newId(), toPhone, locale: 'id', purpose, site, template, params },
  });
  return { messageId, target: toPhone.slice(1) };
};
const messageOf = (messageId: string) => ask.request(method.getMessage, { messageId });
const ended = (messageId: string) =>
  eventually(async () => expect(await messageOf(messageId)).toMatchObject({ state: 'sent' }));
const arrivals = (target: string) => fonnte.inbox.list().filter((one) => one.target === target).length;

it('keeps a notice until the morning of its site, and nothing that cannot wait', async () => {
  const waiting = await send('quota.exhausted', {});
  const east = await send('quota.exhausted', {}, 'timur');
  await ended((await send('otp.code', { code: '482913', minutes: '5' }, 'rw05', 'otp')).messageId);
  await ended((await send('bill.paid', { item: 'Rumah', amount: 'Rp 150.000' })).messageId);
  const test = { actor: 'rina', toPhone: '+62813999999', locale: 'id', site: 'rw05', text: '' };
  const tested = await ask.request(method.sendTestMessage, {
    ...{ ...test, commandId: newId(), template: 'quota.exhausted' },
  });
  await ended(tested.messageId);
  // What was asked for before them waits all the same.
  for (const { messageId, target } of [waiting, east]) {
    expect(await messageOf(messageId)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(arrivals(target)).toBe(0);
  }
  // Six in Jayapura is four in Jakarta.
  offsetMinutes = 5 * 60 + 1;
  await ended(east.messageId);
  expect(await messageOf(waiting.messageId)).toMatchObject({ state: 'queued', attempts: 0 });
  offsetMinutes = 7 * 60 + 1;
  await ended(waiting.messageId);
  expect([arrivals(east.target), arrivals(waiting.target)]).toEqual([1, 1]);
  await ended((await send('quota.exhausted', {})).messageId);
});

it('sends at once what waited for its turn by a clock that was an hour ahead', async () => {
  offsetMinutes = 8 * 60;
  const one = nextPhone();
  const paid = () => send('bill.paid', { item: 'Rumah', amount: 'Rp 150.000' }, 'rw05', 'notice', one);
  const mostAMinute = [await paid(), await paid(), await paid(), await paid()];
  const more = await paid();
  for (const { messageId } of mostAMinute) await ended(messageId);
  expect(await messageOf(more.messageId)).toMatchObject({ state: 'queued', attempts: 0 });
  offsetMinutes = 7 * 60;
  await ended(more.messageId);
});
