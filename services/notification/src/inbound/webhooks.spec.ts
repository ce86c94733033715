// webhooks.spec.ts — one contract for all channels that take messages: only what is proved, only what a person wrote to us.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { Inbound, Webhook } from './inbound';
import { webhookReaderOf } from './webhooks';

const SECRET = 'rahasia-webhook-1';
const settings = {
  ...{ FONNTE_WEBHOOK_KEY: SECRET, GOWA_WEBHOOK_SECRET: SECRET, WAHA_WEBHOOK_SECRET: SECRET },
  ...{ WAHA_PHONE: undefined, WAHA_SESSION: 'default', WAHA_SENDERS: new Map([['dua', 'kedua']]) },
  FONNTE_SENDER_CREDENTIALS: new Map(),
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
  headers: {
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    'x-webhook-hmac': createHmac('sha512', secret).update(body).digest('hex'),
  },
});
const fonnte = (more: Words = {}): string =>
  JSON.stringify({ device: '628110000000', sender: '6281234567890', message: 'SALDO', inboxid: 7, ...more });
const gowa = (more: Words = {}, event = 'message'): string => {
  const jid = '6281234567890@s.whatsapp.net';
  return JSON.stringify({ event, payload: { id: '3EB07', chat_id: jid, from: jid, body: 'SALDO', ...more } });
};
const waha = (more: Words = {}, event = 'message', session = 'default'): string => {
  const payload = {
    id: 'false_6281234567890@c.us_3EB07',
    from: '6281234567890@c.us',
    body: 'SALDO',
    ...more,
  };
  return JSON.stringify({ id: 'evt_1', timestamp: 1_764_475_200_000, event, session, payload });
};
const read = (channel: string, body: string): readonly Inbound[] => readerOf(channel).read(webhookOf(body));
const ids = (channel: string, body: string) => read(channel, body).map((one) => 'id' in one && one.id);

describe.each([
  ['fonnte', fonnte],
  ['gowa', gowa],
  ['waha', waha],
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
    const others: Readonly<Record<string, Words>> = {
      ...{ fonnte: { inboxid: 8 }, gowa: { id: '3EB08' }, waha: { id: 'false_6281234567890@c.us_3EB08' } },
    };
    const other = others[channel] ?? {};
    expect(ids(channel, said(other))).not.toEqual(ids(channel, said()));
  });
  it('is proved by its secret alone, over every byte', () => {
    const reader = readerOf(channel);
    expect(reader.isProved(webhookOf(said()))).toBe(true);
    for (const wrong of ['', 'secret', `${SECRET} `, SECRET.toUpperCase()])
      expect(reader.isProved(webhookOf(said(), wrong, wrong))).toBe(false);
    if (channel === 'fonnte') return;
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
        WAHA_WEBHOOK_SECRET: undefined,
      }),
    ).toBeNull());
  it('reads what no database takes as a mark in its place', () => {
    const odd: Words = { fonnte: { inboxid: 'a\0' }, gowa: { id: 'a\0' }, waha: { id: 'false_1@c.us_a\0' } };
    const more = { ...(odd[channel] as Words), body: 'a\0b\ud800', message: 'a\0b\ud800' };
    const [one] = read(channel, said(more));
    expect(one).toMatchObject({
      kind: 'message',
      text: 'a\ufffdb\ufffd',
      id: expect.stringMatching(/a\ufffd$/),
    });
  });
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
  ['a receipt of our own devices', { ids: ['3EB07'], receipt_type: 'read-self' }, 'message.ack'],
  ['a receipt of nothing', { receipt_type: 'read' }, 'message.ack'],
  ['an edit', {}, 'message.edited'],
  ['no id', { id: '' }, 'message'],
  ['nobody', { from: 'x@y' }, 'message'],
])('gowa says nothing of %s', (_, more, event) => expect(read('gowa', gowa(more, event))).toEqual([]));

it.each<[string, Words, string, string]>([
  ['a group', { from: '120363402106@g.us', participant: '6281234567890@c.us' }, 'message', 'default'],
  ['a channel', { from: '120363402106@newsletter' }, 'message', 'default'],
  ['a status', { from: 'status@broadcast' }, 'message', 'default'],
  ['ourselves', { fromMe: true }, 'message', 'default'],
  ['all messages', {}, 'message.any', 'default'],
  ['no id', { id: '' }, 'message', 'default'],
  ['another phone', {}, 'message', 'lain'],
])('waha says nothing of %s', (_, more, event, session) =>
  expect(read('waha', waha(more, event, session))).toEqual([]),
);

