// Login and status without JavaScript.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

let edge: EdgeStack;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(async () => {
  await edge?.close();
});
beforeEach(() => resetWorld());

describe('login without JavaScript', () => {
  const formOf = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map((match) => [
        match[1] ?? '',
        match[2] ?? '',
      ]),
    );
  const submit = (
    browser: Browser,
    path: string,
    form: Record<string, string>,
    headers: Record<string, string> = { origin: browser.origin },
  ) => browser.raw(path, { method: 'POST', form, headers });

  it('goes from phone to code to status, keeping the page first asked for', async () => {
    world.clients.set('10.7.200.4', 'AA:00:00:00:72:04');
    const browser = edge.browser('10.7.200.4');
    const first = await browser.get('/login?link-orig=http%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D2');
    expect(first.text).toContain('<html lang="id">');
    const phone = edge.newPhone();
    const sent = await submit(browser, '/login', {
      ...formOf(first.text),
      phone,
      next: 'http://example.com/a?b=1&c=2',
    });
    expect(sent.status).toBe(303);
    const codeStep = String(sent.headers['location']);
    await browser.get(codeStep);
    const again = await browser.get(codeStep);
    const code = await edge.codeFor(phone);
    const wrong = await submit(browser, '/login/code', {
      ...formOf(again.text),
      code: code === '000000' ? '111111' : '000000',
    });
    expect([wrong.status, wrong.text.includes('Sisa percobaan: 4')]).toEqual([422, true]);
    const verified = await submit(browser, '/login/code', {
      ...formOf(wrong.text),
      next: 'http://example.com/a?b=1&c=2',
      code: ` ${code.slice(0, 3)} ${code.slice(3)}`,
    });
    expect(verified.status).toBe(303);
    const status = await browser.get(String(verified.headers['location']));
    expect(status.text).toContain('Anda tersambung');
    expect(status.text).toContain('4 GB');
    expect(status.text).toContain('href="http://example.com/a?b=1&amp;c=2"');
    const out = await submit(browser, '/logout', formOf(status.text));
    expect([out.status, browser.cookies.has('saring_refresh')]).toEqual([303, false]);
  });
  it('works where cookies are dropped, by the own Origin', async () => {
    world.clients.set('10.7.200.1', 'AA:00:00:00:72:01');
    const browser = edge.browser('10.7.200.1');
    const forget = () => browser.cookies.clear();
    const phone = edge.newPhone();
    const first = formOf((await browser.get('/login')).text);
    forget();
    const sent = await submit(browser, '/login', { ...first, phone });
    forget();
    const codeForm = formOf((await browser.get(String(sent.headers['location']))).text);
    forget();
    expect(
      (await submit(browser, '/login/code', { ...codeForm, code: await edge.codeFor(phone) })).status,
    ).toBe(303);
    forget();
    const status = await browser.get('/status');
    expect(status.text).toContain('Anda tersambung');
    expect(status.text).not.toContain('/logout');
  });
  it.each([
    ['no Origin', {}],
    ['a null Origin', { origin: 'null' }],
  ])('takes a form with %s from the browser that was given it, and from no other', async (_, headers) => {
    world.clients.set('10.7.200.5', 'AA:00:00:00:72:05');
    const [attacker, victim] = [edge.browser('10.7.200.5'), edge.browser('10.7.200.5')];
    const phone = edge.newPhone();
    await victim.get('/login');
    const first = formOf((await attacker.get('/login')).text);
    expect((await submit(victim, '/login', { ...first, phone }, headers)).status).toBe(403);
    const sent = await submit(attacker, '/login', { ...first, phone }, headers);
    expect(sent.status).toBe(303);
    const codeForm = formOf((await attacker.get(String(sent.headers['location']))).text);
    const typed = { ...codeForm, code: await edge.codeFor(phone), move: 'yes' };
    for (const stranger of [victim, edge.browser('10.7.200.5')]) {
      expect((await submit(stranger, '/login/code', typed, headers)).status).toBe(403);
      expect(stranger.cookies.has('saring_refresh')).toBe(false);
    }
    // Nothing was spent by it.
    expect((await submit(attacker, '/login/code', typed, headers)).status).toBe(303);
  });
  it('takes a code on a page that forgot everything, by the number', async () => {
    world.clients.set('10.7.200.6', 'AA:00:00:00:72:06');
    const asking = edge.browser('10.7.200.6');
    const phone = edge.newPhone();
    await asking.post('/api/v1/auth/otp', { phone });
    const reopened = edge.browser('10.7.200.6');
    expect((await reopened.get('/login')).text).toContain('href="/login/code"');
    const form = formOf((await reopened.get('/login/code')).text);
    const wrong = await submit(reopened, '/login/code', { ...form, phone, code: 'x' });
    expect([wrong.status, wrong.text.includes(`value="${phone}"`)]).toEqual([422, true]);
    const typed = { ...formOf(wrong.text), phone, code: await edge.codeFor(phone) };
    expect((await submit(reopened, '/login/code', typed)).headers['location']).toBe('/status');
  });
  it('takes no form of another site, and no token of another step, client or time', async () => {
    const browser = edge.newBrowser();
    const form = formOf((await browser.get('/login')).text);
    const phone = edge.newPhone();
    expect(
      (await submit(browser, '/login', { ...form, phone }, { origin: 'http://evil.example' })).json,
    ).toMatchObject({ code: 'REQUEST.CROSS_SITE' });
    expect((await submit(browser, '/login', { phone })).status).toBe(403);
    expect((await submit(edge.newBrowser(), '/login', { ...form, phone })).status).toBe(403);
    const code = {
      challenge: '00000000-0000-4000-8000-000000000000',
      token: form['token'] ?? '',
      code: '123456',
    };
    expect((await submit(browser, '/login/code', code)).status).toBe(403);
  });
  it('shows what was typed as text, and leads nowhere but to the web', async () => {
    const browser = edge.newBrowser();
    const page = await browser.get(`/login?next=${encodeURIComponent('javascript:alert(1)')}&lang=en`);
    expect(page.text).not.toContain('javascript:');
    const typed = await submit(browser, '/login', {
      ...formOf(page.text),
      phone: '"><script>alert(1)</script>',
    });
    expect(typed.status).toBe(400);
    expect(typed.text).not.toContain('<script');
    expect(typed.text).toContain('Number not recognised');
    expect(typed.headers['content-security-policy']).not.toContain('unsafe');
  });
  it('keeps the page first asked for over the portal, which can only lead to a fixed address', async () => {
    const browser = edge.newBrowser();
    const referer = `${browser.origin}/?link-orig=http%3A%2F%2Fexample.com%2Fnews&mac=x`;
    expect((await browser.get('/login', { referer })).text).toContain(
      'name="next" value="http://example.com/news"',
    );
    expect((await browser.get('/login', { referer: 'nonsense' })).text).toContain('name="next" value=""');
  });
  it('leads to the router where it does not know the device, and back', async () => {
    const browser = edge.newBrowser();
    await edge.logIn(browser, edge.newPhone());
    expect((await browser.get('/status')).text).toMatch(
      /Perangkat ini belum tersambung[\s\S]*href="\/possession\/start"/,
    );
    const start = await browser.get('/possession/start');
    expect([start.status, start.headers['location']]).toEqual([
      303,
      expect.stringContaining('http://router/login?dst='),
    ]);
    expect((await browser.get('/possession/finish')).status).toBe(303);
    expect((await browser.get('/status')).text).not.toContain('/possession/start');
  });
  it('asks for consent to move a device, and moves it', async () => {
    world.clients.set('10.7.200.2', 'AA:00:00:00:72:02');
    const browser = edge.browser('10.7.200.2');
    await edge.logIn(browser, edge.newPhone());
    browser.cookies.clear();
    const phone = edge.newPhone();
    const sent = await submit(browser, '/login', { ...formOf((await browser.get('/login')).text), phone });
    const codeForm = formOf((await browser.get(String(sent.headers['location']))).text);
    const asked = await submit(browser, '/login/code', { ...codeForm, code: await edge.codeFor(phone) });
    expect([asked.status, asked.text.includes('Ya, pindahkan')]).toEqual([409, true]);
    expect((await submit(browser, '/login/code', formOf(asked.text))).status).toBe(303);
  });
  it('says that access is being opened, and why it is closed', async () => {
    world.clients.set('10.7.200.3', 'AA:00:00:00:72:03');
    const browser = edge.browser('10.7.200.3');
    await edge.logIn(browser, edge.newPhone());
    world.accessApplied = false;
    expect((await browser.get('/status')).text).toMatch(
      /http-equiv="refresh" content="3"[\s\S]*Akses sedang dibuka/,
    );
    world.quota = { status: 'blocked', blockReason: '<b>tunggakan</b>' };
    expect((await browser.get('/status')).text).toContain('Alasan: &lt;b&gt;tunggakan&lt;/b&gt;');
    browser.cookies.delete('saring_access');
    expect((await browser.get('/status')).status).toBe(200);
    expect((await edge.newBrowser().get('/status')).headers['location']).toBe('/login');
  });
  it('says before the form why a known device is stopped, where no cookie says who asks', async () => {
    world.clients.set('10.5.53.1', 'AA:00:00:00:53:01');
    const owner = edge.browser('10.5.53.1');
    await edge.logIn(owner, edge.newPhone());
    world.quota = { status: 'blocked', blockReason: 'abuse' };
    const withoutCookies = () => edge.browser('10.5.53.1').get('/login');
    const blocked = (await withoutCookies()).text;
    expect(blocked).toContain('Akses diblokir');
    expect(blocked).toContain('Hubungi pengelola. Alasan: abuse');
    expect(blocked).toContain('href="/status"');
    expect(blocked).not.toContain('href="/shop"');
    world.quota = { status: 'blocked', blockReason: 'debt', debtBlock: 'overdue' };
    const owing = (await withoutCookies()).text;
    expect(owing).toContain('Lunasi tunggakan untuk membuka akses. Alasan: tunggakan lewat jatuh tempo');
    expect(owing).toContain('href="/shop"');
    resetWorld();
    world.clients.set('10.5.53.1', 'AA:00:00:00:53:01');
    const { items } = (await owner.get('/api/v1/me/devices')).json as { items: { deviceId: string }[] };
    await owner.call(`/api/v1/me/devices/${items[0]?.deviceId}`, { method: 'DELETE' });
    expect((await withoutCookies()).text).toContain('Perangkat ini sudah dikeluarkan');
    world.isGatewayDown = true;
    expect((await withoutCookies()).status).toBe(200);
  });
});
