// telegram.int.spec.ts — a subscriber links Telegram, by the API and on a page without JavaScript, and nobody else's number.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { eventually } from '@saring/testing';
import { startTelegramSimulator, type TelegramSimulator } from '../../../../infra/simulators/telegram/src';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

let edge: EdgeStack;
let telegram: TelegramSimulator;

beforeAll(async () => {
  telegram = await startTelegramSimulator();
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
    env: {
      ...{ TELEGRAM_BASE_URL: `http://127.0.0.1:${telegram.port}`, TELEGRAM_BOT_TOKEN: telegram.token },
      TELEGRAM_BOT_NAME: 'saring_rw05_bot',
    },
  });
});
afterAll(async () => {
  await edge?.close();
  await telegram?.close();
});
beforeEach(() => resetWorld());

const stateOf = async (browser: Browser) => (await browser.get('/api/v1/me/telegram')).json;
const isLinked = (browser: Browser, linked: boolean) =>
  eventually(async () => expect(await stateOf(browser)).toEqual({ offered: true, linked }));
const tokenIn = (text: string): string =>
  /https:\/\/t\.me\/saring_rw05_bot\?start=([\w-]{43})/.exec(text)?.[1] ?? '';

it('links and unlinks by the API; the profile says that there is a bot', async () => {
  const { browser } = await edge.subscriber();
  expect((await browser.get('/api/v1/me')).json['telegram']).toBe(true);
  expect(await stateOf(browser)).toEqual({ offered: true, linked: false });
  const made = await browser.post('/api/v1/me/telegram', {});
  expect(made.status).toBe(200);
  telegram.start('801', tokenIn(String(made.json['url'])));
  await isLinked(browser, true);
  const gone = await browser.raw('/api/v1/me/telegram', {
    method: 'DELETE',
    headers: { origin: browser.origin, 'x-csrf-token': browser.cookies.get('saring_csrf') ?? '' },
  });
  expect(gone.status).toBe(204);
  expect(await stateOf(browser)).toEqual({ offered: true, linked: false });
});

it('links and unlinks on the page', async () => {
  const { browser } = await edge.subscriber();
  const submit = async (html: string) => {
    const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
    const form = Object.fromEntries(fields.map((match) => [match[1] ?? '', match[2] ?? '']));
    return browser.raw('/telegram', { method: 'POST', form, headers: { origin: browser.origin } });
  };
  const first = await browser.get('/telegram');
  expect(first.text).toContain('Hubungkan Telegram');
  const made = await submit(first.text);
  expect([made.status, tokenIn(made.text)]).toEqual([200, expect.stringMatching(/^.{43}$/)]);
  telegram.start('802', tokenIn(made.text));
  await isLinked(browser, true);
  const linked = await browser.get('/telegram');
  expect(linked.text).toContain('Telegram Anda terhubung.');
  expect((await submit(linked.text)).text).toContain('Hubungkan Telegram');
  await isLinked(browser, false);
});

it('takes no form of another page, and shows nobody who is not logged in anything', async () => {
  const { browser } = await edge.subscriber();
  const form = { do: 'link', token: 'x' };
  const forged = await browser.raw('/telegram', {
    method: 'POST',
    form,
    headers: { origin: browser.origin },
  });
  expect([forged.status, tokenIn(forged.text)]).toEqual([403, '']);
  const stranger = await edge.newBrowser().get('/telegram');
  expect([stranger.status, stranger.text.includes('t.me')]).toEqual([303, false]);
  expect((await edge.newBrowser().get('/api/v1/me/telegram')).status).toBe(401);
});