it('reads it alike in a form of fonnte', () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const form = { ...webhookOf('sender=6281234567890&message=a%00b&inboxid=7%00'), headers };
  expect(readerOf('fonnte').read(form)).toMatchObject([{ text: 'a\ufffdb', id: '7\ufffd' }]);
});

it('waha knows who is hidden, what was passed on, and nobody who only writes that it was', () => {
  expect(read('waha', waha({ from: '251556368777322@lid' }))).toMatchObject([
    { contact: '251556368777322@lid', phone: null },
  ]);
  for (const _data of [{ isForwarded: true }, { message: { a: { contextInfo: { isForwarded: true } } } }])
    expect(read('waha', waha({ _data }))).toMatchObject([{ isForwarded: true }]);
  const _data = { message: { conversation: '"isForwarded":true' } };
  expect(read('waha', waha({ _data }))).toMatchObject([{ isForwarded: false }]);
});

const AT = new Date('2026-11-30T03:59:58.000Z');
it.each([
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
])('gowa tells that messages were %s', (type, status) => {
  const payload = { ids: ['3EB07', '', 8, '3EB08'], receipt_type: type };
  const said = (timestamp: string) => JSON.stringify({ event: 'message.ack', timestamp, payload });
  const receipt = { kind: 'gateway-receipt', providerIds: ['3EB07', '3EB08'], status };
  expect(read('gowa', said(AT.toISOString()))).toEqual([{ ...receipt, at: AT }]);
  // A clock that is wrong moves nothing into the future.
  for (const odd of ['2027-01-01T00:00:00Z', 'besok'])
    expect(read('gowa', said(odd))).toEqual([{ ...receipt, at: webhookOf('').receivedAt }]);
});

it.each([
  ['ERROR', 'failed'],
  ['SERVER', 'sent'],
  ['DEVICE', 'delivered'],
  ['READ', 'read'],
  ['PLAYED', 'read'],
])('waha tells that a message was %s', (ackName, status) => {
  const payload = { id: 'true_6281234567890@c.us_3EB07', fromMe: true, ackName };
  const head = { event: 'message.ack', session: 'default', timestamp: AT.getTime() };
  expect(read('waha', JSON.stringify({ ...head, payload }))).toEqual([
    { kind: 'gateway-receipt', providerIds: ['3EB07'], status, at: AT },
  ]);
  const mine = { ...payload, ackName: 'PENDING' };
  expect(read('waha', JSON.stringify({ ...head, payload: mine }))).toEqual([]);
});

it.each([
  ['WORKING', [{ kind: 'device', sender: 'waha', isConnected: true, reason: '' }]],
  ['SCAN_QR_CODE', [{ kind: 'device', sender: 'waha', isConnected: false, reason: 'SCAN_QR_CODE' }]],
  ['FAILED', [{ kind: 'device', sender: 'waha', isConnected: false, reason: 'FAILED' }]],
  ['STARTING', []],
])('waha tells of a phone that is %s', (status, told) =>
  expect(read('waha', waha({ status }, 'session.status'))).toEqual(told),
);

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
  expect(event('disconnect')).toEqual([
    { kind: 'device', sender: 'fonnte', isConnected: false, reason: 'logout' },
  ]);
  expect(event('connect')).toMatchObject([{ isConnected: true }]);
});

it('knows which of several phones it was', () => {
  const state = waha({ status: 'FAILED' }, 'session.status', 'kedua');
  expect(read('waha', state)).toMatchObject([{ kind: 'device', sender: 'waha.dua', isConnected: false }]);
  const event = (device: string) => JSON.stringify({ device, status: 'disconnect', reason: 'logout' });
  const several = {
    ...{ ...settings, FONNTE_PHONE: '+628110000000' as const },
    FONNTE_SENDER_CREDENTIALS: new Map([['dua', 'token-2']]),
  };
  const told = (device: string) => webhookReaderOf('fonnte', several)?.read(webhookOf(event(device)));
  expect(told('628110000000')).toMatchObject([{ sender: 'fonnte' }]);
  expect(told('628119999999')).toEqual([]);
});
