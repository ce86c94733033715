// What edge refuses, hides and limits; the pages without JavaScript; live events; the built portal.
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { authOtp } from '@saring/auth-otp';
import { AccessAppliedSchema, factSubject, LIVE_WATCH_SUBJECT, liveSubject } from '@saring/contracts';
import { GB } from '@saring/kernel';
import { notification } from '@saring/notification';
import { parseConfig } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startWhatsAppSimulator } from '../../../infra/simulators/whatsapp/src';
import { edgeConfig } from './config';
import type { Browser } from './testing/browser';
import { EdgeStack, OPERATOR } from './testing/edge-stack';
import { world } from './testing/stand-ins';

let edge: EdgeStack;
let portal: string;
let phones = 81_330_000_000;
const newPhone = () => `0${(phones += 1)}`;
let addresses = 1;
/** Every test comes from an address of its own, so that no limit reaches over. */
const newBrowser = (host?: string) =>
  edge.browser(`10.7.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`, host);

beforeAll(async () => {
  portal = mkdtempSync(join(tmpdir(), 'saring-portal-'));
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
    env: { PORTAL_DIST: portal, SITES: 'rw06.localhost=rw06', OTP_DAILY_BUDGET_PER_SITE: '500' },
  });
});
afterAll(async () => {
  await edge?.close();
  rmSync(portal, { recursive: true, force: true });
});
beforeEach(() => {
  world.clients.clear();
  world.isGatewayDown = false;
  world.accessApplied = true;
  world.quota = { status: 'active', grantedBytes: 5 * GB, usedBytes: GB, remainingBytes: 4 * GB };
});

describe('requests of other sites', () => {
  const otp = (browser: Browser, headers: Record<string, string>) =>
    browser.raw('/api/v1/auth/otp', { method: 'POST', json: { phone: newPhone() }, headers });

  it.each([
    ['a foreign Origin', { origin: 'http://evil.example' }, 403],
    ['an Origin that looks alike', { origin: 'http://portal.phone1.localhost:9100.evil.example' }, 403],
    ['a null Origin', { origin: 'null' }, 403],
    ['the own Origin', { origin: 'http://portal.phone1.localhost:9100' }, 202],
    ['no Origin and no session', {}, 202],
  ])('with %s before login', async (_, headers, status) =>
    expect((await otp(newBrowser(), headers)).status).toBe(status),
  );

  it('with a session need the own Origin and the token', async () => {
    const browser = newBrowser();
    await edge.logIn(browser, newPhone());
    const { origin } = browser;
    const token = browser.cookies.get('saring_csrf') ?? '';
    const logout = (headers: Record<string, string>) =>
      browser.raw('/api/v1/auth/logout', { method: 'POST', json: {}, headers });
    for (const headers of [
      {},
      { origin },
      { 'x-csrf-token': token },
      { origin: 'null', 'x-csrf-token': token },
      { origin, 'x-csrf-token': 'x' },
    ])
      expect((await logout(headers as Record<string, string>)).json).toMatchObject({
        status: 403,
        code: 'REQUEST.CROSS_SITE',
      });
    expect((await logout({ origin, 'x-csrf-token': token })).status).toBe(204);
  });
});

