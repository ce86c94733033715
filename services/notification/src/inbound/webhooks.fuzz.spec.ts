// webhooks.fuzz.spec.ts — whatever a vendor's webhook or answer says, it is read as what a person wrote, or as nothing; it
// harms nobody. `npm run fuzz -- webhooks` for long.
import { parsePhoneNumber } from '@saring/kernel';
import { fuzz, fuzzRuns } from '@saring/testing';
import { updatesIn } from '../channels/telegram-update';
import type { Inbound } from './inbound';
import { webhookReaderOf } from './webhooks';

const SECRET = 'rahasia-webhook-1';
const settings = {
  ...{ FONNTE_WEBHOOK_KEY: SECRET, GOWA_WEBHOOK_SECRET: SECRET, WAHA_WEBHOOK_SECRET: SECRET },
  ...{ WAHA_PHONE: undefined, WAHA_SESSION: 'default', WAHA_SENDERS: new Map([['dua', 'kedua']]) },
  FONNTE_SENDER_CREDENTIALS: new Map<string, string>(),
  ...{ FONNTE_PHONE: undefined, GOWA_PHONE: undefined, CLOUD_PHONE: undefined },
  ...{ CLOUD_APP_SECRET: SECRET, CLOUD_PHONE_NUMBER_ID: '1055' },
};
const receivedAt = new Date('2026-11-30T04:00:00.000Z');
const jid = '6281234567890@s.whatsapp.net';
const metadata = { phone_number_id: '1055' };
const cloud = (value: object): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field: 'messages', value: { metadata, ...value } }] }],
  });
const bodies = (texts: readonly (string | object)[]): readonly Buffer[] =>
  texts.map((text) => Buffer.from(typeof text === 'string' ? text : JSON.stringify(text)));

const CORPUS: Readonly<Record<string, readonly Buffer[]>> = {
  fonnte: bodies([
    { device: '628110000000', sender: '6281234567890', message: 'SALDO', inboxid: 7, forwarded: 'true' },
    { device: '628110000000', status: 'disconnect', reason: 'logged out' },
    'device=628110000000&sender=6281234567890&message=SALDO&inboxid=7',
  ]),
  gowa: bodies([
    { event: 'message', payload: { id: '3EB07', chat_id: jid, from: jid, body: 'SALDO' } },
    {
      event: 'message.ack',
      timestamp: '2026-11-30T03:59:58Z',
      payload: { ids: ['3EB07'], receipt_type: 'read' },
    },
    { event: 'message', payload: { id: '3EB08', from: '123456789012@lid', body: 'PAKAI', forwarded: true } },
  ]),
  waha: bodies([
    {
      ...{ id: 'evt_1', timestamp: 1_764_475_200_000, event: 'message', session: 'default' },
      payload: { id: 'false_6281234567890@c.us_3EB07', from: '6281234567890@c.us', body: 'SALDO' },
    },
    {
      ...{ timestamp: 1_764_475_200_000, event: 'message.ack', session: 'kedua' },
      payload: { id: 'true_6281234567890@c.us_3EB07', ackName: 'READ', fromMe: true },
    },
    { event: 'session.status', session: 'default', payload: { status: 'FAILED' } },
  ]),
  cloud: bodies([
    cloud({
      contacts: [{ wa_id: '6281234567890', profile: { name: 'Citra' } }],
      messages: [
        {
          ...{ id: 'wamid.1', from: '6281234567890', timestamp: '1764475190', type: 'text' },
          ...{ text: { body: 'SALDO' }, context: { forwarded: true } },
        },
      ],
    }),
    cloud({
      statuses: [
        {
          ...{ id: 'wamid.2', status: 'failed', timestamp: '1764475190', biz_opaque_callback_data: 'm1' },
          errors: [{ code: 131_026, error_data: { details: 'Undeliverable to 6281234567890' } }],
          pricing: { category: 'authentication', billable: true },
        },
      ],
    }),
  ]),
};
const WORDS = [
  ...['"__proto__":', '"constructor":', 'null', '{}', '[]', '[[[[', '1e999', '-1', '0.5', '"\\u0000"'],
  ...['"\\ud800"', 'true', '""', ',', '}', ']', '99999999999', '@g.us', '@lid', '+62', '%00', '&sender='],
];

const isMoment = (at: Date): boolean => !Number.isNaN(at.getTime());
const checked = (one: Inbound): string => {
  if (one.kind === 'message') {
    if (one.id === '' || one.contact === '' || typeof one.text !== 'string')
      throw new Error('half a message');
    if (one.phone !== null && !parsePhoneNumber(one.phone).ok) throw new Error('a number that is none');
    if (one.opensWindowAt && !isMoment(one.opensWindowAt)) throw new Error('a window at no time');
  } else if (one.kind === 'gateway-receipt') {
    if (!isMoment(one.at) || one.at > receivedAt) throw new Error('a receipt at no time');
    if (one.providerIds.some((id) => typeof id !== 'string' || id === '')) throw new Error('of no message');
  } else if (one.kind === 'receipt') {
    if (!isMoment(one.status.at)) throw new Error('a status at no time');
    if (one.status.code !== null && typeof one.status.code !== 'number') throw new Error('no code');
  } else if (typeof one.reason !== 'string' || one.sender === '') throw new Error('half an event');
  return one.kind;
};

it.each(Object.keys(CORPUS))(
  '%s: nothing that it posts is more than what a person wrote',
  async (channel) => {
    const reader = webhookReaderOf(channel, settings);
    if (!reader) throw new Error(channel);
    const seen = await fuzz(
      {
        ...{ corpus: CORPUS[channel] ?? [], words: WORDS, isJson: true },
        answer(body, random) {
          const type = random(2) === 0 ? 'application/x-www-form-urlencoded' : 'application/json';
          const headers = { 'content-type': type };
          const webhook = { key: SECRET, headers, body, receivedAt };
          if (channel !== 'fonnte' && reader.isProved(webhook)) throw new Error('proved without a signature');
          return reader.read(webhook).map(checked).join(' ') || 'nothing';
        },
      },
      fuzzRuns(10_000),
    );
    expect(seen.answers.size).toBeGreaterThan(1);
  },
);

it('telegram: nothing that it answers is more than an update', async () => {
  const chat = { id: 5_012_345, type: 'private' };
  const message = { chat, date: 1_764_475_190, text: 'SALDO', from: { language_code: 'id' } };
  const seen = await fuzz(
    {
      corpus: bodies([
        { ok: true, result: [{ update_id: 1, message }] },
        { ok: true, result: [{ update_id: 2, message: { ...message, text: '/start abc_DEF-123' } }] },
        {
          ok: true,
          result: [{ update_id: 3, my_chat_member: { chat, new_chat_member: { status: 'kicked' } } }],
        },
        { ok: false, error_code: 429, parameters: { retry_after: 5 } },
      ]),
      words: [...WORDS, '/start ', '"type":"group"'],
      isJson: true,
      answer(body) {
        const updates = updatesIn(body.toString('utf8'));
        if (updates === null) return 'none';
        for (const one of updates) {
          if (!Number.isSafeInteger(one.id)) throw new Error('an update without its place');
          if (one.kind !== 'other' && !/^-?\d+$/.test(one.chat)) throw new Error('a chat that is none');
          if (one.kind === 'wrote' && Number.isNaN(new Date(one.at).getTime())) throw new Error('at no time');
        }
        return updates.map(({ kind }) => kind).join(' ');
      },
    },
    fuzzRuns(10_000),
  );
  expect(seen.answers.size).toBeGreaterThan(3);
});
