// What people write to us, over real PostgreSQL and NATS, with a fake of auth-otp.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { AuthOtp, Billing, Notification, QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { type Clock } from '@saring/kernel';
import { connectNats, Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';

type Prove = typeof AuthOtp.method.proveReverseCode;
const auth = { asked: [] as RequestOf<Prove>[], outcome: 'proved', opened: false, isAway: false };
@Controller()
class Auth {
  @Answers(AuthOtp.method.proveReverseCode)
  async prove(request: RequestOf<Prove>): Promise<ReplyOf<Prove>> {
    auth.asked.push(request);
    if (auth.isAway) throw new UnavailableError('proveReverseCode', 'away');
    return { outcome: auth.outcome as 'proved', locale: 'en', site: 'rw05', opened: auth.opened };
  }
}
type Find = typeof AuthOtp.method.findSubscriber;
const known = { phone: '', isAway: false, unlimited: false, owedRupiah: 0 };
@Controller()
class Knowing {
  @Answers(AuthOtp.method.findSubscriber)
  async find({ phone }: RequestOf<Find>): Promise<ReplyOf<Find>> {
    if (phone !== known.phone) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return { subscriberId: 's1', phone, locale: 'id', site: 'rw05' };
  }
  @Answers(AuthOtp.method.findBotOperator)
  async operator(): Promise<ReplyOf<typeof AuthOtp.method.findBotOperator>> {
    throw new RefusalError('AUTH.OPERATOR_UNKNOWN');
  }
  @Answers(AuthOtp.method.listDevices)
  async devices(): Promise<ReplyOf<typeof AuthOtp.method.listDevices>> {
    const macs = Array.from({ length: 10 }, (_, index) => `AA:BB:CC:00:00:0${index}`);
    return { limit: 12, items: macs.map((mac, index) => ({ mac, label: index === 0 ? 'HP Citra' : '' })) };
  }
  @Answers(QuotaLedger.method.getQuota)
  async quota(): Promise<ReplyOf<typeof QuotaLedger.method.getQuota>> {
    if (known.isAway) throw new UnavailableError('getQuota', 'away');
    return {
      ...{ subscriberId: 's1', status: 'active', remainingBytes: 2_147_483_648, debtBytes: 1_048_576 },
      ...{ expiresAt: '2026-12-04T13:12:00.000Z', unlimited: known.unlimited },
    };
  }
  @Answers(QuotaLedger.method.getUsage)
  async usage({
    toDate,
  }: RequestOf<typeof QuotaLedger.method.getUsage>): Promise<ReplyOf<typeof QuotaLedger.method.getUsage>> {
    const day = { deviceId: 'd1', bytesIn: 1_048_576, bytesOut: 1_048_576 };
    return {
      days: [
        { ...day, date: '2020-01-01' },
        { ...day, date: toDate },
      ],
    };
  }
  @Answers(Billing.method.getBillingStanding)
  async standing(): Promise<ReplyOf<typeof Billing.method.getBillingStanding>> {
    return { subscriberId: 's1', owedRupiah: known.owedRupiah, payPath: '/bill/token' };
  }
}
@Module({ controllers: [Auth, Knowing] })
class AuthModule {}

const KEY = 'alamat-rahasia-1';
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
const services: RunningService[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  fonnte = await startWhatsAppSimulator();
  const env = {
    ...stack.env,
    ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
    ...{ FONNTE_WEBHOOK_KEY: KEY, FONNTE_PHONE: '0811 0000 000', MESSAGES_PER_TARGET_PER_MINUTE: '1000' },
    PUBLIC_URL: 'https://wifi.contoh.id',
  };
  const logger = createLogger('silent');
  services.push(await startService({ name: 'auth-otp', module: AuthModule }, { nats, logger, env }));
  services.push(await startService(notification, { nats, logger, clock, env }));
});
afterAll(async () => {
  for (const service of services.reverse()) await service.stop();
  await fonnte?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  Object.assign(auth, { asked: [], outcome: 'proved', opened: false, isAway: false });
  Object.assign(known, { phone: '', isAway: false, unlimited: false, owedRupiah: 0 });
  fonnte.inbox.clear();
  offsetSeconds += 86_400;
});

let numbers = 40_000_000;
const newNumber = () => `62813${(numbers += 1)}`;
let ids = 0;
const say = (sender: string, message: string, more: object = {}, key = KEY) => {
  const body = Buffer.from(JSON.stringify({ sender, message, inboxid: (ids += 1), ...more }));
  return ask.request(method.receiveWebhook, { channel: 'fonnte', key, headers: {}, body });
};
const answers = (target: string) => fonnte.inbox.list(target).map(({ message }) => message);
const pool = (): Pool => (services[1] as RunningService).app.get<Pool>(PG_POOL);
const standing = async () =>
  (
    await pool().query<{ state: string; count: number }>(
      'select state, count(*)::int as count from inbound_messages where received_at > $1 group by state',
      [new Date(clock.now().getTime() - 3_600_000)],
    )
  ).rows;

