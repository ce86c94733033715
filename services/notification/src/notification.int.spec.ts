import 'reflect-metadata';
import { Billing, Notification, type ReplyOf } from '@saring/contracts';
import { Controller, Module } from '@nestjs/common';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import {
  Answers,
  createLogger,
  PG_POOL,
  SiteDirectory,
  startService,
  type RunningService,
  TravellingParams,
} from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../infra/simulators/whatsapp/src';
import { notification } from '.';
import { FonnteChannel } from './channels/fonnte-channel';

@Controller()
class BillingStandIn {
  @Answers(Billing.method.listSiteProfiles)
  async listSiteProfiles(): Promise<ReplyOf<typeof Billing.method.listSiteProfiles>> {
    return { items: [{ site: 'rw06', version: 1, name: 'Warung Budi' }] };
  }
}
@Module({ controllers: [BillingStandIn] })
class BillingModule {}
const billingStandIn = { name: 'billing', module: BillingModule };

let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1000),
  monotonicMilliseconds: () => performance.now(),
};
const logged: string[] = [];
const logger = createLogger('silent');
const method = Notification.method;

let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let service: RunningService;
let pool: Pool;
let whatsapp: WhatsAppSimulator;

const start = async (env: Record<string, string> = {}) => {
  const base = {
    ...stack.env,
    FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`,
    FONNTE_TOKEN: whatsapp.token,
  };
  service = await startService(notification, { env: { ...base, ...env }, nats, logger, clock });
  pool = service.app.get<Pool>(PG_POOL);
};

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  whatsapp = await startWhatsAppSimulator();
  await start();
});
afterAll(async () => {
  await service.stop();
  await whatsapp.close();
  await nats.close();
  await stack.close();
});
beforeEach(() => {
  whatsapp.faults.set(undefined);
  whatsapp.capitalKeys = false;
  // Another local day and another minute: no budget and no pace reaches over, and an open breaker has closed.
  offsetSeconds += 86_400;
});

let phones = 20_000_000;
const newPhone = () => `+62813${(phones += 1)}`;
const otp = (change: object = {}) => ({
  commandId: newId(),
  toPhone: newPhone(),
  template: 'otp.code',
  params: { code: '482913', minutes: '5' },
  locale: 'id',
  purpose: 'otp',
  site: 'rw05',
  ...change,
});
type Sent = Omit<ReturnType<typeof otp>, 'params'> & {
  params: Record<string, string>;
  sealedParams?: string;
  attachment?: { fileName: string; contentType: string; content: Uint8Array };
};
const send = (message: Sent) => ask.request(method.sendMessage, message);
const inboxOf = (phone: string) => whatsapp.inbox.list(phone.slice(1));
const rowOf = async (messageId: string) => {
  const { rows } = await pool.query<{
    state: string;
    attempts: number;
    params_sealed: string | null;
    last_error: string | null;
  }>('select state, attempts, params_sealed, last_error from messages where id = $1', [messageId]);
  return rows[0];
};
const ended = (messageId: string, state: string) =>
  eventually(async () => {
    const row = await rowOf(messageId);
    expect(row?.state).toBe(state);
    return row ?? false;
  });
const refusal = (code: string) => expect.objectContaining({ code });

describe('sending', () => {
  it('sends once, however often it is asked with one key, and then forgets what it said', async () => {
    const message = otp();
    const first = await send(message);
    const row = await ended(first.messageId, 'sent');
    expect((await send(message)).messageId).toBe(first.messageId);
    await expect(send({ ...message, params: { code: '000000', minutes: '5' } })).rejects.toEqual(
      refusal('COMMAND.ID_REUSED'),
    );
    expect(inboxOf(message.toPhone)).toHaveLength(1);
    expect(inboxOf(message.toPhone)[0]?.message).toContain('*482913* adalah kode masuk WiFi Anda');
    expect(row).toMatchObject({ attempts: 1, params_sealed: null });
  });
  it('sends what was sealed on its way, and nothing that was sealed for another message', async () => {
    const travelling = new TravellingParams(stack.env['SECRETS_KEY'] ?? '');
    const { params, ...message } = otp();
    const sealed = () => ({
      ...message,
      params: {},
      sealedParams: travelling.seal(message.commandId, params),
    });
    const first = await send(sealed());
    await ended(first.messageId, 'sent');
    // Sealed again it is the same message.
    expect((await send(sealed())).messageId).toBe(first.messageId);
    expect(inboxOf(message.toPhone)[0]?.message).toContain('*482913*');
    await expect(send({ ...sealed(), commandId: newId() })).rejects.toEqual(refusal('REQUEST.MALFORMED'));
  });
  it('speaks the language that is asked for', async () => {
    const message = otp({ locale: 'en' });
    await ended((await send(message)).messageId, 'sent');
    expect(inboxOf(message.toPhone)[0]?.message).toContain('is your WiFi login code');
  });
  it('says whose message it is, where an operator has set a name', async () => {
    const billing = await startService(billingStandIn, { env: stack.env, nats, logger });
    try {
      await service.app.get(SiteDirectory).look();
      const [named, other] = [otp({ site: 'rw06' }), otp({ site: 'rw07' })];
      await ended((await send(named)).messageId, 'sent');
      await ended((await send(other)).messageId, 'sent');
      expect(inboxOf(named.toPhone)[0]?.message).toMatch(/\n\nWarung Budi$/);
      expect(inboxOf(other.toPhone)[0]?.message).not.toContain('Warung Budi');
    } finally {
      await billing.stop();
    }
  });
  it('sends once when many ask at once', async () => {
    const message = otp();
    const replies = await Promise.all(Array.from({ length: 5 }, () => send(message)));
    expect(new Set(replies.map(({ messageId }) => messageId)).size).toBe(1);
    await ended(replies[0]?.messageId ?? '', 'sent');
    expect(inboxOf(message.toPhone)).toHaveLength(1);
  });
  it('sends a file along, keeps it sealed meanwhile and forgets it afterwards', async () => {
    const attachment = {
      fileName: 'nota.pdf',
      contentType: 'application/pdf',
      content: Buffer.from('%PDF-rahasia'),
    };
    const stored = async (id: string) => {
      const { rows } = await pool.query<{ attachment_sealed: Buffer | null }>(
        'select attachment_sealed from messages where id = $1',
        [id],
      );
      return rows[0]?.attachment_sealed;
    };
    whatsapp.faults.set({ kind: 'request invalid on disconnected device', times: 1 });
    const message = otp({ purpose: 'notice', attachment });
    const { messageId } = await send(message);
    await eventually(async () => expect((await rowOf(messageId))?.last_error).toContain('disconnected'));
    expect((await stored(messageId))?.includes('rahasia')).toBe(false);
    await expect(
      send({ ...message, attachment: { ...attachment, content: Buffer.from('x') } }),
    ).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    offsetSeconds += 3_600;
    await ended(messageId, 'sent');
    const [inInbox] = inboxOf(message.toPhone);
    expect(inInbox?.file).toEqual({ name: 'nota.pdf', type: 'application/pdf', bytes: 12 });
    expect(whatsapp.inbox.fileOf(inInbox?.id ?? '')?.content.toString()).toBe('%PDF-rahasia');
    expect(await stored(messageId)).toBeNull();
  });
  it.each([
    ['of another kind', { contentType: 'text/html' }],
    ['with a path for a name', { fileName: '../x.pdf' }],
    ['of nothing', { content: Buffer.alloc(0) }],
    ['above 500 KB', { content: Buffer.alloc(500 * 1024 + 1) }],
  ])('refuses a file %s', async (_, change) => {
    const file = { fileName: 'a.pdf', contentType: 'application/pdf', content: Buffer.from('a'), ...change };
    await expect(send(otp({ attachment: file }))).rejects.toEqual(refusal('NOTIFICATION.ATTACHMENT_INVALID'));
  });
  it('takes a file of 500 KB', async () => {
    const content = Buffer.alloc(500 * 1024, 7);
    const message = otp({ attachment: { fileName: 'a.png', contentType: 'image/png', content } });
    await ended((await send(message)).messageId, 'sent');
    expect(inboxOf(message.toPhone)[0]?.file?.bytes).toBe(content.length);
  });
  it('refuses what it cannot send', async () => {
    await expect(send(otp({ template: 'no.such' }))).rejects.toEqual(
      refusal('NOTIFICATION.TEMPLATE_UNKNOWN'),
    );
    await expect(send(otp({ params: { code: '1' } }))).rejects.toEqual(refusal('NOTIFICATION.PARAM_MISSING'));
    await expect(send(otp({ toPhone: '123' }))).rejects.toEqual(refusal('PHONE.INVALID'));
    await expect(send(otp({ purpose: 'spam' }))).rejects.toEqual(refusal('NOTIFICATION.PURPOSE_INVALID'));
    await expect(send(otp({ expiresAt: 'soon' }))).rejects.toEqual(refusal('NOTIFICATION.EXPIRY_INVALID'));
    await expect(send(otp({ commandId: '' }))).rejects.toEqual(refusal('COMMAND.ID_MISSING'));
  });
});

describe('faults of the vendor', () => {
  it.each([true, false])(
    'knows a rejection that comes with HTTP 200, capital keys: %s',
    async (capitalKeys) => {
      whatsapp.capitalKeys = capitalKeys;
      whatsapp.faults.set({ kind: 'target invalid', times: 1 });
      const row = await ended((await send(otp())).messageId, 'failed');
      expect(row?.last_error).toBe('target invalid');
    },
  );
  it.each(['cut', 'http-500'] as const)('does not send again what may have gone out: %s', async (kind) => {
    whatsapp.faults.set({ kind, times: 1 });
    const message = otp();
    const before = whatsapp.requestCount;
    await ended((await send(message)).messageId, 'unknown');
    await ended((await send(otp())).messageId, 'sent');
    expect(whatsapp.requestCount - before).toBe(2);
  });
  it('names the portal and whom to ask where that helps', async () => {
    await service.stop();
    await start({ PUBLIC_URL: 'https://wifi.example.id', BUSINESS_PHONE: '0812 0000 1111' });
    const low = otp({ purpose: 'notice', template: 'quota.exhausted', params: {} });
    await ended((await send(low)).messageId, 'sent');
    expect(inboxOf(low.toPhone)[0]?.message).toContain('\nhttps://wifi.example.id');
    const blocked = otp({ purpose: 'notice', template: 'access.blocked', params: { reason: 'abuse' } });
    await ended((await send(blocked)).messageId, 'sent');
    expect(inboxOf(blocked.toPhone)[0]?.message).toContain('Hubungi pengelola: 0812 0000 1111');
    await service.stop();
    await start();
  });
  it('does not wait for ever for an answer', async () => {
    whatsapp.faults.set({ kind: 'timeout', times: 1 });
    const channel = new FonnteChannel({
      baseUrl: `http://127.0.0.1:${whatsapp.port}`,
      token: whatsapp.token,
      answerLimitMilliseconds: 50,
    });
    expect(
      await channel.send({
        ...{ id: newId(), to: '+6281234567890', template: 'access.unblocked', params: {}, locale: 'id' },
        ...{ text: 'hello', attachment: null },
      }),
    ).toEqual({
      outcome: 'unknown',
      fault: 'no_answer',
      reason: 'no answer in time',
    });
  });
  it('knows that nothing left when no vendor listens', async () => {
    const gone = await startWhatsAppSimulator();
    await gone.close();
    const channel = new FonnteChannel({ baseUrl: `http://127.0.0.1:${gone.port}`, token: 't' });
    expect(
      await channel.send({
        ...{ id: newId(), to: '+6281234567890', template: 'access.unblocked', params: {}, locale: 'id' },
        ...{ text: 'hello', attachment: null },
      }),
    ).toMatchObject({ outcome: 'channelDown' });
  });
  it('leaves a disconnected device alone, takes no more codes, and goes on when it is back', async () => {
    whatsapp.faults.set({ kind: 'request invalid on disconnected device' });
    const message = otp();
    const { messageId } = await send(message);
    await eventually(async () => expect((await ask.request(method.getChannelState, {})).open).toBe(true));
    const requests = whatsapp.requestCount;
    await expect(send(otp())).rejects.toEqual(refusal('NOTIFICATION.CHANNEL_DOWN'));
    const notice = await send(otp({ purpose: 'notice', template: 'quota.exhausted', params: {} }));
    whatsapp.faults.set(undefined);
    offsetSeconds += 6;
    await ended(messageId, 'sent');
    await ended(notice.messageId, 'sent');
    expect(whatsapp.requestCount).toBe(requests + 2);
    expect(inboxOf(message.toPhone)).toHaveLength(1);
    expect(await ask.request(method.getChannelState, {})).toMatchObject({ open: false, channel: 'fonnte' });
  });
  it('lets a code die that could not leave in time', async () => {
    whatsapp.faults.set({ kind: 'insufficient quota' });
    const { messageId } = await send(otp());
    await eventually(async () => expect((await rowOf(messageId))?.attempts).toBe(1));
    offsetSeconds += 301;
    const row = await ended(messageId, 'expired');
    expect(row).toMatchObject({ params_sealed: null, last_error: 'insufficient quota' });
  });
});

