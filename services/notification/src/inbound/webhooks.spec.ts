// webhooks.spec.ts — one contract for all channels that take messages: only what is proved, only what a person wrote to us.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { Inbound, Webhook } from './inbound';
import { webhookReaderOf } from './webhooks';

const SECRET = 'rahasia-webhook-1';
const settings = {
  ...{ FONNTE_WEBHOOK_KEY: SECRET, GOWA_WEBHOOK_SECRET: SECRET },
  ...{ FONNTE_PHONE: undefined, GOWA_PHONE: undefined, CLOUD_PHONE: undefined },
  ...{ CLOUD_APP_SECRET: SECRET, CLOUD_PHONE_NUMBER_ID: '1055' },
};
const readerOf = (channel: string) => {
  const reader = webhookReaderOf(channel, settings);
  if (!reader) throw new Error(channel);
  return reader;
};
type Words = Readonly<Record<string, unknown>>;
const webhookOf = (body: string, key = SECRET, secret = SECRET): Webhook => ({
  ...{ key, body: Buffer.from(body), receivedAt: new Date('2026-11-30T04:00:00.000Z') },
  headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` },
});
const fonnte = (more: Words = {}): string =>
  JSON.stringify({ device: '628110000000', sender: '6281234567890', message: 'SALDO', inboxid: 7, ...more });
const gowa = (more: Words = {}, event = 'message'): string => {
  const jid = '6281234567890@s.whatsapp.net';
  return JSON.stringify({ event, payload: { id: '3EB07', chat_id: jid, from: jid, body: 'SALDO', ...more } });
};
const read = (channel: string, body: string): readonly Inbound[] => readerOf(channel).read(webhookOf(body));
const ids = (channel: string, body: string) => read(channel, body).map((one) => 'id' in one && one.id);

describe.each([
  ['fonnte', fonnte],
  ['gowa', gowa],
])('%s', (channel, said) => {
  it('reads who wrote what', () =>
    expect(read(channel, said())).toEqual([
      {
        ...{ kind: 'message', text: 'SALDO', isForwarded: false, phone: '+6281234567890' },
        ...{ contact: '+6281234567890', id: expect.any(String) as unknown },
      },
    ]));
  it('names the same message by the same id, and others by others', () => {
    expect(ids(channel, said())).toEqual(ids(channel, said()));
    const other = channel === 'gowa' ? { id: '3EB08' } : { inboxid: 8 };
    expect(ids(channel, said(other))).not.toEqual(ids(channel, said()));
  });
  it('is proved by its secret alone, over every byte', () => {
    const reader = readerOf(channel);
    expect(reader.isProved(webhookOf(said()))).toBe(true);
    for (const wrong of ['', 'secret', `${SECRET} `, SECRET.toUpperCase()])
      expect(reader.isProved(webhookOf(said(), wrong, wrong))).toBe(false);
    if (channel !== 'gowa') return;
    const { headers } = webhookOf(said());
    expect(reader.isProved({ ...webhookOf(`${said()} `), headers })).toBe(false);
    expect(reader.isProved({ ...webhookOf(said()), headers: {} })).toBe(false);
  });
  it('takes nothing without a secret', () =>
    expect(
      webhookReaderOf(channel, {
        ...settings,
        FONNTE_WEBHOOK_KEY: undefined,
        GOWA_WEBHOOK_SECRET: undefined,
      }),
    ).toBeNull());
  it('never fails at whatever comes', () =>
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.constant(said().slice(0, 40))), (body) => {
        expect(Array.isArray(read(channel, body))).toBe(true);
      }),
    ));
});

it.each<[string, Words]>([
  ['a group', { sender: '120363402106@g.us', member: '6281234567890' }],
  ['a member of a group', { member: '6281234567890' }],
  ['no number', { sender: 'Telkomsel' }],
  ['nobody', { sender: '' }],
  ['a sender that is no text', { sender: { nested: '6281234567890' } }],
])('fonnte says nothing of %s', (_, more) => expect(read('fonnte', fonnte(more))).toEqual([]));

it.each<[string, Words, string]>([
  ['a group', { chat_id: '120363402106@g.us' }, 'message'],
  ['a channel', { chat_id: '120363402106@newsletter' }, 'message'],
  ['a status', { chat_id: 'status@broadcast' }, 'message'],
  ['ourselves', { is_from_me: true }, 'message'],
  ['a receipt', {}, 'message.ack'],
  ['an edit', {}, 'message.edited'],
  ['no id', { id: '' }, 'message'],
  ['nobody', { from: 'x@y' }, 'message'],
])('gowa says nothing of %s', (_, more, event) => expect(read('gowa', gowa(more, event))).toEqual([]));

it('knows a person whose number is hidden, one of several phones, and what was passed on', () => {
  expect(read('gowa', gowa({ from: '251556368777322@lid' }))).toMatchObject([
    { contact: '251556368777322@lid', phone: null },
  ]);
  expect(read('gowa', gowa({ from: '6281234567890:12@s.whatsapp.net' }))).toMatchObject([
    { contact: '+6281234567890', phone: '+6281234567890' },
  ]);
  expect(read('gowa', gowa({ forwarded: true }))).toMatchObject([{ isForwarded: true }]);
  expect(read('fonnte', fonnte({ forwarded: 'true' }))).toMatchObject([{ isForwarded: true }]);
});

it('reads a form as it reads JSON, and a message without an id as one within ten seconds', () => {
  const form = 'sender=6281234567890&message=halo';
  const asked = { ...webhookOf(form), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const later = (seconds: number) => ({
    ...asked,
    receivedAt: new Date(asked.receivedAt.getTime() + seconds * 1000),
  });
  const idOf = (webhook: Webhook) =>
    readerOf('fonnte')
      .read(webhook)
      .map((one) => 'id' in one && one.id);
  expect(readerOf('fonnte').read(asked)).toMatchObject([{ text: 'halo', phone: '+6281234567890' }]);
  expect(idOf(later(9))).toEqual(idOf(asked));
  expect(idOf(later(10))).not.toEqual(idOf(asked));
});

it('hears of a linked phone that lost WhatsApp, and of one that has it again', () => {
  const event = (status: string) =>
    read('fonnte', JSON.stringify({ device: '62811', status, reason: 'logout' }));
  expect(event('disconnect')).toEqual([{ kind: 'device', isConnected: false, reason: 'logout' }]);
  expect(event('connect')).toMatchObject([{ isConnected: true }]);
});