it('answers a login code once, in the language of its page, however often the vendor says it', async () => {
  const number = newNumber();
  const once = { inboxid: 'x-1' };
  await Promise.all(Array.from({ length: 20 }, () => say(number, 'masuk abcd-2345', once)));
  await eventually(() => expect(answers(number)).toHaveLength(1));
  expect(answers(number)[0]).toMatch(/^Your number is proved/);
  expect(auth.asked).toMatchObject([{ code: 'ABCD2345', phone: `+${number}` }]);
  await say(number, 'masuk abcd-2345', once);
  await say(newNumber(), 'apa kabar hari ini, pak admin?');
  const ofState = async (state: string) => (await standing()).find((one) => one.state === state)?.count;
  await eventually(async () => expect([await ofState('answered'), await ofState('ignored')]).toEqual([1, 1]));
  expect(answers(number)).toHaveLength(1);
  // What was said is gone with its answer.
  const { rows } = await pool().query('select 1 from inbound_messages where said_sealed is not null');
  expect(rows).toEqual([]);
});

it('says that the phone of the code is connected, where nothing was left to ask', async () => {
  const number = newNumber();
  auth.opened = true;
  await say(number, 'MASUK ABCD-2345');
  await eventually(() => expect(answers(number)).toHaveLength(1));
  expect(answers(number)[0]).toMatch(/^Your number is proved\. The phone that showed the code is connected/);
});

it('stores nothing that is not proved', async () => {
  const refused = new RefusalError('NOTIFICATION.WEBHOOK_UNPROVED');
  for (const key of ['', 'alamat-rahasia-2'])
    await expect(say(newNumber(), 'MASUK ABCD-2345', {}, key)).rejects.toEqual(refused);
  const body = Buffer.from('{}');
  for (const channel of ['gowa', 'nobody'])
    await expect(
      ask.request(method.receiveWebhook, { channel, key: KEY, headers: {}, body }),
    ).rejects.toEqual(refused);
  expect(await standing()).toEqual([]);
});

it('tells who passed a code on that it has to be their own, and asks nobody about it', async () => {
  const number = newNumber();
  await say(number, 'MASUK ABCD-2345', { forwarded: 'true' });
  await eventually(() => expect(answers(number)).toHaveLength(1));
  expect(answers(number)[0]).toMatch(/terusan/);
  expect(auth.asked).toEqual([]);
});

it.each(['expired', 'unknown', 'taken'])('says of a code that is %s that it is not good', async (outcome) => {
  const number = newNumber();
  auth.outcome = outcome;
  await say(number, 'MASUK ABCD-2345');
  await eventually(() => expect(answers(number)).toHaveLength(1));
  expect(answers(number)[0]).toMatch(/not good/);
});

it('keeps a message while auth-otp is away and answers it then, but not after ten minutes', async () => {
  const [number, late] = [newNumber(), newNumber()];
  auth.isAway = true;
  await say(late, 'MASUK WXYZ-2345');
  await eventually(() => expect(auth.asked.length).toBeGreaterThan(0));
  offsetSeconds += 601;
  await say(number, 'MASUK ABCD-2345');
  await eventually(() => expect(auth.asked.some(({ code }) => code === 'ABCD2345')).toBe(true));
  auth.isAway = false;
  offsetSeconds += 6;
  await eventually(() => expect(answers(number)).toHaveLength(1));
  expect(answers(late)).toEqual([]);
  expect(await standing()).toEqual(expect.arrayContaining([{ state: 'expired', count: 1 }]));
});

it('answers a flood of one number no more than eight times a minute', async () => {
  const [number, other] = [newNumber(), newNumber()];
  for (let index = 0; index < 30; index += 1) await say(number, 'MASUK ABCD-2345');
  await say(other, 'MASUK ABCD-2345');
  await eventually(() => expect(answers(other)).toHaveLength(1));
  expect(answers(number)).toHaveLength(8);
  expect(await standing()).toEqual(expect.arrayContaining([{ state: 'ignored', count: 22 }]));
});

it('names its number only while the linked phone reaches WhatsApp', async () => {
  const phone = async () => (await ask.request(method.getInbox, {})).phone;
  const device = (status: string) =>
    ask.request(method.receiveWebhook, {
      ...{ channel: 'fonnte', key: KEY, headers: {} },
      body: Buffer.from(JSON.stringify({ device: '62811', status, reason: 'logout' })),
    });
  expect(await phone()).toBe('+628110000000');
  await device('disconnect');
  expect(await phone()).toBe('');
  expect(await ask.request(method.getChannelState, {})).toMatchObject({
    open: true,
    fault: 'device_disconnected',
  });
  await device('connect');
  expect(await phone()).toBe('+628110000000');
});