describe('answers', () => {
  it('carry security headers, and cookies that scripts cannot read', async () => {
    const browser = newBrowser();
    const { headers } = await browser.get('/health/live');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(headers['content-security-policy']).not.toContain('unsafe');
    const asked = await browser.post('/api/v1/auth/otp', { phone: '0813 9999 0001' });
    const code = await edge.codeFor('081399990001');
    const { headers: loggedIn } = await browser.post('/api/v1/auth/otp/verify', {
      challengeId: asked.json['challengeId'],
      code,
    });
    const cookies = loggedIn['set-cookie'] as string[];
    for (const name of ['saring_access', 'saring_refresh'])
      expect(cookies.find((line) => line.startsWith(name))).toMatch(
        /; Path=\/; Max-Age=\d+; SameSite=Lax; HttpOnly$/,
      );
  });
  it('mark cookies Secure everywhere but on localhost', async () => {
    const cookieAt = async (host: string, headers: Record<string, string> = {}) =>
      String((await newBrowser(host).get('/health/live', headers)).headers['set-cookie']);
    expect(await cookieAt('localhost:9000')).not.toContain('Secure');
    expect(await cookieAt('wifi.example.id')).toContain('Secure');
    expect(await cookieAt('localhost.evil.example')).toContain('Secure');
    const secure = await newBrowser().get('/health/live', { 'x-forwarded-proto': 'https' });
    expect(String(secure.headers['set-cookie'])).toContain('Secure');
    expect(secure.headers['strict-transport-security']).toBeDefined();
  });
  it.each([
    [
      'unreadable JSON',
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      '/api/v1/auth/otp',
      400,
      'REQUEST.MALFORMED',
    ],
    [
      'a body too large',
      { method: 'POST', json: { phone: 'x'.repeat(70_000) } },
      '/api/v1/auth/otp',
      413,
      'REQUEST.TOO_LARGE',
    ],
    ['a wrong field', { method: 'POST', json: { phone: 5 } }, '/api/v1/auth/otp', 400, 'REQUEST.INVALID'],
    [
      'a field too many',
      { method: 'POST', json: { phone: '0812', admin: true } },
      '/api/v1/auth/otp',
      400,
      'REQUEST.INVALID',
    ],
    [
      'a prototype',
      { method: 'POST', json: JSON.parse('{"__proto__":{"x":1}}') as unknown },
      '/api/v1/auth/otp',
      400,
      'REQUEST.MALFORMED',
    ],
    ['no number', { method: 'POST', json: { phone: '12' } }, '/api/v1/auth/otp', 400, 'PHONE.INVALID'],
    [
      'a code of letters',
      { method: 'POST', json: { challengeId: '00000000-0000-4000-8000-000000000000', code: 'abcdef' } },
      '/api/v1/auth/otp/verify',
      400,
      'REQUEST.INVALID',
    ],
    ['no such address', {}, '/api/v1/nothing', 404, 'REQUEST.NOT_FOUND'],
    ['no login', {}, '/api/v1/me', 401, 'AUTH.UNAUTHENTICATED'],
    [
      'an expired code',
      { method: 'POST', json: { challengeId: '00000000-0000-4000-8000-000000000000', code: '123456' } },
      '/api/v1/auth/otp/verify',
      410,
      'AUTH.OTP_EXPIRED',
    ],
  ])('name the problem: %s', async (_, call, path, status, code) => {
    const answer = await newBrowser().raw(path, call);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toMatchObject({
      status,
      code,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      type: expect.stringContaining(`/problems/${code}`),
    });
    expect(String(answer.json['title']).length * String(answer.json['detail']).length).toBeGreaterThan(0);
  });
  it('speak the language that is asked for', async () => {
    const browser = newBrowser();
    expect((await browser.get('/api/v1/me')).json['title']).toBe('Belum masuk');
    expect((await browser.get('/api/v1/me', { 'accept-language': 'en-GB,en;q=0.9' })).json['title']).toBe(
      'Not logged in',
    );
    expect((await browser.get('/api/v1/me?lang=en')).json['title']).toBe('Not logged in');
    expect((await browser.get('/problems/AUTH.OTP_WRONG?lang=en')).json).toMatchObject({
      title: 'Wrong code',
    });
  });
  it('say 503 where a service does not answer, and tell nothing of a failure but its trace', async () => {
    const boss = newBrowser('localhost:9000');
    await boss.post('/api/v1/operator/login', OPERATOR);
    // The stand-in of the ledger does not answer this one.
    expect((await boss.get('/api/v1/anomalies')).json).toMatchObject({
      status: 503,
      code: 'SERVICE.UNAVAILABLE',
    });
    const browser = newBrowser();
    await edge.logIn(browser, newPhone());
    world.quota = { status: 5 } as never;
    const { json } = await browser.get('/api/v1/me/quota');
    expect(json).toMatchObject({ status: 500, code: 'SERVICE.FAILED', details: {} });
    expect(json['detail']).toContain(json['traceId']);
    world.quota = { status: 'active' };
    expect((await browser.get('/api/v1/me/quota')).status).toBe(200);
  });
});

describe('limits', () => {
  it('are of the device where a router knows it, whatever phones it names', async () => {
    world.clients.set('10.8.0.1', 'AA:00:00:00:08:01');
    const browser = edge.browser('10.8.0.1');
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1)
      statuses.push((await browser.post('/api/v1/auth/otp', { phone: newPhone() })).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    const refused = await browser.post('/api/v1/auth/otp', { phone: newPhone() });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json).toMatchObject({
      details: { retryInSeconds: Number(refused.headers['retry-after']) },
    });
  });
  it('believe no forged X-Forwarded-For', async () => {
    world.clients.set('10.8.0.2', 'AA:00:00:00:08:02');
    const browser = edge.browser('1.2.3.4, 10.8.0.2');
    await browser.get('/api/v1/device');
    expect((await browser.get('/api/v1/device')).json).toMatchObject({ known: true });
  });
  it('slow down who guesses an operator password', async () => {
    const browser = newBrowser();
    const statuses: number[] = [];
    for (let index = 0; index < 11; index += 1)
      statuses.push(
        (await browser.post('/api/v1/operator/login', { email: `nobody${index}@example.com`, password: 'x' }))
          .status,
      );
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses[10]).toBe(429);
    expect((await newBrowser().post('/api/v1/operator/login', OPERATOR)).status).toBe(200);
  });
});

