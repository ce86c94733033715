// refusals.int.spec.ts — refusals, hidden errors and limits of edge.
import 'reflect-metadata';
import { connect } from 'node:net';
import { systemClock } from '@saring/kernel';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { parseConfig } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { edgeConfig } from '../config';
import type { Browser } from '../testing/browser';
import { EdgeStack, OPERATOR } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

let edge: EdgeStack;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
    env: { SITES: 'rw06.localhost=rw06' },
  });
});
afterAll(async () => {
  await edge?.close();
});
beforeEach(() => resetWorld());

it('answers what is no HTTP in the form of every other error', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(edge.port, '127.0.0.1', () => socket.write('\u0016\u0003\u0001 no HTTP\r\n\r\n'));
    let received = '';
    socket.on('data', (data) => (received += String(data)));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1.1 400 [^]*application\/problem\+json/);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
    code: 'REQUEST.MALFORMED',
    status: 400,
  });
});

it.each([
  ['in a body', { method: 'POST', json: { phone: '0812\0' } }, '/api/v1/auth/otp'],
  ['as half a pair in a body', { method: 'POST', json: { phone: '0812\ud800' } }, '/api/v1/auth/otp'],
  ['in the name of a field', { method: 'POST', json: { 'phone\0': '0812' } }, '/api/v1/auth/otp'],
  ['in a query', {}, '/api/v1/subscribers?query=%00'],
  ['in a path', {}, '/problems/%00'],
  ['deep down', { method: 'POST', json: { a: [{ b: ['\0'] }] } }, '/webhooks/midtrans'],
])('refuses text that cannot be stored, %s', async (_, call, path) =>
  expect((await edge.newBrowser().raw(path, call)).status).toBe(400),
);

it('takes a number with the marks of direction that a phone copies with it, and no other text with them', async () => {
  const browser = edge.newBrowser();
  const post = (path: string, json: object) => browser.raw(path, { method: 'POST', json });
  expect((await post('/api/v1/auth/otp', { phone: `\u202a${edge.newPhone()}\u202c` })).status).toBe(202);
  const refused = await post('/api/v1/auth/otp', { phone: edge.newPhone(), name: 'a\u200b' });
  expect(refused.json).toMatchObject({ details: { errors: [{ field: 'name', rule: 'isPrintable' }] } });
});

it('cuts off a body that drips, at a limit that is looked at every second', () => {
  const server = edge.httpServer as unknown as Record<string, number>;
  expect(server).toMatchObject({ requestTimeout: 15_000, connectionsCheckingInterval: 1_000 });
});

it('answers anyone at the root, and gives out no address that a stranger names', async () => {
  const browser = edge.newBrowser('evil.example');
  for (const accept of ['*/*', 'text/html', ''])
    expect((await browser.get('/', accept ? { accept } : {})).status).toBe(303);
  const { json } = await browser.get('/captive-portal/api');
  expect(json['user-portal-url']).toBe(`http://127.0.0.1:${edge.port}/`);
  expect(JSON.stringify((await browser.get('/api/v1/me')).json)).not.toContain('evil.example');
  const named = await edge.newBrowser('rw06.localhost').get('/captive-portal/api');
  expect(named.json['user-portal-url']).toBe('http://rw06.localhost/');
});

