// number-hands.int.spec.ts — a number that has changed hands serves its new holder alone: no code, no answer and no page of the
// account before; and who left it keeps what is theirs.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { eventually } from '@saring/testing';
import { startSmtpSimulator, type SmtpSimulator } from '../../../../infra/simulators/smtp/src';
import { startTelegramSimulator, type TelegramSimulator } from '../../../../infra/simulators/telegram/src';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

type Browser = ReturnType<EdgeStack['newBrowser']>;
let edge: EdgeStack;
let whatsapp: WhatsAppSimulator;
let smtp: SmtpSimulator;
let telegram: TelegramSimulator;

beforeAll(async () => {
  whatsapp = await startWhatsAppSimulator();
  smtp = await startSmtpSimulator();
  telegram = await startTelegramSimulator();
  edge = await EdgeStack.start({
    ...{ services: [notification, authOtp], whatsapp },
    env: {
      ...{ MESSAGES_PER_TARGET_PER_MINUTE: '100', SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtp.port) },
      ...{ SMTP_TLS: 'none', SMTP_USER: smtp.user, SMTP_PASSWORD: smtp.password },
      ...{ SMTP_FROM: 'wifi@example.id', TELEGRAM_BASE_URL: `http://127.0.0.1:${telegram.port}` },
      ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_BOT_NAME: 'saring_rw05_bot' },
      MESSAGE_CHAINS: 'otp.code=telegram,email,fonnte',
    },
  });
});
afterAll(async () => {
  await edge?.close();
  await smtp?.close();
  await telegram?.close();
});
beforeEach(() => {
  resetWorld();
  telegram.inbox.length = 0;
  smtp.inbox.length = 0;
});

const written = (phone: string) =>
  whatsapp.inbox.list(phone.replace(/^0/, '62')).map(({ message }) => message);
const chatOf = (chat: string) => telegram.inbox.filter((one) => one.chat === chat).map(({ text }) => text);
const codeIn = (text = '') => /\b\d{6}\b/.exec(text)?.[0] ?? '';
const linkChat = async (browser: Browser, chat: string) => {
  const made = await browser.post('/api/v1/me/telegram', {});
  telegram.start(chat, /start=([\w-]+)/.exec(String(made.json['url']))?.[1] ?? '');
  await eventually(async () =>
    expect((await browser.get('/api/v1/me/telegram')).json).toMatchObject({ linked: true }),
  );
};
const linkMail = async (browser: Browser, email: string) => {
  await browser.post('/api/v1/me/email', { email });
  await browser.post('/api/v1/me/email/proof', { code: codeIn(smtp.inbox[0]?.text) });
  expect((await browser.get('/api/v1/me/email')).json).toMatchObject({ email });
};
const switchesOf = async (browser: Browser, json?: { readonly off: readonly string[] }) => {
  const call = json === undefined ? {} : { method: 'PUT', json };
  return (await browser.call('/api/v1/me/message-switches', call)).json['off'];
};
/** The account of `browser` leaves `from` for `to`. */
const move = async (browser: Browser, from: string, to: string) => {
  const asked = (await browser.post('/api/v1/me/phone', { phone: to })).json as Record<
    'current' | 'next',
    { challengeId: string }
  >;
  const moved = await browser.post('/api/v1/me/phone/confirm', {
    ...{ currentChallengeId: asked.current.challengeId, nextChallengeId: asked.next.challengeId },
    ...{ currentCode: await edge.codeFor(from, 2), nextCode: await edge.codeFor(to) },
  });
  expect(moved.status).toBe(200);
  await eventually(() => Promise.resolve(expect(written(from)[0]).toMatch(/diganti/)));
};
const register = async (phone: string): Promise<Browser> => {
  const browser = edge.newBrowser();
  const before = written(phone).length;
  const asked = await browser.post('/api/v1/auth/otp', { phone });
  const code = await edge.codeFor(phone, before + 1);
  const said = await browser.post('/api/v1/auth/otp/verify', {
    ...{ challengeId: asked.json['challengeId'], code },
  });
  expect(said.json).toMatchObject({ newSubscriber: true });
  return browser;
};

it.each(['telegram', 'email'] as const)(
  'given a link of who left a number by %s, when its next holder asks for a code, then it goes to the own link alone',
  async (by) => {
    const [a, p, q] = [edge.newBrowser(), edge.newPhone(), edge.newPhone()];
    const link = (browser: Browser, reader: string) =>
      by === 'telegram' ? linkChat(browser, reader) : linkMail(browser, `${reader}@example.id`);
    const readBy = (reader: string): readonly string[] =>
      by === 'telegram'
        ? chatOf(reader)
        : smtp.inbox.filter(({ to }) => to === `${reader}@example.id`).map(({ text }) => text);
    await edge.logIn(a, p);
    await link(a, '901');
    await move(a, p, q);
    const b = await register(p);
    expect((await b.get('/api/v1/me/telegram')).json).toMatchObject({ offered: true, linked: false });
    expect((await b.get('/api/v1/me/email')).json).toMatchObject({ email: '', pendingEmail: '' });
    await link(b, '902');
    const before = readBy('901').length;
    const own = edge.newBrowser();
    const asked = await own.post('/api/v1/auth/otp', { phone: p });
    const code = await eventually(
      () => codeIn(readBy('902').find((text) => text.includes('masuk'))) || false,
    );
    expect(readBy('901').slice(0, readBy('901').length - before)).toEqual([]);
    const { challengeId } = asked.json;
    expect((await own.post('/api/v1/auth/otp/verify', { challengeId, code })).status).toBe(200);
  },
);

it('given a chat of who left a number, when it asks for the balance, then it hears that of its own account', async () => {
  const [a, p, q] = [edge.newBrowser(), edge.newPhone(), edge.newPhone()];
  await edge.logIn(a, p);
  await linkChat(a, '911');
  await move(a, p, q);
  await eventually(async () =>
    expect((await a.get('/api/v1/me/telegram')).json).toMatchObject({ linked: true }),
  );
  const b = await register(p);
  await linkChat(b, '912');
  expect((await a.get('/api/v1/me/telegram')).json).toMatchObject({ linked: true });
  telegram.write('911', 'SALDO');
  await eventually(() => Promise.resolve(expect(chatOf('911')[0]).toMatch(/Sisa kuota/)));
});

it('given an address and wishes of who changes the number, when it is changed, then they follow, and its next holder has none', async () => {
  const [a, p, q] = [edge.newBrowser(), edge.newPhone(), edge.newPhone()];
  await edge.logIn(a, p);
  await linkMail(a, 'budi@example.id');
  const off = ['quota', 'broadcast'];
  await switchesOf(a, { off });
  await move(a, p, q);
  await eventually(async () =>
    expect((await a.get('/api/v1/me/email')).json).toMatchObject({ email: 'budi@example.id' }),
  );
  expect(await switchesOf(a)).toEqual(off);
  const b = await register(p);
  expect((await b.get('/api/v1/me/email')).json).toMatchObject({ email: '' });
  expect(await switchesOf(b)).toEqual([]);
});
