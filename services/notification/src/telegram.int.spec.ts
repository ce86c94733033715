// telegram.int.spec.ts — a number is linked to a chat by the Start token, gets its messages there where no other channel carries
// them, and nobody else's; what is written there is answered there.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { AuthOtp, Notification, QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger, RefusalError } from '@saring/messaging';
import { Answers, createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { startTelegramSimulator, type TelegramSimulator } from '../../../infra/simulators/telegram/src';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../infra/simulators/whatsapp/src';
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
let telegram: TelegramSimulator;
let fonnte: WhatsAppSimulator;
let service: RunningService;

const known = { phone: '', operator: '' };
/** Of numbers whose account is not the one by default. */
const holders = new Map<string, string>();
@Controller()
class Knowing {
  @Answers(AuthOtp.method.findSubscriber)
  async find({
    phone,
  }: RequestOf<typeof AuthOtp.method.findSubscriber>): Promise<
    ReplyOf<typeof AuthOtp.method.findSubscriber>
  > {
    if (phone !== known.phone) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return { subscriberId: 's1', phone, locale: 'id', site: 'rw05' };
  }
  @Answers(AuthOtp.method.findPhoneHolders)
  async holders({
    phones,
  }: RequestOf<typeof AuthOtp.method.findPhoneHolders>): Promise<
    ReplyOf<typeof AuthOtp.method.findPhoneHolders>
  > {
    const items = phones.map((phone) => ({ phone, subscriberId: holders.get(phone) ?? `of ${phone}` }));
    return { items };
  }
  @Answers(AuthOtp.method.findBotOperator)
  async operator({
    phone,
  }: RequestOf<typeof AuthOtp.method.findBotOperator>): Promise<
    ReplyOf<typeof AuthOtp.method.findBotOperator>
  > {
    if (phone !== known.operator) throw new RefusalError('AUTH.OPERATOR_UNKNOWN');
    return { operatorId: 'o1', permissions: ['counter:sell'], locale: 'id' };
  }
  @Answers(QuotaLedger.method.getQuota)
  async quota(): Promise<ReplyOf<typeof QuotaLedger.method.getQuota>> {
    return { subscriberId: 's1', status: 'active', remainingBytes: 2_147_483_648 };
  }
}
@Module({ controllers: [Knowing] })
class KnowingModule {}

let knowing: RunningService;
const start = async (): Promise<void> => {
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent'), clock },
    env: {
      ...stack.env,
      ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
      ...{ TELEGRAM_BASE_URL: `http://127.0.0.1:${telegram.port}`, TELEGRAM_BOT_TOKEN: telegram.token },
      ...{ TELEGRAM_BOT_NAME: 'saring_rw05_bot', MESSAGES_PER_MINUTE: '100000' },
      MESSAGES_PER_TARGET_PER_MINUTE: '1000',
    },
  });
};
beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  telegram = await startTelegramSimulator();
  fonnte = await startWhatsAppSimulator();
  const logger = createLogger('silent');
  knowing = await startService({ name: 'auth-otp', module: KnowingModule }, { nats, logger, env: stack.env });
  await start();
});
afterAll(async () => {
  await service?.stop();
  await knowing?.stop();
  await telegram?.close();
  await fonnte?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  telegram.fault = undefined;
  telegram.inbox.length = 0;
  fonnte.faults.set(undefined);
});

let numbers = 60_000_000;
const newPhone = (): string => `+62813${(numbers += 1)}`;
const tokenOf = async (phone: string, locale = 'id'): Promise<string> => {
  const { url } = await ask.request(method.createTelegramLink, { phone, locale });
  const [, token = ''] = /^https:\/\/t\.me\/saring_rw05_bot\?start=([\w-]{43})$/.exec(url) ?? [];
  expect(token).not.toBe('');
  return token;
};
const stateOf = (phone: string) => ask.request(method.getTelegramState, { phone });
const linked = (phone: string, isLinked: boolean) =>
  eventually(async () => expect(await stateOf(phone)).toMatchObject({ offered: true, linked: isLinked }));
/** The number itself hears of it: it may be somebody else's chat. */
const heard = (phone: string) =>
  eventually(async () => {
    const { items } = await ask.request(method.listMessages, { toPhone: phone });
    expect(items).toMatchObject([{ template: 'phone.linked', state: 'sent', channel: 'fonnte' }]);
  });
const said = (chat: string, words: RegExp) =>
  eventually(() =>
    Promise.resolve(
      expect(telegram.inbox.filter((one) => one.chat === chat).map(({ text }) => text)).toContainEqual(
        expect.stringMatching(words),
      ),
    ),
  );
const send = (toPhone: string) =>
  ask.request(method.sendMessage, {
    ...{ commandId: newId(), toPhone, locale: 'id', site: 'rw05', purpose: 'notice' },
    ...{ template: 'quota.exhausted', params: {} },
  });
const ends = (messageId: string, state: string, channel: string) =>
  eventually(async () =>
    expect(await ask.request(method.getMessage, { messageId })).toMatchObject({ state, channel }),
  );