describe('requests of other sites', () => {
  const otp = (browser: Browser, headers: Record<string, string>) =>
    browser.raw('/api/v1/auth/otp', { method: 'POST', json: { phone: edge.newPhone() }, headers });

  it.each([
    ['a foreign Origin', { origin: 'http://evil.example' }, 403],
    ['an Origin that looks alike', { origin: 'http://portal.phone1.localhost:9100.evil.example' }, 403],
    ['a null Origin', { origin: 'null' }, 403],
    ["the site's own Origin", { origin: 'http://portal.phone1.localhost:9100' }, 202],
    ['no Origin and no session', {}, 202],
  ])('with %s before login', async (_, headers, status) =>
    expect((await otp(edge.newBrowser(), headers)).status).toBe(status),
  );

  it('with a session need the Origin of this site and the token', async () => {
    const browser = edge.newBrowser();
    await edge.logIn(browser, edge.newPhone());
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
    const browser = edge.newBrowser();
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
      String((await edge.newBrowser(host).get('/health/live', headers)).headers['set-cookie']);
    expect(await cookieAt('localhost:9000')).not.toContain('Secure');
    expect(await cookieAt('wifi.example.id')).toContain('Secure');
    expect(await cookieAt('localhost.evil.example')).toContain('Secure');
    const secure = await edge.newBrowser().get('/health/live', { 'x-forwarded-proto': 'https' });
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
    const answer = await edge.newBrowser().raw(path, call);
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
    const browser = edge.newBrowser();
    expect((await browser.get('/api/v1/me')).json['title']).toBe('Belum masuk');
    expect((await browser.get('/api/v1/me', { 'accept-language': 'en-GB,en;q=0.9' })).json['title']).toBe(
      'Not logged in',
    );
    expect((await browser.get('/api/v1/me?lang=en')).json['title']).toBe('Not logged in');
    // Pages are Indonesian until someone chooses.
    expect((await browser.get('/login', { 'accept-language': 'en' })).text).toContain('<html lang="id">');
    expect((await browser.get('/login?lang=en')).text).toContain('<html lang="en">');
    expect((await browser.get('/login')).text).toContain('<html lang="en">');
    expect((await browser.get('/problems/AUTH.OTP_WRONG?lang=en')).json).toMatchObject({
      title: 'Wrong code',
    });
  });
  it('name every wrong field, its rule and its limit, in the language that is asked for', async () => {
    const boss = edge.newBrowser('localhost:9000');
    await boss.post('/api/v1/operator/login', OPERATOR);
    const { subscriberId } = await edge.subscriber();
    const grants = `/api/v1/subscribers/${subscriberId}/grants`;
    const body = { bytes: 1.5, days: 4_000, colour: 'red' };
    const { json } = await boss.post(grants, body);
    expect((json['details'] as { errors: unknown[] }).errors).toEqual(
      expect.arrayContaining([
        { field: 'reason', rule: 'isDefined' },
        { field: 'bytes', rule: 'isInt' },
        { field: 'days', rule: 'max', limit: 3_650 },
        { field: 'colour', rule: 'whitelistValidation' },
      ]),
    );
    expect(json['detail']).toContain('days paling banyak 3650');
    expect((await boss.post(`${grants}?lang=en`, body)).json['detail']).toContain(
      'days must be at most 3650',
    );
    expect((await boss.post(grants, body)).json['detail']).toContain('reason wajib diisi');
  });
  it('say 503 where a service does not answer, and reveal nothing of a failure but its trace', async () => {
    const boss = edge.newBrowser('localhost:9000');
    await boss.post('/api/v1/operator/login', OPERATOR);
    // The fake of the ledger does not answer this one.
    expect((await boss.get('/api/v1/anomalies')).json).toMatchObject({
      status: 503,
      code: 'SERVICE.UNAVAILABLE',
    });
    const browser = edge.newBrowser();
    await edge.logIn(browser, edge.newPhone());
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
      statuses.push((await browser.post('/api/v1/auth/otp', { phone: edge.newPhone() })).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    const refused = await browser.post('/api/v1/auth/otp', { phone: edge.newPhone() });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json).toMatchObject({
      details: { retryInSeconds: Number(refused.headers['retry-after']) },
    });
  });
  const AT_ONCE = 25;
  /** At one instant of the limiter's clock: on no machine, however slow, does a limit fill up again meanwhile. */
  const heldBack = async (browser: Browser, path: string, most: number) => {
    const now = systemClock.monotonicMilliseconds();
    const clock = jest.spyOn(systemClock, 'monotonicMilliseconds').mockReturnValue(now);
    try {
      for (let asked = 0; asked < most; asked += AT_ONCE) {
        const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => browser.get(path)));
        const held = answers.find(({ status }) => status === 429);
        if (held) return held;
      }
    } finally {
      clock.mockRestore();
    }
    throw new Error(`${most} requests were answered`);
  };

  it('hold back one subscriber who floods, and no one else', async () => {
    const [flood, other] = [edge.newBrowser(), edge.newBrowser()];
    await edge.logIn(flood, edge.newPhone());
    await edge.logIn(other, edge.newPhone());
    const answer = await heldBack(flood, '/api/v1/me/access', 1_000);
    expect(answer.json).toMatchObject({ status: 429, code: 'REQUEST.TOO_MANY' });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect((await other.get('/api/v1/me/access')).status).toBe(200);
  });
  it('never hold back the files of the portal, and count a device apart from its address', async () => {
    const address = edge.newAddress();
    const flood = edge.browser(address);
    expect((await heldBack(flood, '/health/live', 3_000)).status).toBe(429);
    expect((await flood.get('/')).status).not.toBe(429);
    expect((await flood.get('/assets/none.js')).status).toBe(404);
    // Another device behind the same address, proved by the router.
    const proved = edge.newBrowser();
    await proved.get('/possession/start');
    await proved.get('/possession/finish');
    const neighbour = edge.browser(address);
    for (const [name, value] of proved.cookies) neighbour.cookies.set(name, value);
    expect((await neighbour.get('/health/live')).status).toBe(200);
  });
  it('believe no forged X-Forwarded-For', async () => {
    world.clients.set('10.8.0.2', 'AA:00:00:00:08:02');
    const browser = edge.browser('1.2.3.4, 10.8.0.2');
    await browser.get('/api/v1/device');
    expect((await browser.get('/api/v1/device')).json).toMatchObject({ known: true });
  });
  it('slow down who guesses an operator password', async () => {
    const browser = edge.newBrowser();
    const statuses: number[] = [];
    for (let index = 0; index < 11; index += 1)
      statuses.push(
        (await browser.post('/api/v1/operator/login', { email: `nobody${index}@example.com`, password: 'x' }))
          .status,
      );
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses[10]).toBe(429);
    expect((await edge.newBrowser().post('/api/v1/operator/login', OPERATOR)).status).toBe(200);
  });
});