describe('a wish about messages to many', () => {
  const optOuts = async () => {
    const { items } = await ask.request(method.listBroadcastOptOuts, { limit: 200 });
    return items.map(({ phone, by }) => [phone, by]);
  };

  it('is heard behind chatter that is too much', async () => {
    const number = newNumber();
    for (let index = 0; index < 9; index += 1) await say(number, 'MASUK ABCD-2345');
    await say(number, 'STOP');
    await eventually(async () => expect(await optOuts()).toContainEqual([`+${number}`, 'subscriber']));
    await say(number, 'MULAI');
    await eventually(async () => expect(await optOuts()).toEqual([]));
  });

  it('holds once STOP is answered, whoever says it, until MULAI', async () => {
    const number = newNumber();
    await say(number, 'STOP');
    await eventually(() => expect(answers(number)).toHaveLength(1));
    expect(answers(number)[0]).toMatch(/^Anda tidak menerima siaran lagi\. Kode masuk, kuota, dan tagihan/);
    expect(await optOuts()).toEqual([[`+${number}`, 'subscriber']]);
    // Again it is the same, and a letter about stopping is none.
    await say(number, 'berhenti');
    await say(number, 'saya mau berhenti langganan bulan depan ya pak');
    await say(number, 'Mulai');
    await eventually(() => expect(answers(number)).toHaveLength(3));
    expect(answers(number)[0]).toMatch(/^Anda menerima siaran lagi\./);
    expect(await optOuts()).toEqual([]);
  });

  it('is answered in their language, and holds while nobody knows them', async () => {
    const number = newNumber();
    known.phone = `+${number}`;
    await say(number, 'Berhenti ya');
    await eventually(() => expect(answers(number)).toHaveLength(1));
    expect((await optOuts()).at(0)).toEqual([`+${number}`, 'subscriber']);
    const [first] = (await ask.request(method.listBroadcastOptOuts, { limit: 1 })).items;
    const lifting = { optOutId: first?.optOutId ?? '', actor: 'operator:ani' };
    expect((await ask.request(method.liftBroadcastOptOut, lifting)).phone).toBe(`+${number}`);
    expect((await ask.request(method.liftBroadcastOptOut, lifting)).out).toBe(false);
    expect(await optOuts()).toEqual([]);
  });
});

describe('a word', () => {
  const askedBy = async (number: string, word: string): Promise<string> => {
    const before = answers(number).length;
    await say(number, word);
    await eventually(() => expect(answers(number)).toHaveLength(before + 1));
    return answers(number)[0] ?? '';
  };
  const person = (): string => {
    const number = newNumber();
    known.phone = `+${number}`;
    return number;
  };

  it.each([
    ['Saldo', /^Sisa kuota: 2 GB\.\nBerlaku sampai 4 Des 2026.*\.\nUtang kuota: 1 MB\./],
    ['pakai', /^Terpakai hari ini 2 MB, 7 hari terakhir 4 MB\./],
    ['mau beli dong', /\nhttps:\/\/wifi\.contoh\.id\/beli/],
    ['TAGIHAN', /^Tidak ada tagihan/],
    ['perangkat', /^Perangkat Anda \(10 dari 12\): HP Citra, .*\+2\./],
    ['bantuan', /^Balas dengan satu kata:\nSALDO/],
  ])('%s is answered by one message', async (word, answer) => {
    expect(await askedBy(person(), word)).toMatch(answer);
  });

  it('about money leads to a link, and moves nothing', async () => {
    known.owedRupiah = 150_000;
    expect(await askedBy(person(), 'bayar')).toMatch(
      /^Tagihan Anda Rp 150\.000\..*\nhttps:\/\/wifi\.contoh\.id\/bill\/token/,
    );
  });

  it('knows an account without a limit', async () => {
    known.unlimited = true;
    expect(await askedBy(person(), 'saldo')).toMatch(/^Kuota Anda tanpa batas/);
  });

  it('of a number that nobody has says so, and waits for a service that does not answer', async () => {
    const stranger = newNumber();
    expect(await askedBy(stranger, 'saldo')).toMatch(/belum terdaftar/);
    const number = person();
    known.isAway = true;
    await say(number, 'saldo');
    // Others are answered meanwhile.
    expect(await askedBy(number, 'perangkat')).toMatch(/^Perangkat/);
    known.isAway = false;
    offsetSeconds += 6;
    await eventually(() => expect(answers(number)).toHaveLength(2));
  });
});
