// notices.int.spec.ts — a subscriber says what to write about, by the API and on a page without JavaScript.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

let edge: EdgeStack;
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

const offOf = async (browser: Browser) => (await browser.get('/api/v1/me/message-switches')).json['off'];
const put = (browser: Browser, off: unknown) =>
  browser.call('/api/v1/me/message-switches', { method: 'PUT', json: { off } });

it('switches groups off and on by the API', async () => {
  const { browser } = await edge.subscriber();
  expect(await offOf(browser)).toEqual([]);
  expect((await put(browser, ['family', 'broadcast'])).status).toBe(200);
  expect(await offOf(browser)).toEqual(['family', 'broadcast']);
  expect((await put(browser, [])).json).toEqual({ off: [] });
  expect((await put(browser, ['money'])).status).toBe(400);
});

it('switches them on the page, in both languages, and only by its own form', async () => {
  const { browser } = await edge.subscriber();
  const shown = await browser.raw('/notices', { method: 'GET' });
  expect(shown.text).toContain('Kode masuk, kuitansi, dan tagihan selalu dikirim.');
  const token = /name="token" value="([^"]*)"/.exec(shown.text)?.[1] ?? '';
  const submit = (form: Record<string, string>) =>
    browser.raw('/notices', { method: 'POST', form, headers: { origin: browser.origin } });
  const saved = await submit({ token, 'on-quota': '1', 'on-account': '1' });
  expect([saved.status, saved.text.includes('Tersimpan.')]).toEqual([200, true]);
  expect(await offOf(browser)).toEqual(['family', 'broadcast']);
  expect((await submit({ token: 'x', 'on-family': '1' })).status).toBeGreaterThanOrEqual(400);
  expect(await offOf(browser)).toEqual(['family', 'broadcast']);
});