describe('pacing', () => {
  it('holds back the fifth message of a minute to one number', async () => {
    const toPhone = newPhone();
    const replies = [];
    for (let index = 0; index < 5; index += 1) replies.push(await send(otp({ toPhone })));
    const ids = replies.map(({ messageId }) => messageId);
    const waiting = async () => {
      const { rows } = await pool.query<{ id: string; late: boolean }>(
        `select id, next_attempt_at > created_at as late from messages where id = any($1) and state = 'queued'`,
        [ids],
      );
      return rows;
    };
    await eventually(async () => expect(await waiting()).toMatchObject([{ late: true }]));
    expect(inboxOf(toPhone)).toHaveLength(4);
    // Before the code is too old to be of use.
    offsetSeconds += 58;
    await eventually(async () => expect(await waiting()).toEqual([]));
  });
});

describe('a flood of codes to strangers', () => {
  const flood = async (count: number, source: (index: string) => string) => {
    // Sealed with an unknown key: each is tried, found unreadable and ends, which takes its place in the pace.
    await pool.query(
      `insert into messages (id, command_id, content_hash, to_phone, template, params_sealed, locale, purpose, site, lane,
         sources, queue_rank, created_at, expires_at, next_attempt_at)
       select gen_random_uuid(), gen_random_uuid()::text, '', '+62811' || (10000000 + i), 'otp.code', 'x', 'id', 'otp', 'rw99',
         'stranger', array[${source('i')}], 0, $1::timestamptz, $1::timestamptz + interval '60 s', $1::timestamptz from generate_series(1, $2::int) i`,
      [clock.now(), count],
    );
  };
  const positionOf = async (messageId: string) => {
    await ended(messageId, 'sent');
    const { rows } = await pool.query<{ before: number }>(
      `select count(*)::int as before from messages m, messages mine where mine.id = $1
       and m.attempted_at > mine.created_at and m.attempted_at < mine.attempted_at`,
      [messageId],
    );
    return rows[0]?.before ?? Infinity;
  };
  it('waits behind the code of a known person, and behind that of a newcomer who asks once', async () => {
    // What a flood is refused by the budget is another test's matter: here all of it waits.
    await service.stop();
    await start({ OTP_DAILY_BUDGET: '1000000', OTP_DAILY_BUDGET_PER_SITE: '1000000' });
    await flood(1_000, () => `'address-of-the-flood'`);
    for (const lane of ['own', 'known', 'newcomer', 'stranger']) {
      const { messageId } = await send(otp({ lane, sources: [`device-of-${lane}`] }));
      expect(await positionOf(messageId)).toBeLessThan(10);
    }
  });
  it('ranks a code by how often its device or address asked', async () => {
    const rankOf = async (sources: string[]) => {
      const { messageId } = await send(otp({ lane: 'stranger', sources }));
      const { rows } = await pool.query<{ queue_rank: number }>(
        'select queue_rank from messages where id = $1',
        [messageId],
      );
      return rows[0]?.queue_rank;
    };
    const ranks = [];
    for (const sources of [
      ['m1', 'a1'],
      ['m2', 'a1'],
      ['m2', 'a2'],
      ['m3', 'a3'],
      ['m1', 'a9'],
    ])
      ranks.push(await rankOf(sources));
    expect(ranks).toEqual([0, 1, 1, 0, 1]);
    offsetSeconds += 301;
    expect(await rankOf(['m1', 'a1'])).toBe(0);
  });
  it('is dropped by age, says so, and costs no budget unless it was tried', async () => {
    const before = (await ask.request(method.getChannelState, {})).otpLeftToday;
    await flood(200, () => `'address-of-the-flood'`);
    offsetSeconds += 61;
    const counts = async () => {
      const { rows } = await pool.query<{ tried: number; dropped: number; command_id: string }>(
        `select count(*) filter (where attempts > 0)::int as tried, count(*) filter (where state = 'expired')::int as dropped,
           max(command_id) filter (where state = 'expired') as command_id
         from messages where created_at > $1`,
        [new Date(clock.now().getTime() - 120_000)],
      );
      return rows[0] ?? { tried: 0, dropped: 0, command_id: '' };
    };
    await eventually(async () => {
      const { tried, dropped } = await counts();
      expect([tried + dropped, dropped > 100]).toEqual([200, true]);
    });
    const { tried, command_id: commandId } = await counts();
    expect((await ask.request(method.getChannelState, {})).otpLeftToday).toBe(before - tried);
    const { items } = await ask.request(method.getMessageStates, { commandIds: [commandId] });
    expect(items).toMatchObject([{ commandId, state: 'expired', lastError: 'not sent in time' }]);
  });
  it('knows at once what the channel says at once', async () => {
    whatsapp.faults.set({ kind: 'target invalid', times: 1 });
    const message = otp();
    await send(message);
    const { items } = await ask.request(method.getMessageStates, {
      commandIds: [message.commandId, 'unknown'],
      waitMilliseconds: 3_000,
    });
    expect(items).toMatchObject([
      { commandId: message.commandId, state: 'failed', lastError: 'target invalid' },
    ]);
  });
  it('takes no lane that there is not', () =>
    expect(send(otp({ lane: 'notice' }))).rejects.toEqual(refusal('NOTIFICATION.LANE_INVALID')));
});

