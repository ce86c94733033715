// email.int.spec.ts — an address is proved by the code that only its mailbox knows; then messages come there where no other
// channel carries them, and nobody else's.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { AuthOtp, Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { Answers, createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { startSmtpSimulator, type SmtpSimulator } from '../../../infra/simulators/smtp/src';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../infra/simulators/whatsapp/src';
import { notification } from '.';

const { method } = Notification;
let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1_000),
  monotonicMilliseconds: () => performance.now(),
};
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let smtp: SmtpSimulator;
let fonnte: WhatsAppSimulator;
let service: RunningService;

/** Of numbers whose account is not the one by default. */
const holders = new Map<string, string>();
@Controller()
class Knowing {
  @Answers(AuthOtp.method.findPhoneHolders)
  async holders({
    phones,
  }: RequestOf<typeof AuthOtp.method.findPhoneHolders>): Promise<
    ReplyOf<typeof AuthOtp.method.findPhoneHolders>
  > {
    const items = phones.map((phone) => ({ phone, subscriberId: holders.get(phone) ?? `of ${phone}` }));
    return { items };
  }
}
@Module({ controllers: [Knowing] })
class KnowingModule {}
let knowing: RunningService;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  smtp = await startSmtpSimulator();
  fonnte = await startWhatsAppSimulator();
  const logger = createLogger('silent');
  knowing = await startService({ name: 'auth-otp', module: KnowingModule }, { nats, logger, env: stack.env });
  service = await startService(notification, {
    ...{ nats, logger: createLogger('silent'), clock },
    env: {
      ...stack.env,
      ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtp.port), SMTP_TLS: 'none', SMTP_USER: smtp.user },
      ...{ SMTP_PASSWORD: smtp.password, SMTP_FROM: 'WiFi RW 05 <wifi@example.id>' },
      ...{ MESSAGES_PER_MINUTE: '100000', MESSAGE_CHAINS: 'otp=fonnte,email; bill=email,fonnte' },
    },
  });
});
afterAll(async () => {
  await service?.stop();
  await knowing?.stop();
  await smtp?.close();
  await fonnte?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  smtp.fault = undefined;
  smtp.inbox.length = 0;
  fonnte.faults.set(undefined);
  offsetSeconds += 3_600;
});

let numbers = 70_000_000;
const newPhone = (): string => `+62813${(numbers += 1)}`;
const askCode = async (phone: string, email: string): Promise<string> => {
  await ask.request(method.startEmailLink, { phone, email, locale: 'id' });
  const [mail] = smtp.inbox;
  expect(mail).toMatchObject({ to: email, subject: 'Kode untuk surel Anda' });
  return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
};
const confirm = (phone: string, code: string) => ask.request(method.confirmEmailLink, { phone, code });
const emailOf = async (phone: string) => (await ask.request(method.getEmailState, { phone })).email;
const linked = async (email: string): Promise<string> => {
  const phone = newPhone();
  await confirm(phone, await askCode(phone, email));
  smtp.inbox.length = 0;
  return phone;
};
const wrong = (code: string): string => code.replace(/.$/, (last) => String((Number(last) + 1) % 10));
const sendBill = (toPhone: string) =>
  ask.request(method.sendMessage, {
    ...{ commandId: newId(), toPhone, locale: 'id', site: 'rw05', purpose: 'notice' },
    ...{ template: 'bill.issued', params: { item: 'Rumah 10 Mbps', amount: 'Rp 150.000', due: '10 Des' } },
  });
const ends = (messageId: string, end: object) =>
  eventually(async () => expect(await ask.request(method.getMessage, { messageId })).toMatchObject(end));