describe('sites', () => {
  it('are told apart by the name of the portal', async () => {
    const asked = await newBrowser('rw06.localhost:9100').post('/api/v1/auth/otp', { phone: newPhone() });
    expect(asked.status).toBe(202);
    const boss = newBrowser('localhost:9000');
    await boss.post('/api/v1/operator/login', OPERATOR);
    const phone = newPhone();
    await edge.logIn(newBrowser('rw06.localhost'), phone);
    expect((await boss.get(`/api/v1/subscribers?phone=${phone}`)).json).toMatchObject({
      items: [{ site: 'rw06' }],
    });
  });
});

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
    const browser = newBrowser();
    const first = await browser.get('/login?link-orig=http%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D2');
    expect(first.text).toContain('<html lang="id">');
    const phone = newPhone();
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
  it('works where cookies are dropped and the Origin is missing, by the tokens of the forms', async () => {
    world.clients.set('10.7.200.1', 'AA:00:00:00:72:01');
    const browser = edge.browser('10.7.200.1');
    const forget = () => browser.cookies.clear();
    const phone = newPhone();
    const first = formOf((await browser.get('/login')).text);
    forget();
    const sent = await submit(browser, '/login', { ...first, phone }, {});
    forget();
    const codeForm = formOf((await browser.get(String(sent.headers['location']))).text);
    forget();
    expect(
      (
        await submit(
          browser,
          '/login/code',
          { ...codeForm, code: await edge.codeFor(phone) },
          { origin: 'null' },
        )
      ).status,
    ).toBe(303);
    forget();
    const status = await browser.get('/status');
    expect(status.text).toContain('Anda tersambung');
    expect(status.text).not.toContain('/logout');
  });
  it('takes no form of another site, and no token of another step, client or time', async () => {
    const browser = newBrowser();
    const form = formOf((await browser.get('/login')).text);
    const phone = newPhone();
    expect(
      (await submit(browser, '/login', { ...form, phone }, { origin: 'http://evil.example' })).json,
    ).toMatchObject({ code: 'REQUEST.CROSS_SITE' });
    expect((await submit(browser, '/login', { phone })).status).toBe(403);
    expect((await submit(newBrowser(), '/login', { ...form, phone })).status).toBe(403);
    const code = {
      challenge: '00000000-0000-4000-8000-000000000000',
      token: form['token'] ?? '',
      code: '123456',
    };
    expect((await submit(browser, '/login/code', code)).status).toBe(403);
  });
  it('shows what was typed as text, and leads nowhere but to the web', async () => {
    const browser = newBrowser();
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
  it('asks for consent to move a device, and moves it', async () => {
    world.clients.set('10.7.200.2', 'AA:00:00:00:72:02');
    const browser = edge.browser('10.7.200.2');
    await edge.logIn(browser, newPhone());
    browser.cookies.clear();
    const phone = newPhone();
    const sent = await submit(browser, '/login', { ...formOf((await browser.get('/login')).text), phone });
    const codeForm = formOf((await browser.get(String(sent.headers['location']))).text);
    const asked = await submit(browser, '/login/code', { ...codeForm, code: await edge.codeFor(phone) });
    expect([asked.status, asked.text.includes('Ya, pindahkan')]).toEqual([409, true]);
    expect((await submit(browser, '/login/code', formOf(asked.text))).status).toBe(303);
  });
  it('says that access is being opened, and why it is closed', async () => {
    const browser = newBrowser();
    await edge.logIn(browser, newPhone());
    world.accessApplied = false;
    expect((await browser.get('/status')).text).toMatch(
      /http-equiv="refresh" content="3"[\s\S]*Akses sedang dibuka/,
    );
    world.quota = { status: 'blocked', blockReason: '<b>tunggakan</b>' };
    expect((await browser.get('/status')).text).toContain('Alasan: &lt;b&gt;tunggakan&lt;/b&gt;');
    browser.cookies.delete('saring_access');
    expect((await browser.get('/status')).status).toBe(200);
    browser.cookies.clear();
    expect((await browser.get('/status')).headers['location']).toBe('/login');
  });
});