describe('the budget of codes', () => {
  it('can be switched off while running', async () => {
    expect(await ask.request(method.setOtpSending, { on: false, actor: 'op' })).toMatchObject({
      otpSending: false,
    });
    await expect(send(otp())).rejects.toEqual(refusal('NOTIFICATION.OTP_SENDING_OFF'));
    await send(otp({ purpose: 'notice', template: 'access.unblocked', params: {} }));
    expect(await ask.request(method.setOtpSending, { on: true, actor: 'op' })).toMatchObject({
      otpSending: true,
    });
    await send(otp());
  });
  it('is spread over the day for unknown numbers: a flood leaves codes for later', async () => {
    await service.stop();
    await start({ OTP_DAILY_BUDGET: '240', OTP_DAILY_BUDGET_PER_SITE: '240' });
    const ask7 = () => send(otp({ lane: 'stranger' }));
    for (let index = 0; index < 7; index += 1) await ask7();
    await expect(ask7()).rejects.toMatchObject({
      code: 'NOTIFICATION.OTP_BUSY',
      details: { retryInSeconds: 60 },
    });
    await send(otp({ lane: 'known' }));
    offsetSeconds += 301;
    await ask7();
    await service.stop();
    await start();
  });
  it('ends for a site, and for all, until the next local day', async () => {
    await service.stop();
    await start({ OTP_DAILY_BUDGET: '3', OTP_DAILY_BUDGET_PER_SITE: '2' });
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => send(otp())));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await send(otp({ site: 'rw06' }));
    await expect(send(otp({ site: 'rw07' }))).rejects.toEqual(refusal('NOTIFICATION.OTP_BUDGET_SPENT'));
    expect((await ask.request(method.getChannelState, {})).otpLeftToday).toBe(0);
    offsetSeconds += 86_400;
    await send(otp({ site: 'rw07' }));
    await service.stop();
    await start();
  });
});