describe('sites', () => {
  it('are distinguished by the name of the portal', async () => {
    const asked = await edge
      .newBrowser('rw06.localhost:9100')
      .post('/api/v1/auth/otp', { phone: edge.newPhone() });
    expect(asked.status).toBe(202);
    const boss = edge.newBrowser('localhost:9000');
    await boss.post('/api/v1/operator/login', OPERATOR);
    const phone = edge.newPhone();
    await edge.logIn(edge.newBrowser('rw06.localhost'), phone);
    expect((await boss.get(`/api/v1/subscribers?phone=${phone}`)).json).toMatchObject({
      items: [{ site: 'rw06' }],
    });
  });
});

it('does not start with settings that are wrong, and names them all', () => {
  const wrong = { SECRETS_KEY: 'short', TRUSTED_PROXY_CIDRS: '10.0.0.0/8,proxy', SITES: 'nonsense' };
  const start = (env: Record<string, string>) => () => parseConfig(edgeConfig, env);
  expect(start({ ...wrong, SECRETS_KEY: 'x'.repeat(32) })).toThrow(
    /10\.0\.0\.0\/8, which is wider[\s\S]*proxy, which is not an address range[\s\S]*nonsense, which is not host=site/,
  );
  expect(start({ ...wrong, PORT: 'x' })).toThrow(
    /SECRETS_KEY[\s\S]*PORT[\s\S]*TRUSTED_PROXY_CIDRS[\s\S]*SITES/,
  );
});

it('says 503 while NATS is away, and goes on when it is back', async () => {
  const browser = edge.newBrowser();
  await edge.logIn(browser, edge.newPhone());
  await edge.stack.stopNats();
  expect((await browser.get('/api/v1/me/quota')).json).toMatchObject({
    status: 503,
    code: 'SERVICE.UNAVAILABLE',
  });
  expect((await browser.get('/health/live')).status).toBe(200);
  expect((await browser.get('/health/ready')).status).toBe(503);
  await edge.stack.startNats();
  await eventually(async () => (await browser.get('/api/v1/me/quota')).status === 200);
  await edge.logIn(edge.newBrowser(), edge.newPhone());
});

describe('a refusal of the door', () => {
  it.each([
    '/api/v1/subscribers',
    '/api/v1/orders?state=all',
    '/api/v1/books/trial-balance?from=2026-11-01&to=2026-11-30',
    '/api/v1/messages',
    '/api/v1/anomalies',
  ])('is no answer to ?lang= at %s', async (path) => {
    const operator = await edge.operator();
    const { text } = await operator.get(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
    expect(text).not.toContain('lang');
  });

  it('says of a wrong type only the type, and of null what it says of a field left out', async () => {
    const operator = await edge.operator();
    const { subscriberId } = await edge.subscriber();
    const grant = async (body: object) =>
      (await operator.post(`/api/v1/subscribers/${subscriberId}/grants`, { reason: 'spec', ...body })).json;
    const faults = { details: { errors: [{ field: 'bytes', rule: 'isInt' }] } };
    expect(await grant({ bytes: 'many' })).toMatchObject(faults);
    const [absent, empty] = [await grant({}), await grant({ bytes: null })];
    expect(absent).toMatchObject({
      status: 400,
      details: { errors: [{ field: 'bytes', rule: 'exactlyOne', limit: ['bytes', 'unlimited'] }] },
    });
    expect(empty['details']).toEqual(absent['details']);
    expect(String(absent['detail'])).toContain('tepat satu dari: bytes, unlimited');
  });

  it('names the key that is missing or wrong', async () => {
    const operator = await edge.operator();
    const { subscriberId } = await edge.subscriber();
    const sale = { packageId: subscriberId, method: 'cash', paidRupiah: 1 };
    const send = (headers: Record<string, string>, path = 'orders') =>
      operator.call(`/api/v1/subscribers/${subscriberId}/${path}`, { method: 'POST', json: sale, headers });
    for (const path of ['orders', 'grants', 'corrections', 'reset']) {
      const { status, json } = await send({ 'idempotency-key': '' }, path);
      expect([status, json['code']]).toEqual([400, 'REQUEST.IDEMPOTENCY_KEY_MISSING']);
    }
    const { json } = await send({ 'idempotency-key': 'k'.repeat(101) });
    expect(json).toMatchObject({
      details: { errors: [{ field: 'Idempotency-Key', rule: 'isIdempotencyKey' }] },
    });
    expect(String(json['detail'])).toContain('karakter');
  });
});