describe('live events', () => {
  it('tell an open page of its own subscriber only, and end with it', async () => {
    const browser = newBrowser();
    const { subscriberId } = await edge.logIn(browser, newPhone());
    const watched: string[] = [];
    const watching = edge.nats.subscribe(LIVE_WATCH_SUBJECT, {
      callback: (_, message) => watched.push(...message.json<{ subscriberIds: string[] }>().subscriberIds),
    });
    await edge.nats.flush();
    let heard = '';
    let type: unknown;
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const stream = request(
      {
        port: edge.port,
        host: '127.0.0.1',
        path: '/api/v1/events',
        headers: { host: browser.host, cookie },
        agent: false,
      },
      (response) => {
        type = response.headers['content-type'];
        response.setEncoding('utf8').on('data', (text: string) => (heard += text));
      },
    );
    stream.on('error', () => undefined);
    stream.end();
    await eventually(() => heard.includes('retry: 3000'));
    await eventually(() => watched.includes(String(subscriberId)));
    edge.nats.publish(
      liveSubject(String(subscriberId)),
      JSON.stringify({ subscriberId, remainingBytes: 7, usedBytes: 1, status: 'active' }),
    );
    edge.nats.publish(
      factSubject(AccessAppliedSchema),
      JSON.stringify({ subscriberId: 'someone else', status: 'fup' }),
    );
    edge.nats.publish(factSubject(AccessAppliedSchema), JSON.stringify({ subscriberId, status: 'active' }));
    await eventually(() => heard.includes('event: applied'));
    expect(type).toBe('text/event-stream; charset=utf-8');
    expect(heard).toContain('event: balance\ndata: {"subscriberId"');
    expect(heard).not.toContain('someone else');
    stream.destroy();
    watching.unsubscribe();
  });
  it('are for who is logged in, and for some pages at once', async () => {
    expect((await newBrowser().get('/api/v1/events')).status).toBe(401);
    const browser = newBrowser();
    await edge.logIn(browser, newPhone());
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const open = () =>
      new Promise<{ status: number; close: () => void }>((resolve) => {
        const stream = request(
          {
            port: edge.port,
            host: '127.0.0.1',
            path: '/api/v1/events',
            headers: { host: browser.host, cookie },
            agent: false,
          },
          (response) => resolve({ status: response.statusCode ?? 0, close: () => stream.destroy() }),
        );
        stream.on('error', () => undefined);
        stream.end();
      });
    const streams = [];
    for (let index = 0; index < 7; index += 1) streams.push(await open());
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 429]);
    for (const { close } of streams) close();
  });
});

describe('the built portal', () => {
  beforeAll(() => {
    mkdirSync(join(portal, 'assets'));
    writeFileSync(join(portal, 'assets/app-1.js'), 'let a = 1;'.repeat(100));
    writeFileSync(join(portal, 'secret.key'), 'secret');
    writeFileSync(
      join(portal, 'index.html'),
      '<!doctype html><script>go()</script><script src="/assets/app-1.js"></script><title>p</title>',
    );
  });
  it('is every page that is no file and no API', async () => {
    const browser = newBrowser();
    for (const path of ['/', '/akun', '/a/b?c=d']) {
      const page = await browser.get(path, { accept: 'text/html' });
      expect([page.status, page.text.includes('<title>p</title>')]).toEqual([200, true]);
      expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+';/);
    }
    expect((await browser.get('/api/v1/nothing', { accept: 'text/html' })).status).toBe(404);
    expect((await browser.get('/missing.js')).status).toBe(404);
    expect((await browser.get('/secret.key')).status).toBe(404);
    expect((await browser.get('/..%2f..%2fetc/passwd')).status).toBe(404);
  });
  it('is compressed once, kept by browsers, and known by its tag', async () => {
    const browser = newBrowser();
    const plain = await browser.get('/assets/app-1.js');
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const packed = await new Promise<Buffer>((resolve) => {
      request(
        {
          port: edge.port,
          host: '127.0.0.1',
          path: '/assets/app-1.js',
          headers: { 'accept-encoding': 'gzip' },
          agent: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => resolve(Buffer.concat(chunks)));
        },
      ).end();
    });
    expect(gunzipSync(packed).toString()).toBe(plain.text);
    expect(
      (await browser.get('/assets/app-1.js', { 'if-none-match': String(plain.headers['etag']) })).status,
    ).toBe(304);
  });
});

it('does not start with settings that are wrong, and names them all', () => {
  const wrong = { SECRETS_KEY: 'short', TRUSTED_PROXY_CIDRS: '10.0.0.0/8,proxy', SITES: 'nonsense' };
  const start = (env: Record<string, string>) => () => parseConfig(edgeConfig, env);
  expect(start({ ...wrong, SECRETS_KEY: 'x'.repeat(32) })).toThrow(
    /10\.0\.0\.0\/8 is wider[\s\S]*proxy is not an address range[\s\S]*nonsense is not host=site/,
  );
  expect(start({ SECRETS_KEY: 'short', PORT: 'x' })).toThrow(/SECRETS_KEY[\s\S]*PORT/);
});