it('calls a message unknown whose sender ended in the middle, and sends what waits after a restart', async () => {
  const hit = await send(otp());
  await ended(hit.messageId, 'sent');
  await service.stop();
  const waiting = newId();
  await start();
  await pool.query(`update messages set state = 'sending', sent_at = null where id = $1`, [hit.messageId]);
  await service.stop();
  await start();
  await ended(hit.messageId, 'unknown');
  const later = otp({ commandId: waiting });
  await ended((await send(later)).messageId, 'sent');
});

it('only says that it would send, number masked and content hidden, without a token', async () => {
  await service.stop();
  const lines = createLogger('silent');
  lines.child = (() => lines) as never;
  lines.info = ((...words: unknown[]) => void logged.push(JSON.stringify(words))) as never;
  service = await startService(notification, { env: stack.env, nats, logger: lines, clock });
  pool = service.app.get<Pool>(PG_POOL);
  const message = otp();
  await ended((await send(message)).messageId, 'sent');
  const said = logged.join('\n');
  expect(said).toContain('no channel is set up');
  expect(said).not.toContain('482913');
  expect(said).not.toContain(message.toPhone);
  const { items } = await ask.request(method.listMessages, { state: 'sent', limit: 1 });
  expect(items).toMatchObject([{ template: 'otp.code', attempts: 1 }]);
});

it('lists every message once, page by page, also those of one instant', async () => {
  await pool.query(`insert into messages (id, command_id, content_hash, to_phone, template, locale, purpose, site, state,
      created_at, expires_at, next_attempt_at)
    select gen_random_uuid(), 'page-' || n, '', '6281', 'otp.code', 'id', 'notice', 'site-1', 'failed',
      '2026-01-01', '2026-01-01', '2026-01-01' from generate_series(1, 5) as n`);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask.request(method.listMessages, { state: 'failed', limit: 2, cursor });
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ messageId }) => messageId));
    cursor = page.nextCursor;
  } while (cursor !== undefined && seen.length < 1_000);
  const { rows } = await pool.query<{ id: string }>(`select id from messages where state = 'failed'`);
  expect(new Set(seen).size).toBe(seen.length);
  expect([...seen].sort()).toEqual(rows.map(({ id }) => id).sort());
});