it('links a number by its token, once, in the language that it was asked in', async () => {
  const phone = newPhone();
  expect(await stateOf(phone)).toMatchObject({ offered: true, linked: false });
  const token = await tokenOf(phone, 'en');
  telegram.start('501', token);
  await linked(phone, true);
  await said('501', /^Linked\./);
  await heard(phone);
  // Who finds the spent token becomes nobody's reader.
  telegram.start('502', token);
  await said('502', /tidak berlaku/);
  expect((await ask.request(method.endTelegramLink, { phone })).linked).toBe(false);
  expect((await ask.request(method.endTelegramLink, { phone })).linked).toBe(false);
});

it('takes a start and a stop once, though Telegram tells them again after a restart', async () => {
  const phone = newPhone();
  telegram.isForgetful = true;
  telegram.start('534', await tokenOf(phone));
  await linked(phone, true);
  telegram.block('534');
  await linked(phone, false);
  telegram.start('534', await tokenOf(phone));
  await linked(phone, true);
  const words = () => telegram.inbox.filter(({ chat }) => chat === '534').map(({ text }) => text);
  await eventually(() => Promise.resolve(expect(words()).toHaveLength(2)));
  await service.stop();
  await start();
  // What is told behind them is answered: by then they are taken.
  telegram.start('535');
  await said('535', /belum terhubung/);
  telegram.isForgetful = false;
  expect((await stateOf(phone)).linked).toBe(true);
  expect(words()).toEqual([expect.stringMatching(/^Terhubung/), expect.stringMatching(/^Terhubung/)]);
});

it('refuses an old token, one that a newer one replaced, and a stranger without one', async () => {
  const phone = newPhone();
  const first = await tokenOf(phone);
  const second = await tokenOf(phone);
  telegram.start('511', first);
  await said('511', /tidak berlaku/);
  offsetMilliseconds += 31 * 60_000;
  telegram.start('512', second);
  await said('512', /tidak berlaku/);
  telegram.start('513');
  await said('513', /belum terhubung/);
  expect((await stateOf(phone)).linked).toBe(false);
});

it('goes there where the first channel is down, and to nobody who is not linked', async () => {
  const [phone, other] = [newPhone(), newPhone()];
  telegram.start('521', await tokenOf(phone));
  await linked(phone, true);
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  const mine = await send(phone);
  await ends(mine.messageId, 'sent', 'telegram');
  await said('521', /Kuota Anda habis/);
  const theirs = await send(other);
  // A bot that works is no way for those who are not linked.
  expect(await ask.request(method.getChannelState, {})).toMatchObject({ channel: 'fonnte', open: true });
  const code = { template: 'otp.code', params: { code: '482913', minutes: '5' }, purpose: 'otp' };
  const to = (toPhone: string) =>
    ask.request(method.sendMessage, { ...code, commandId: newId(), toPhone, locale: 'id', site: 'rw05' });
  await expect(to(other)).rejects.toMatchObject({ code: 'NOTIFICATION.CHANNEL_DOWN' });
  await ends((await to(phone)).messageId, 'sent', 'telegram');
  expect(telegram.inbox.filter(({ text }) => text.includes('Kuota Anda habis'))).toHaveLength(1);
  fonnte.faults.set(undefined);
  offsetMilliseconds += 3_600_000;
  await ends(theirs.messageId, 'sent', 'fonnte');
});

it('ends a link where the person stops the bot, seen by a message or told by an update', async () => {
  const phone = newPhone();
  telegram.start('531', await tokenOf(phone));
  await linked(phone, true);
  telegram.block('531');
  await linked(phone, false);
  await ends((await send(phone)).messageId, 'sent', 'fonnte');
});

it('reads one number alone in a chat, the last that it was linked to', async () => {
  const [first, second] = [newPhone(), newPhone()];
  telegram.start('541', await tokenOf(first));
  await linked(first, true);
  telegram.start('541', await tokenOf(second));
  await linked(second, true);
  expect((await stateOf(first)).linked).toBe(false);
});

it('leaves the whole bot alone for as long as Telegram asks', async () => {
  const phone = newPhone();
  telegram.start('551', await tokenOf(phone));
  await linked(phone, true);
  telegram.fault = 'flood';
  telegram.retryAfterSeconds = 900;
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  const { messageId } = await send(phone);
  const { channels } = await eventually(async () => {
    const state = await ask.request(method.getChannelState, {});
    expect(state.channels).toMatchObject([
      { name: 'fonnte' },
      { name: 'telegram', open: true, fault: 'busy' },
    ]);
    return state;
  });
  const openUntil = Date.parse(channels[1]?.openUntil ?? '');
  expect(openUntil - clock.now().getTime()).toBeGreaterThan(890_000);
  telegram.fault = undefined;
  fonnte.faults.set(undefined);
  offsetMilliseconds += 1_800_000;
  await ends(messageId, 'sent', 'fonnte');
});

it('goes on where it was after a restart, and links nobody twice', async () => {
  const phone = newPhone();
  const token = await tokenOf(phone);
  await service.stop();
  telegram.start('561', token);
  await start();
  await linked(phone, true);
  const pool = service.app.get<Pool>(PG_POOL);
  const { rows } = await pool.query('select 1 from telegram_link_tokens where phone = $1', [phone]);
  expect(rows).toEqual([]);
});

