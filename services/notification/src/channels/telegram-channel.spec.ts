// telegram-channel.spec.ts — Telegram: only for linked numbers, at the pace that it asks for, and never twice.
import { UnavailableError } from '@saring/messaging';
import { startTelegramSimulator, type TelegramSimulator } from '../../../../infra/simulators/telegram/src';
import type { OutgoingMessage } from './channel';
import { TelegramChannel } from './telegram-channel';
import { updatesIn } from './telegram-update';

const TO = '+6281234567890';
const CHAT = '77001122';
let telegram: TelegramSimulator;
let channel: TelegramChannel;
let chat: string | null;
const at = () => ({ baseUrl: `http://127.0.0.1:${telegram.port}`, answerLimitMilliseconds: 1_500 });
const contacts = {
  telegramChatOf: () => Promise.resolve(chat),
  endTelegram: () => Promise.resolve(void (chat = null)),
};

beforeAll(async () => {
  telegram = await startTelegramSimulator();
  channel = new TelegramChannel({ ...at(), token: telegram.token, contacts });
});
afterAll(() => telegram?.close());
beforeEach(() => {
  telegram.fault = undefined;
  telegram.inbox.length = 0;
  telegram.start(CHAT);
  chat = CHAT;
});

const message = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...{ id: '0198', to: TO, template: 'access.unblocked', params: {}, locale: 'id' },
  ...{ text: 'Akses *Anda* dibuka_', attachment: null, ...more },
});
const outline = { to: TO, template: 'access.unblocked', hasAttachment: false } as const;

it('is for linked numbers alone', async () => {
  expect(await channel.canSend(outline)).toBe(true);
  chat = null;
  const before = telegram.requestCount;
  expect(await channel.canSend(outline)).toBe(false);
  expect(await channel.send(message())).toMatchObject({ outcome: 'passed', fault: 'not_linked' });
  expect(telegram.requestCount).toBe(before);
});

it('given nobody says now whose the number is, when a message is due, then nothing goes out and it is tried again', async () => {
  const telegramChatOf = () => Promise.reject(new UnavailableError('findPhoneHolders', 'away'));
  const unsure = new TelegramChannel({
    ...{ ...at(), token: telegram.token, contacts: { ...contacts, telegramChatOf } },
  });
  const before = telegram.requestCount;
  expect(await unsure.canSend(outline)).toBe(true);
  expect(await unsure.send(message())).toMatchObject({ outcome: 'busy', fault: 'busy' });
  expect(telegram.requestCount).toBe(before);
});

it('sends a text as it stands, and a file with its words', async () => {
  const content = Uint8Array.from([37, 80, 68, 70]);
  const attachment = { name: 'kuitansi.pdf', contentType: 'application/pdf', content };
  expect(await channel.send(message())).toEqual({ outcome: 'sent', providerId: `${CHAT}:1` });
  expect(await channel.send(message({ text: 'Kuitansi', attachment }))).toMatchObject({ outcome: 'sent' });
  expect(telegram.inbox).toEqual([
    { chat: CHAT, text: 'Kuitansi', file: 'kuitansi.pdf' },
    { chat: CHAT, text: 'Akses *Anda* dibuka_', file: null },
  ]);
});

it('is left alone as a whole for as long as Telegram asks', async () => {
  telegram.fault = 'flood';
  expect(await channel.send(message())).toMatchObject({
    ...{ outcome: 'channelDown', fault: 'busy', retryAfterSeconds: 7 },
  });
});

it('ends the link of who blocked the bot, or is gone', async () => {
  telegram.block(CHAT);
  expect(await channel.send(message())).toMatchObject({ outcome: 'passed', fault: 'not_linked' });
  expect(chat).toBeNull();
  chat = '99';
  expect(await channel.send(message())).toMatchObject({ outcome: 'passed', fault: 'not_linked' });
  expect([chat, telegram.inbox]).toEqual([null, []]);
});

it.each([
  ['timeout', 'unknown', 1],
  ['cut', 'unknown', 1],
  ['half', 'unknown', 1],
  ['http-502', 'unknown', 0],
  ['entities', 'rejected', 0],
] as const)('takes %s for %s', async (fault, outcome, arrived) => {
  telegram.fault = fault;
  expect((await channel.send(message())).outcome).toBe(outcome);
  expect([telegram.inbox.length, chat]).toEqual([arrived, CHAT]);
});

it('knows a wrong token, and an address that nothing listens on; neither says the token', async () => {
  const wrong = await new TelegramChannel({ ...at(), token: 'salah', contacts }).send(message());
  expect(wrong).toMatchObject({ outcome: 'channelDown', fault: 'token_refused' });
  const gone = await startTelegramSimulator();
  await gone.close();
  const baseUrl = `http://127.0.0.1:${gone.port}`;
  const nobody = await new TelegramChannel({ baseUrl, token: 'rahasia', contacts }).send(message());
  expect(nobody).toMatchObject({ outcome: 'channelDown', fault: 'unreachable' });
  expect(JSON.stringify([wrong, nobody])).not.toMatch(/salah|rahasia/);
});

describe('updates', () => {
  const read = (...result: unknown[]) => updatesIn(JSON.stringify({ ok: true, result }));
  const inChat = (id: number, type: string, text: string) => ({
    update_id: 5,
    message: { chat: { id, type }, from: { language_code: 'en' }, text },
  });
  it('tells who pressed Start by which link', () => {
    expect(read(inChat(7, 'private', '/start aB_-9'))).toEqual([
      { id: 5, kind: 'started', chat: '7', token: 'aB_-9', locale: 'en' },
    ]);
  });
  it('tells what is written, where Start without a link asks for help, and what is passed on', () => {
    const wrote = { id: 5, kind: 'wrote', chat: '7', isForwarded: false, at: 0, locale: 'en' };
    expect(read(inChat(7, 'private', 'saldo'))).toEqual([{ ...wrote, text: 'saldo' }]);
    expect(read(inChat(7, 'private', '/start'))).toEqual([{ ...wrote, text: 'bantuan' }]);
    const { message } = inChat(7, 'private', 'MASUK ABCD-2345');
    expect(read({ update_id: 5, message: { ...message, forward_origin: {}, date: 9 } })).toMatchObject([
      { isForwarded: true, at: 9_000 },
    ]);
  });
  it('tells who stopped the bot', () =>
    expect(
      read({
        update_id: 6,
        my_chat_member: { chat: { id: 7, type: 'private' }, new_chat_member: { status: 'kicked' } },
      }),
    ).toEqual([{ id: 6, kind: 'stopped', chat: '7' }]));
  it.each([
    ['a group', inChat(-7, 'group', '/start abc')],
    ['a photo', { update_id: 5, message: { chat: { id: 7, type: 'private' }, photo: [] } }],
    ['no chat', { update_id: 5, message: { text: '/start abc' } }],
  ])('passes over %s', (_, update) => expect(read(update)).toEqual([{ id: 5, kind: 'other' }]));
  it('knows what is no answer', () => {
    expect(updatesIn('<html>')).toBeNull();
    expect(updatesIn('{"ok":false,"error_code":409}')).toBeNull();
    expect(updatesIn('{"ok":true,"result":[null,{"update_id":"1"}]}')).toEqual([]);
  });
});
