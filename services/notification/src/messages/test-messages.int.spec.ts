// test-messages.int.spec.ts — an operator tries the channel, and reads the outbox.
import 'reflect-metadata';
import { Notification } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';

const method = Notification.method;
const HOUR_SECONDS = 3_600;
let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1000),
  monotonicMilliseconds: () => performance.now(),
};
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let service: RunningService;
let whatsapp: WhatsAppSimulator;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  whatsapp = await startWhatsAppSimulator();
  const vendor = {
    FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`,
    FONNTE_TOKEN: whatsapp.token,
  };
  service = await startService(notification, {
    ...{ env: { ...stack.env, ...vendor }, nats, clock, logger: createLogger('silent') },
  });
});
afterAll(async () => {
  await service.stop();
  await whatsapp.close();
  await nats.close();
  await stack.close();
});
beforeEach(() => {
  whatsapp.faults.set(undefined);
  // Another hour: what one test has sent limits no other, and an open breaker has closed.
  offsetSeconds += HOUR_SECONDS;
});

let phones = 20_000_000;
const newPhone = () => `+62813${(phones += 1)}`;
const inboxOf = (phone: string) => whatsapp.inbox.list(phone.slice(1));
const refusal = (code: string) => expect.objectContaining({ code });
const ended = (messageId: string, state: string) =>
  eventually(async () => expect((await one(messageId)).state).toBe(state));
const test = (change: object = {}) =>
  ask.request(method.sendTestMessage, {
    ...{ commandId: newId(), actor: 'operator:ani', toPhone: newPhone(), locale: 'id', site: 'rw05' },
    ...change,
  });
const one = (messageId: string) => ask.request(method.getMessage, { messageId });

it('is an ordinary message of its kind, sent once for one key', async () => {
  const [commandId, toPhone] = [newId(), newPhone()];
  const { messageId } = await test({ commandId, toPhone });
  await ended(messageId, 'sent');
  expect((await test({ commandId, toPhone })).messageId).toBe(messageId);
  await expect(test({ commandId })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  expect(inboxOf(toPhone)).toMatchObject([{ message: expect.stringContaining('pesan uji') as unknown }]);
  expect(await one(messageId)).toMatchObject({ toPhone, template: 'channel.test', purpose: 'test' });
  const found = await ask.request(method.listMessages, { toPhone: toPhone.replace('+62', '0') });
  expect(found.items.map((item) => item.messageId)).toEqual([messageId]);
  const others = await ask.request(method.listMessages, { toPhone, template: 'quota.low' });
  expect(others.items).toEqual([]);
});
it.each([
  ['token invalid', 'token_refused'],
  ['request invalid on disconnected device', 'device_disconnected'],
  ['insufficient quota', 'no_quota'],
] as const)('ends at once with what is wrong: %s', async (kind, fault) => {
  whatsapp.faults.set({ kind, times: 1 });
  const { messageId } = await test();
  await ended(messageId, 'failed');
  expect(await one(messageId)).toMatchObject({ fault, attempts: 1, lastError: kind });
  await eventually(async () =>
    expect(await ask.request(method.getChannelState, {})).toMatchObject({ open: true, fault }),
  );
});
it('goes out while the channel is left alone, and opens it when it arrives', async () => {
  whatsapp.faults.set({ kind: 'token invalid' });
  const first = await test();
  await ended(first.messageId, 'failed');
  const openUntil = await eventually(
    async () => (await ask.request(method.getChannelState, {})).openUntil ?? false,
  );
  const second = await test();
  await ended(second.messageId, 'failed');
  // Trying does not make others wait longer.
  expect((await ask.request(method.getChannelState, {})).openUntil).toBe(openUntil);
  whatsapp.faults.set(undefined);
  const third = await test();
  await ended(third.messageId, 'sent');
  // What the message was told of its channel is stored before the channel's own state.
  await eventually(async () => {
    const state = await ask.request(method.getChannelState, {});
    expect([state.open, state.fault, state.openUntil]).toEqual([false, undefined, undefined]);
  });
});
it('is sent ten times an hour by one operator, however many ask at once', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 12 }, () => test({ actor: 'operator:budi' })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  await expect(test({ actor: 'operator:budi' })).rejects.toEqual(refusal('NOTIFICATION.TESTS_SPENT'));
  await test({ actor: 'operator:dewi' });
});
it('says of what is not there that it is not', () =>
  expect(one(newId())).rejects.toEqual(refusal('NOTIFICATION.MESSAGE_UNKNOWN')));
it('lists each kind with its text in both languages', async () => {
  const { items } = await ask.request(method.listMessageTexts, {});
  expect(items.find(({ template }) => template === 'quota.low')).toEqual(
    expect.objectContaining({ places: ['page', 'remaining'], optionalPlaces: ['page'] }),
  );
});
