import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { GB } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../infra/simulators/whatsapp/src';
import { EdgeStack, OPERATOR } from './testing/edge-stack';
import { resetWorld, world } from './testing/stand-ins';

let edge: EdgeStack;
let phones = 81_230_000_000;
const newPhone = () => `0${(phones += 1)}`;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

describe('a subscriber', () => {
  it('logs in by a code and sees their quota', async () => {
    world.clients.set('10.5.50.11', 'AA:00:00:00:00:11');
    const browser = edge.browser('10.5.50.11');
    const phone = newPhone();
    const asked = await browser.post('/api/v1/auth/otp', { phone });
    expect([asked.status, asked.json]).toEqual([
      202,
      { challengeId: expect.any(String), expiresInSeconds: 300, resendInSeconds: 60 },
    ]);
    const verified = await browser.post('/api/v1/auth/otp/verify', {
      challengeId: asked.json['challengeId'],
      code: await edge.codeFor(phone),
    });
    expect(verified.status).toBe(200);
    expect(verified.json).toMatchObject({ approval: 'approved', newSubscriber: true, newDevice: true });
    expect(verified.text).not.toMatch(/srr_|Token/);
    const quota = await browser.get('/api/v1/me/quota');
    expect(quota.json).toMatchObject({
      status: 'active',
      grantedBytes: 5 * GB,
      usedBytes: GB,
      remainingBytes: 4 * GB,
      debtBytes: 0,
      unlimited: false,
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
    expect((await browser.get('/api/v1/me')).json).toMatchObject({
      phone: `+62${phone.slice(1)}`,
      role: 'subscriber',
    });
    expect((await browser.get('/api/v1/me/devices')).json).toMatchObject({
      items: [{ mac: 'AA:00:00:00:00:11', isThis: true }],
    });
    expect((await browser.get('/api/v1/me/statement?limit=7')).json).toMatchObject({
      lines: [{ amountBytes: 7 }],
      nextBefore: 'x',
    });
    expect((await browser.get('/api/v1/me/usage?from=2026-11-01&to=2026-11-02')).json).toMatchObject({
      days: [{ bytesOut: 2 }],
    });
    expect((await browser.get('/api/v1/me/access')).json).toEqual({ status: 'active', applied: true });
  });

  it('is passed on, and logged out', async () => {
    const browser = edge.browser();
    await edge.logIn(browser, newPhone());
    const before = browser.cookies.get('saring_refresh');
    browser.cookies.delete('saring_access');
    expect((await browser.get('/api/v1/me/quota')).status).toBe(401);
    expect((await browser.post('/api/v1/auth/refresh')).status).toBe(200);
    expect(browser.cookies.get('saring_refresh')).not.toBe(before);
    expect((await browser.get('/api/v1/me/quota')).status).toBe(200);
    expect((await browser.post('/api/v1/auth/logout')).status).toBe(204);
    expect([browser.cookies.has('saring_access'), browser.cookies.has('saring_refresh')]).toEqual([
      false,
      false,
    ]);
    expect((await browser.post('/api/v1/auth/refresh')).json).toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
  });

  it('keeps what they change of themselves', async () => {
    const browser = edge.browser();
    await edge.logIn(browser, newPhone());
    expect(
      (await browser.call('/api/v1/me', { method: 'PATCH', json: { name: 'Ibu Sari', locale: 'en' } }))
        .status,
    ).toBe(204);
    expect((await browser.get('/api/v1/me')).json).toMatchObject({ name: 'Ibu Sari', locale: 'en' });
    expect(
      (await browser.call('/api/v1/me', { method: 'PATCH', json: { role: 'komandan' } })).json,
    ).toMatchObject({ code: 'REQUEST.INVALID' });
  });

  it('logs in while no gateway answers, and gets the device later', async () => {
    world.isGatewayDown = true;
    const browser = edge.browser('10.5.50.12');
    expect(await edge.logIn(browser, newPhone())).toMatchObject({ deviceId: '', newDevice: false });
    world.isGatewayDown = false;
    world.clients.set('10.5.50.12', 'AA:00:00:00:00:12');
    expect((await browser.post('/api/v1/auth/refresh')).json).toMatchObject({ newDevice: true });
  });
});

describe('possession behind NAT', () => {
  it('gives the device to the browser that began it, once', async () => {
    const browser = edge.browser('10.5.50.1');
    await edge.logIn(browser, newPhone());
    const started = await browser.post('/api/v1/possession', { loginUrlHint: 'http://10.5.50.1/login' });
    expect(started.json['loginUrl']).toContain('/possession/finish');
    const other = edge.browser('10.5.50.1');
    expect((await other.get('/possession/finish')).json).toMatchObject({
      code: 'ROUTER.POSSESSION_NOT_PROVED',
    });
    const finished = await browser.get('/possession/finish');
    expect([finished.status, finished.headers['location']]).toEqual([303, '/']);
    expect((await browser.get('/api/v1/me/devices')).json).toMatchObject({
      items: [{ mac: 'AA:00:00:00:00:99' }],
    });
    expect((await browser.get('/possession/finish')).status).toBe(422);
  });
});

describe('an operator', () => {
  const logIn = async () => {
    const browser = edge.browser('192.168.1.5', 'localhost:9000');
    const { status } = await browser.post('/api/v1/operator/login', OPERATOR);
    expect(status).toBe(200);
    return browser;
  };
  const keyOf = async () => {
    const browser = await logIn();
    const { json } = await browser.post('/api/v1/operator/api-keys', { name: 'script' });
    return { authorization: `Bearer ${String(json['key'])}` };
  };

  it('finds a subscriber by number and grants by an API key, once for one key', async () => {
    const headers = await keyOf();
    const script = edge.browser('192.168.1.6', 'localhost:9000');
    const phone = newPhone();
    const made = await script.raw('/api/v1/subscribers', {
      method: 'POST',
      json: { phone, name: 'Sari' },
      headers,
    });
    expect(made.status).toBe(201);
    const found = await script.raw(`/api/v1/subscribers?phone=${phone}`, { headers });
    expect(found.json).toMatchObject({ items: [{ subscriberId: made.json['subscriberId'], name: 'Sari' }] });
    const path = `/api/v1/subscribers/${String(made.json['subscriberId'])}/grants`;
    const grant = { bytes: 5 * GB, days: 30, reason: 'welcome' };
    for (let time = 0; time < 2; time += 1)
      expect(
        (
          await script.raw(path, {
            method: 'POST',
            json: grant,
            headers: { ...headers, 'idempotency-key': 'k1' },
          })
        ).status,
      ).toBe(201);
    const [first, second] = world.grants.slice(-2);
    expect(first).toMatchObject({
      bytes: 5 * GB,
      days: 30,
      reason: 'welcome',
      source: 'operator',
      actor: expect.stringMatching(/^operator:/),
    });
    expect(second?.commandId).toBe(first?.commandId);
  });

  it('is told what is wrong with a command', async () => {
    const headers = await keyOf();
    const script = edge.browser();
    const grant = (path: string, json: unknown) => script.raw(path, { method: 'POST', json, headers });
    const nobody = '/api/v1/subscribers/00000000-0000-4000-8000-000000000000/grants';
    const { items } = (await script.raw('/api/v1/subscribers?limit=1', { headers })).json as {
      items: { subscriberId: string }[];
    };
    const somebody = `/api/v1/subscribers/${items[0]?.subscriberId}/grants`;
    expect((await grant(nobody, { bytes: 1, reason: 'x' })).json).toMatchObject({
      status: 404,
      code: 'AUTH.SUBSCRIBER_UNKNOWN',
    });
    expect((await grant(somebody, { reason: 'x' })).json).toMatchObject({
      status: 400,
      code: 'REQUEST.INVALID',
    });
    expect((await grant(somebody, { bytes: 1, unlimited: true, reason: 'x' })).status).toBe(400);
    expect((await grant(somebody, { bytes: 1.5, reason: 'x' })).status).toBe(400);
    expect((await grant(somebody, { bytes: -1, reason: 'x' })).status).toBe(400);
    expect((await grant(somebody, { bytes: 1 })).status).toBe(400);
    expect((await grant(somebody, { bytes: 1, reason: 'x', price: 1 })).status).toBe(400);
    expect((await grant('/api/v1/subscribers/7/grants', { bytes: 1, reason: 'x' })).status).toBe(400);
  });

  it('may do what the role permits, and nothing else', async () => {
    const boss = await logIn();
    const created = await boss.post('/api/v1/operators', { email: 'tech@example.com', role: 'technician' });
    const technician = edge.browser('192.168.1.7', 'localhost:9000');
    const oneTime = { email: 'tech@example.com', password: String(created.json['oneTimePassword']) };
    expect((await technician.post('/api/v1/operator/login', oneTime)).json).toMatchObject({
      operator: { mustChangePassword: true },
    });
    expect((await technician.get('/api/v1/routers')).json).toMatchObject({
      status: 403,
      code: 'AUTH.PASSWORD_CHANGE_REQUIRED',
    });
    const change = { currentPassword: oneTime.password, newPassword: 'a-better-password' };
    expect((await technician.post('/api/v1/operator/password', change)).status).toBe(200);
    expect((await technician.get('/api/v1/routers')).status).toBe(200);
    const refused = await technician.post('/api/v1/anomalies/a-1/accept');
    expect(refused.json).toMatchObject({
      status: 403,
      code: 'AUTH.FORBIDDEN',
      details: { permission: 'anomalies:decide' },
    });
    expect((await boss.post('/api/v1/anomalies/a-1/accept', { reason: 'a film' })).status).toBe(200);
    expect(world.anomalies.at(-1)).toMatchObject({ anomalyId: 'a-1', accept: true, reason: 'a film' });
  });

  it('is nobody without a login, with a wrong key, or after logging out', async () => {
    const stranger = edge.browser();
    for (const path of [
      '/api/v1/subscribers',
      '/api/v1/routers',
      '/api/v1/anomalies',
      '/api/v1/messages',
      '/api/v1/operators',
    ])
      expect((await stranger.get(path)).json).toMatchObject({
        status: 401,
        code: 'AUTH.OPERATOR_UNAUTHENTICATED',
      });
    expect((await stranger.get('/api/v1/routers', { authorization: 'Bearer srk_wrong' })).status).toBe(401);
    const boss = await logIn();
    expect((await boss.get('/api/v1/routers')).status).toBe(200);
    expect((await boss.post('/api/v1/operator/logout')).status).toBe(204);
    expect((await boss.get('/api/v1/routers')).status).toBe(401);
  });

  it('has a second factor when they want one', async () => {
    const boss = await logIn();
    const { json } = await boss.post('/api/v1/operator/totp');
    expect(json).toMatchObject({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: expect.stringContaining('otpauth://totp/'),
    });
    expect((await boss.post('/api/v1/operator/totp/confirm', { totp: '12345' })).json).toMatchObject({
      code: 'REQUEST.INVALID',
    });
    const removal = { method: 'DELETE', json: { password: OPERATOR.password } };
    expect((await boss.call('/api/v1/operator/totp', removal)).json).toMatchObject({ totp: false });
    expect(
      (
        await edge
          .browser()
          .raw('/api/v1/operator/totp', { method: 'POST', json: {}, headers: await keyOf() })
      ).status,
    ).toBe(401);
  });

  it('switches codes off and on', async () => {
    const boss = await logIn();
    const put = (on: boolean) => boss.call('/api/v1/messages/otp-sending', { method: 'PUT', json: { on } });
    expect((await put(false)).json).toMatchObject({ otpSending: false });
    const refused = await edge.browser('10.5.50.20').post('/api/v1/auth/otp', { phone: newPhone() });
    expect(refused.json).toMatchObject({ status: 503, code: 'NOTIFICATION.OTP_SENDING_OFF' });
    expect((await put(true)).json).toMatchObject({ otpSending: true });
  });
});

describe('the captive-portal API', () => {
  it('answers as RFC 8908 has it', async () => {
    world.clients.set('10.5.50.30', 'AA:00:00:00:00:30');
    const browser = edge.browser('10.5.50.30');
    const before = await browser.get('/captive-portal/api');
    expect(before.headers['content-type']).toBe('application/captive+json');
    expect(before.json).toEqual({
      captive: true,
      'user-portal-url': 'http://portal.phone1.localhost:9100/',
      'can-extend-session': true,
    });
    await edge.logIn(browser, newPhone());
    const system = edge.browser('10.5.50.30');
    const after = (await system.get('/captive-portal/api')).json;
    expect(after).toMatchObject({ captive: false, 'bytes-remaining': 4 * GB, 'can-extend-session': true });
    expect(after['seconds-remaining']).toBeGreaterThan(0);
    world.quota = { status: 'blocked', blockReason: 'abuse' };
    expect((await system.get('/captive-portal/api')).json).toMatchObject({ captive: true });
    expect((await system.get('/api/v1/device')).json).toEqual({
      known: true,
      registered: true,
      online: false,
      status: 'blocked',
      blockReason: 'abuse',
    });
  });
  it('tells a device that no router knows nothing', async () =>
    expect((await edge.browser('10.9.9.9').get('/api/v1/device')).json).toEqual({
      known: false,
      registered: false,
      online: false,
      status: null,
      blockReason: null,
    }));
});

describe('the API itself', () => {
  it('is described, and alive', async () => {
    const browser = edge.browser();
    const document = (await browser.get('/api/docs/openapi.json')).json as { paths: Record<string, unknown> };
    for (const path of [
      '/api/v1/auth/otp',
      '/api/v1/me/quota',
      '/api/v1/events',
      '/api/v1/subscribers/{subscriberId}/grants',
      '/api/v1/routers/{routerId}/drift',
    ])
      expect(Object.keys(document.paths)).toContain(path);
    expect((await browser.get('/api/docs')).text).toContain('swagger-ui');
    expect((await browser.get('/health/live')).json).toEqual({ live: true });
    expect(await browser.get('/health/ready')).toMatchObject({ status: 200, json: { ready: true } });
  });
});