it('links an address by its code alone, also twice', async () => {
  const phone = newPhone();
  const code = await askCode(phone, 'budi@example.id');
  expect(await emailOf(phone)).toBe('');
  await expect(confirm(phone, wrong(code))).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_CODE_WRONG' });
  await expect(confirm(newPhone(), code)).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_CODE_WRONG' });
  expect(await confirm(phone, ` ${code} `)).toMatchObject({ offered: true, email: 'budi@example.id' });
  expect(await confirm(phone, code)).toMatchObject({ email: 'budi@example.id' });
  expect(await ask.request(method.endEmailLink, { phone })).toMatchObject({ offered: true, email: '' });
  await expect(confirm(phone, code)).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_CODE_WRONG' });
});

const toldAt = (phone: string): readonly string[] =>
  fonnte.inbox.list(phone.slice(1)).map(({ message }) => message);

it('tells the number itself that a mailbox reads along, once, and never that mailbox alone', async () => {
  const phone = newPhone();
  const code = await askCode(phone, 'budi@example.id');
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  await confirm(phone, code);
  await confirm(phone, code);
  await eventually(async () => {
    const { items } = await ask.request(method.listMessages, { toPhone: phone });
    expect(items).toMatchObject([{ template: 'phone.linked', state: 'queued' }]);
    expect(items[0]?.fault).toBeDefined();
  });
  expect(smtp.inbox).toHaveLength(1);
  fonnte.faults.set(undefined);
  offsetSeconds += 3_600;
  await eventually(() => expect(toldAt(phone)).toHaveLength(1));
  expect(toldAt(phone)[0]).toContain('b…@example.id');
  expect(smtp.inbox).toHaveLength(1);
});

it('lets nobody guess: five tries, a quarter of an hour, the last code only', async () => {
  const phone = newPhone();
  const guessed = await askCode(phone, 'siti@example.id');
  for (let time = 0; time < 5; time += 1) await expect(confirm(phone, wrong(guessed))).rejects.toThrow();
  await expect(confirm(phone, guessed)).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_CODE_WRONG' });
  offsetSeconds += 61;
  const late = await askCode(phone, 'siti@example.id');
  offsetSeconds += 901;
  await expect(confirm(phone, late)).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_CODE_WRONG' });
  const before = await askCode(phone, 'siti@example.id');
  offsetSeconds += 61;
  const last = await askCode(phone, 'siti.lain@example.id');
  if (before !== last) await expect(confirm(phone, before)).rejects.toThrow();
  expect(await confirm(phone, last)).toMatchObject({ email: 'siti.lain@example.id' });
});

it('says where a code is under way, while it is good and not yet used', async () => {
  const phone = newPhone();
  const pending = async () => (await ask.request(method.getEmailState, { phone })).pendingEmail;
  expect(await pending()).toBe('');
  const code = await askCode(phone, 'budi@example.id');
  expect(await pending()).toBe('budi@example.id');
  await confirm(phone, code);
  expect(await pending()).toBe('');
  offsetSeconds += 61;
  await askCode(phone, 'budi.baru@example.id');
  expect([await emailOf(phone), await pending()]).toEqual(['budi@example.id', 'budi.baru@example.id']);
  offsetSeconds += 901;
  expect(await pending()).toBe('');
});

it('lets nobody get around its limits by ending and asking again', async () => {
  const phone = newPhone();
  const start = () => ask.request(method.startEmailLink, { phone, email: 'orang@example.id', locale: 'id' });
  for (let time = 0; time < 5; time += 1) {
    await start();
    await ask.request(method.endEmailLink, { phone });
    await expect(start()).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_BUSY' });
    offsetSeconds += 61;
  }
  await expect(start()).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_BUSY' });
  expect(smtp.inbox).toHaveLength(5);
});

it('floods no mailbox from many numbers either, and leaves the code before good', async () => {
  const start = (phone: string, email: string) =>
    ask.request(method.startEmailLink, { phone, email, locale: 'id' });
  const phone = newPhone();
  const code = await askCode(phone, 'sekeluarga@example.id');
  for (let time = 1; time < 10; time += 1) await start(newPhone(), 'sekeluarga@example.id');
  offsetSeconds += 61;
  for (const email of ['sekeluarga@example.id', 'Sekeluarga+wifi@Example.id'])
    for (const one of [phone, newPhone()])
      await expect(start(one, email)).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_BUSY' });
  expect(smtp.inbox).toHaveLength(10);
  expect(await confirm(phone, code)).toMatchObject({ email: 'sekeluarga@example.id' });
  offsetSeconds += 86_400;
  await start(newPhone(), 'sekeluarga@example.id');
});

