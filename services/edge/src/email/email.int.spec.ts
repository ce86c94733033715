// email.int.spec.ts — a subscriber proves an address by the API, and nobody without a session does.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startSmtpSimulator, type SmtpSimulator } from '../../../../infra/simulators/smtp/src';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

let edge: EdgeStack;
let smtp: SmtpSimulator;

beforeAll(async () => {
  smtp = await startSmtpSimulator();
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
    env: {
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtp.port), SMTP_TLS: 'none', SMTP_USER: smtp.user },
      ...{ SMTP_PASSWORD: smtp.password, SMTP_FROM: 'wifi@example.id' },
    },
  });
});
afterAll(async () => {
  await edge?.close();
  await smtp?.close();
});
beforeEach(() => {
  resetWorld();
  smtp.inbox.length = 0;
});

it('proves an address and lets it go', async () => {
  const { browser } = await edge.subscriber();
  const state = async () => (await browser.get('/api/v1/me/email')).json;
  expect(await state()).toEqual({ offered: true, email: '', pendingEmail: '' });
  expect((await browser.get('/api/v1/me')).json['email']).toBe(true);
  const asked = await browser.post('/api/v1/me/email', { email: 'budi@example.id' });
  expect([asked.status, asked.json]).toEqual([
    200,
    { offered: true, email: '', pendingEmail: 'budi@example.id' },
  ]);
  const code = /\b\d{6}\b/.exec(smtp.inbox[0]?.text ?? '')?.[0] ?? '';
  const wrong = await browser.post('/api/v1/me/email/proof', { code: 'x' });
  expect([wrong.status, wrong.json['code']]).toEqual([422, 'NOTIFICATION.EMAIL_CODE_WRONG']);
  const proved = await browser.post('/api/v1/me/email/proof', { code });
  expect([proved.status, proved.json]).toEqual([
    200,
    { offered: true, email: 'budi@example.id', pendingEmail: '' },
  ]);
  const gone = await browser.raw('/api/v1/me/email', {
    method: 'DELETE',
    headers: { origin: browser.origin, 'x-csrf-token': browser.cookies.get('saring_csrf') ?? '' },
  });
  expect([gone.status, await state()]).toEqual([204, { offered: true, email: '', pendingEmail: '' }]);
});

describe('the page', () => {
  const submitted = (browser: Browser, form: Record<string, string>) =>
    browser.raw('/email', { method: 'POST', form, headers: { origin: browser.origin } });
  const tokenIn = (html: string): string => /name="token" value="([^"]*)"/.exec(html)?.[1] ?? '';

  it('proves an address, says kindly what is wrong and when to ask again, and removes it', async () => {
    const { browser } = await edge.subscriber();
    const first = await browser.get('/email');
    expect(first.text).toContain('Alamat surel (email)');
    const token = tokenIn(first.text);
    const odd = await submitted(browser, { token, do: 'start', email: '"budi"@x' });
    expect([odd.status, odd.text]).toEqual([422, expect.stringContaining('value="&quot;budi&quot;@x"')]);
    const sent = await submitted(browser, { token, do: 'start', email: 'budi@example.id' });
    expect([sent.status, sent.text]).toEqual([
      200,
      expect.stringContaining('Kode dikirim ke budi@example.id'),
    ]);
    const soon = await submitted(browser, { token, do: 'start', email: 'budi@example.id' });
    expect([soon.status, soon.text]).toEqual([429, expect.stringMatching(/Coba lagi \d+ detik lagi/)]);
    // The code is still asked for.
    expect(soon.text).toContain('name="code"');
    const wrong = await submitted(browser, { token, do: 'confirm', code: 'x' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Kode surel salah')]);
    const code = /\b\d{6}\b/.exec(smtp.inbox[0]?.text ?? '')?.[0] ?? '';
    const proved = await submitted(browser, { token, do: 'confirm', code: ` ${code} ` });
    expect([proved.status, proved.text]).toEqual([
      200,
      expect.stringContaining('<strong>budi@example.id</strong>'),
    ]);
    const ended = await submitted(browser, { token, do: 'end' });
    expect([ended.status, ended.text]).toEqual([200, expect.stringContaining('Alamat sudah dihapus')]);
    expect((await browser.get('/email?lang=en')).text).toContain('Add an e-mail address');
  });

  it('is led to from the messages and the status', async () => {
    const { browser } = await edge.subscriber();
    expect((await browser.get('/notices')).text).toContain('href="/email"');
    expect((await browser.get('/notices')).text).not.toContain('href="/telegram"');
    expect((await browser.get('/status')).text).toContain('href="/notices"');
  });

  it('takes no form of another page, and shows nobody who is not logged in anything', async () => {
    const { browser } = await edge.subscriber();
    const other = tokenIn((await browser.get('/notices')).text);
    const forged = await submitted(browser, { token: other, do: 'start', email: 'budi@example.id' });
    expect([forged.status, smtp.inbox]).toEqual([403, []]);
    expect((await edge.newBrowser().get('/email')).status).toBe(303);
  });
});