it('sends no code to a chat that was linked long ago: the number may have a new owner', async () => {
  const phone = newPhone();
  telegram.start('571', await tokenOf(phone));
  await linked(phone, true);
  await heard(phone);
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  const { messageId } = await send(newPhone());
  await eventually(async () =>
    expect(await ask.request(method.getMessage, { messageId })).toMatchObject({
      state: 'queued',
      channel: 'fonnte',
    }),
  );
  const code = () =>
    ask.request(method.sendMessage, {
      ...{ commandId: newId(), toPhone: phone, locale: 'id', site: 'rw05', purpose: 'otp' },
      ...{ template: 'otp.code', params: { code: '482913', minutes: '5' } },
    });
  await ends((await code()).messageId, 'sent', 'telegram');
  const pool = service.app.get<Pool>(PG_POOL);
  await pool.query(`update telegram_links set linked_at = linked_at - interval '91 days' where phone = $1`, [
    phone,
  ]);
  await expect(code()).rejects.toMatchObject({ code: 'NOTIFICATION.CHANNEL_DOWN' });
  await ends((await send(phone)).messageId, 'sent', 'telegram');
});

describe('a word', () => {
  const pool = () => service.app.get<Pool>(PG_POOL);
  const answersIn = (chat: string) =>
    telegram.inbox
      .filter((one) => one.chat === chat && !one.text.startsWith('Terhubung'))
      .map(({ text }) => text);
  const linkedChat = async (chat: string): Promise<string> => {
    const phone = newPhone();
    telegram.start(chat, await tokenOf(phone));
    await linked(phone, true);
    return phone;
  };
  const settled = (contact: string, state: string, count: number) =>
    eventually(async () => {
      const { rows } = await pool().query(
        'select 1 from inbound_messages where channel = $1 and contact = $2 and state = $3',
        ['telegram', contact, state],
      );
      expect(rows).toHaveLength(count);
    });

  it('in a linked chat is answered there for its number, though other channels come first', async () => {
    known.phone = await linkedChat('601');
    fonnte.inbox.clear();
    telegram.write('601', '/saldo');
    await said('601', /^Sisa kuota: 2 GB/);
    telegram.write('601', 'Beli');
    await said('601', /menu Beli/);
    telegram.start('601');
    await said('601', /^Balas dengan satu kata/);
    telegram.write('601', 'stop');
    await said('601', /^Anda tidak menerima siaran lagi/);
    const { items } = await ask.request(method.listBroadcastOptOuts, { limit: 5 });
    expect(items[0]).toMatchObject({ phone: known.phone, by: 'subscriber' });
    expect(fonnte.inbox.list(known.phone)).toEqual([]);
  });

  it('in a chat without a number is answered by how to link, and in a group by nothing', async () => {
    telegram.start('611');
    await said('611', /belum terhubung/);
    telegram.inbox.length = 0;
    telegram.write('611', 'saldo', 'group');
    telegram.write('611', 'saldo');
    await said('611', /belum terhubung.*Pesan lewat Telegram/);
    expect(answersIn('611')).toHaveLength(1);
  });

  it('never proves a number by a login code: the chat was linked some day', async () => {
    await linkedChat('621');
    telegram.write('621', 'MASUK ABCD-2345');
    await said('621', /WhatsApp nomor Anda/);
    telegram.inbox.length = 0;
    telegram.write('621', 'HUBUNGKAN ABCD-2345');
    await said('621', /WhatsApp nomor Anda/);
  });

  it('of an operator is answered only where the chat was linked lately: the number may have had another owner', async () => {
    const phone = await linkedChat('651');
    known.operator = phone;
    telegram.write('651', 'JUAL');
    await said('651', /^Uang tidak bergerak lewat pesan/);
    await pool().query(
      `update telegram_links set linked_at = linked_at - interval '91 days' where phone = $1`,
      [phone],
    );
    telegram.write('651', 'JUAL');
    await said('651', /^Nomor ini belum terdaftar/);
  });

  it('of a flood is answered no more than eight times a minute', async () => {
    known.phone = await linkedChat('631');
    for (let index = 0; index < 40; index += 1) telegram.write('631', 'saldo');
    await settled('631', 'answered', 8);
    await settled('631', 'ignored', 32);
    await eventually(() => expect(answersIn('631')).toHaveLength(8));
  });

  it('is taken once, though Telegram tells it again after a restart, and late ones are not answered', async () => {
    known.phone = await linkedChat('641');
    telegram.isForgetful = true;
    telegram.write('641', 'saldo');
    await said('641', /^Sisa kuota/);
    telegram.write('641', 'saldo', 'private', new Date(clock.now().getTime() - 3_600_000));
    await service.stop();
    await start();
    await settled('641', 'expired', 1);
    telegram.isForgetful = false;
    telegram.write('641', 'beli');
    await said('641', /menu Beli/);
    expect(answersIn('641').filter((text) => text.startsWith('Sisa kuota'))).toHaveLength(1);
  });
});