it('floods no stranger, takes no nonsense, and says where a code did not go out', async () => {
  const phone = newPhone();
  const start = (email: string) => ask.request(method.startEmailLink, { phone, email, locale: 'en' });
  for (const email of [
    'budi',
    'budi@',
    'a@b',
    'x y@z.id',
    'a@b.id\r\nBcc: c@d.id',
    '"a"@b.id',
    'a@b.id,c@d.id',
    'a@127.0.0.1',
    'a@b.id.',
  ])
    await expect(start(email)).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_INVALID' });
  await start('orang@example.id');
  const waitAfter = async (): Promise<number> => {
    const error = (await start('orang@example.id').catch((refusal: unknown) => refusal)) as {
      code: string;
      details: { retryInSeconds: number };
    };
    expect(error.code).toBe('NOTIFICATION.EMAIL_BUSY');
    return error.details.retryInSeconds;
  };
  expect(await waitAfter()).toBeLessThanOrEqual(60);
  for (let time = 1; time < 5; time += 1) {
    offsetSeconds += 61;
    await start('orang@example.id');
  }
  offsetSeconds += 61;
  // Not a minute, but what is left of the day since the first.
  const untilTomorrow = await waitAfter();
  expect(untilTomorrow).toBeGreaterThan(86_000);
  expect(untilTomorrow).toBeLessThanOrEqual(86_400 - 4 * 61);
  expect(smtp.inbox).toHaveLength(5);
  offsetSeconds += 86_400;
  smtp.fault = '550';
  await expect(start('orang@example.id')).rejects.toMatchObject({ code: 'NOTIFICATION.EMAIL_UNSENT' });
});

it('carries what its chain gives it, for numbers with an address alone', async () => {
  const phone = await linked('budi@example.id');
  await ends((await sendBill(phone)).messageId, { state: 'sent', channel: 'email' });
  expect(smtp.inbox).toMatchObject([{ to: 'budi@example.id', text: expect.stringContaining('Rp 150.000') }]);
  await ends((await sendBill(newPhone())).messageId, { state: 'sent', channel: 'fonnte' });
  expect(smtp.inbox).toHaveLength(1);
});

it('goes by the next where the mailbox is gone, and forgets it; never twice where nobody knows', async () => {
  const phone = await linked('pergi@example.id');
  smtp.fault = 'cut';
  const lost = await sendBill(phone);
  await ends(lost.messageId, { state: 'unknown', channel: 'email' });
  smtp.fault = '550';
  await ends((await sendBill(phone)).messageId, { state: 'sent', channel: 'fonnte' });
  expect(await emailOf(phone)).toBe('');
  expect(toldAt(phone).filter((message) => message.startsWith('Tagihan'))).toHaveLength(1);
});

it('sends codes to an address that was proved lately, while WhatsApp is down', async () => {
  const phone = await linked('lama@example.id');
  const code = () =>
    ask.request(method.sendMessage, {
      ...{ commandId: newId(), toPhone: phone, locale: 'id', site: 'rw05', purpose: 'otp' },
      ...{ template: 'otp.code', params: { code: '482913', minutes: '5' } },
    });
  fonnte.faults.set({ kind: 'request invalid on disconnected device' });
  await ends((await code()).messageId, { state: 'sent', channel: 'email' });
  expect(smtp.inbox).toMatchObject([{ subject: 'Kode Anda' }]);
  const pool = service.app.get<Pool>(PG_POOL);
  await pool.query(`update email_links set linked_at = linked_at - interval '91 days' where phone = $1`, [
    phone,
  ]);
  await eventually(() => expect(code()).rejects.toMatchObject({ code: 'NOTIFICATION.CHANNEL_DOWN' }));
});
