import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { GB, newId, OPERATOR_ROLES } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack, OPERATOR } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

let edge: EdgeStack;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

describe('an operator', () => {
  let desks = 0;
  // Each at a desk of its own: the limit of logins is an address's.
  const logIn = async () => {
    const browser = edge.browser(`192.168.2.${(desks += 1)}`, 'localhost:9000');
    const { status } = await browser.post('/api/v1/operator/login', OPERATOR);
    expect(status).toBe(200);
    return browser;
  };
  const keyOf = async () => {
    const browser = await logIn();
    const { permissions } = (await browser.get('/api/v1/operator/me')).json as { permissions: string[] };
    const scopes = permissions.filter((one) => one !== 'api-keys:write');
    const { json } = await browser.post('/api/v1/operator/api-keys', { name: 'script', scopes });
    return { authorization: `Bearer ${String(json['key'])}` };
  };

  it('makes keys that make no keys, and lifts the limits of a number', async () => {
    const headers = await keyOf();
    const script = edge.browser('192.168.1.8', 'localhost:9000');
    const call = (path: string, json: object) => script.raw(path, { method: 'POST', json, headers });
    expect(
      (await call('/api/v1/operator/api-keys', { name: 'child', scopes: ['sites:read'] })).json,
    ).toMatchObject({
      status: 403,
      details: { permission: 'api-keys:write' },
    });
    const made = await call('/api/v1/subscribers', { phone: edge.newPhone(), name: 'Tono' });
    const lift = `/api/v1/subscribers/${String(made.json['subscriberId'])}/otp-limits/lift`;
    expect((await call(lift, {})).status).toBe(400);
    expect((await call(lift, { reason: 'he called' })).status).toBe(204);
  });
  it('who may not remove a colleague is told so, though nobody answers for drawers', async () => {
    const browser = await logIn();
    const boss = { email: 'second@example.com', role: 'super_admin' };
    const { json: made } = await browser.post('/api/v1/operators', boss);
    const { operatorId } = made['operator'] as { operatorId: string };
    const scopes = ['operators:write'];
    const { json: key } = await browser.post('/api/v1/operator/api-keys', { name: 'hr', scopes });
    const removed = await edge
      .browser('192.168.1.8', 'localhost:9000')
      .raw(`/api/v1/operators/${operatorId}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${String(key['key'])}` },
      });
    expect(removed.json).toMatchObject({ status: 403, code: 'AUTH.ROLE_ABOVE_OWN' });
    // Who may hears that the drawer is not known, and nothing is removed.
    const tried = await browser.call(`/api/v1/operators/${operatorId}`, { method: 'DELETE' });
    expect(tried.status).toBe(503);
    const { json: team } = await browser.get('/api/v1/operators');
    expect(team['items']).toEqual(expect.arrayContaining([expect.objectContaining({ operatorId })]));
  });
  it('makes keys that end with the one that made them, and are managed only where that was given', async () => {
    const browser = await logIn();
    const script = edge.browser('192.168.1.9', 'localhost:9000');
    const path = '/api/v1/operator/api-keys';
    type Key = { key: string; apiKeyId: string; expiresAt: string };
    const scopes = ['subscribers:read', 'api-keys:write'];
    const maker = (await browser.post(path, { name: 'day', scopes, expiresInDays: 1 })).json as Key;
    const child = (
      await script.raw(path, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${maker.key}` } },
        json: { name: 'child', scopes: ['subscribers:read'], expiresInDays: 730 },
      })
    ).json as Key;
    expect(child.expiresAt).toBe(maker.expiresAt);
    const headers = { authorization: `Bearer ${child.key}` };
    expect((await script.raw('/api/v1/subscribers', { headers })).status).toBe(200);
    const forbidden = { status: 403, details: { permission: 'api-keys:write' } };
    expect((await script.raw(path, { headers })).json).toMatchObject(forbidden);
    const own = `${path}/${maker.apiKeyId}`;
    expect((await script.raw(own, { method: 'DELETE', headers })).json).toMatchObject(forbidden);
    expect((await browser.get(path)).status).toBe(200);
    expect((await browser.call(own, { method: 'DELETE' })).status).toBe(204);
    expect((await script.raw('/api/v1/subscribers', { headers })).status).toBe(401);
  });
  it('says by a session, not by a key, what the messages are about and where they go', async () => {
    const browser = await edge.operator();
    const set = (json: object, path = '/api/v1/operator/messages') =>
      browser.call(path, { method: 'PUT', json });
    expect((await set({ messages: ['evening'], phone: '' })).json).toMatchObject({
      ...{ status: 409, code: 'AUTH.OPERATOR_PHONE_MISSING' },
    });
    expect((await set({ messages: ['everything'] })).status).toBe(400);
    const saved = await set({ messages: ['evening', 'debt_limit'], phone: '0812 9999 0001', site: 'rw06' });
    expect(saved).toMatchObject({ status: 200, json: { phone: '+6281299990001', messagesSite: 'rw06' } });
    expect((await browser.get('/api/v1/operator/me')).json).toMatchObject({
      messages: ['evening', 'debt_limit'],
    });
    const { json: made } = await browser.post('/api/v1/operator/api-keys', {
      name: 'script',
      scopes: ['operators:read'],
    });
    const headers = { authorization: `Bearer ${String(made['key'])}` };
    const script = edge.browser('192.168.1.8', 'localhost:9000');
    const json = { messages: [], phone: '0812 9999 0002' };
    expect((await script.raw('/api/v1/operator/messages', { method: 'PUT', json, headers })).status).toBe(
      401,
    );
    const { operator } = (
      await browser.post('/api/v1/operators', { email: 'evening@example.com', role: 'finance' })
    ).json as { operator: { operatorId: string } };
    const other = `/api/v1/operators/${operator.operatorId}/messages`;
    // Who has not chosen a password yet may see nothing, and is written to about nothing.
    expect((await set({ messages: ['evening'], phone: '0812 9999 0003' }, other)).json).toMatchObject({
      ...{ status: 403, code: 'AUTH.MESSAGE_FORBIDDEN' },
    });
    expect((await set({ messages: [], phone: '0812 9999 0003' }, other)).status).toBe(200);
  });
  it('gives by a key no more rights than the key has', async () => {
    const browser = await edge.operator();
    const me = (await browser.get('/api/v1/operator/me')).json as { permissions: string[] };
    const script = edge.browser('192.168.1.10', 'localhost:9000');
    const callAs = async (scopes: readonly string[]) => {
      const { json } = await browser.post('/api/v1/operator/api-keys', { name: 'team', scopes });
      const headers = { authorization: `Bearer ${String(json['key'])}` };
      return (method: string, path: string, body: object) =>
        script.raw(`/api/v1/operators${path}`, { method, json: body, headers });
    };
    const narrow = await callAs(['operators:write']);
    for (const role of OPERATOR_ROLES) {
      const { json } = await narrow('POST', '', { email: `by-key-${role}@example.com`, role });
      expect([role, json]).toMatchObject([
        role,
        { status: 403, code: 'AUTH.ROLE_ABOVE_OWN', details: { role, permission: expect.any(String) } },
      ]);
    }
    const withoutCorrections = await callAs(me.permissions.filter((one) => one !== 'quota:correct'));
    const owner = { email: 'by-key-owner@example.com', role: 'super_admin' };
    expect((await withoutCorrections('POST', '', owner)).json).toMatchObject({
      details: { permission: 'quota:correct' },
    });
    const made = await withoutCorrections('POST', '', { email: 'by-key@example.com', role: 'admin' });
    expect(made.status).toBe(201);
    // Messages of the books to a phone of the script's choice would be a way to read them.
    const { operatorId } = (await browser.get('/api/v1/operator/me')).json as { operatorId: string };
    const evening = { messages: ['evening'], phone: '0812 9999 0004' };
    expect((await narrow('PUT', `/${operatorId}/messages`, evening)).json).toMatchObject({
      ...{ status: 403, code: 'AUTH.KEY_LACKS_SCOPE', details: { permission: 'books:read' } },
    });
    expect((await narrow('PUT', `/${operatorId}/messages`, { messages: [] })).json).toMatchObject({
      ...{ status: 403, code: 'AUTH.ROLE_ABOVE_OWN' },
    });
  });
  it('finds a subscriber by number and grants by an API key, once for one key', async () => {
    const headers = await keyOf();
    const script = edge.browser('192.168.1.6', 'localhost:9000');
    const phone = edge.newPhone();
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
      lastsSeconds: 30 * 86_400,
      reason: 'welcome',
      source: 'operator',
      actor: expect.stringMatching(/^operator:/),
    });
    expect(second?.commandId).toBe(first?.commandId);
  });

  it('learns what is wrong with a command', async () => {
    const headers = await keyOf();
    const script = edge.browser();
    const grant = (path: string, json: unknown) =>
      script.raw(path, { method: 'POST', json, headers: { ...headers, 'idempotency-key': newId() } });
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
    const many = await boss.post('/api/v1/anomalies/decide', {
      ...{ anomalyIds: ['a-2', 'a-3', 'a-2'], accept: false, reason: 'a fault of the router' },
    });
    expect(many).toMatchObject({ status: 200, json: { decided: ['a-2', 'a-3'], refused: [] } });
    expect(world.anomalies.slice(-2)).toMatchObject([
      { anomalyId: 'a-2', accept: false },
      { anomalyId: 'a-3', accept: false },
    ]);
  });

  it('is not recognised without a login, with a wrong key, or after logging out', async () => {
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

  it('proves a number for the bot by a code of their session, never of a key', async () => {
    const boss = await logIn();
    expect(await boss.post('/api/v1/operator/bot/codes')).toMatchObject({
      status: 201,
      json: { message: expect.stringMatching(/^HUBUNGKAN \w{4}-\w{4}$/) as unknown, expiresInSeconds: 600 },
    });
    const ended = await boss.call('/api/v1/operator/bot', { method: 'DELETE' });
    expect([ended.status, ended.json['botPhone']]).toEqual([200, undefined]);
    const byKey = { method: 'POST', json: {}, headers: await keyOf() };
    expect((await edge.browser().raw('/api/v1/operator/bot/codes', byKey)).status).toBe(401);
  });

  it('switches codes off and on', async () => {
    const boss = await logIn();
    const put = (on: boolean) => boss.call('/api/v1/messages/otp-sending', { method: 'PUT', json: { on } });
    expect((await put(false)).json).toMatchObject({ otpSending: false });
    const refused = await edge.browser('10.5.50.20').post('/api/v1/auth/otp', { phone: edge.newPhone() });
    expect(refused.json).toMatchObject({ status: 503, code: 'NOTIFICATION.OTP_SENDING_OFF' });
    expect((await put(true)).json).toMatchObject({ otpSending: true });
  });
});

describe('colleagues', () => {
  it('are names for any operator, without e-mails, and say who has a drawer', async () => {
    const owner = await edge.operator();
    await owner.post('/api/v1/operators', { email: 'teknik.tono@example.com', role: 'technician' });
    const { json } = await owner.get('/api/v1/operator/colleagues');
    const tono = { operatorId: expect.any(String), name: 'teknik.tono', sells: false };
    expect(json['items']).toContainEqual(tono);
    expect(JSON.stringify(json)).not.toContain('@');
    expect((await edge.newBrowser().get('/api/v1/operator/colleagues')).status).toBe(401);
  });
});

describe('a command that is repeated under its key', () => {
  it('makes one API key, and says that its secret is shown once', async () => {
    const operator = await edge.operator();
    const call = {
      method: 'POST',
      json: { name: 'twice', scopes: ['sites:read'] },
      headers: { 'idempotency-key': 'key-1' },
    };
    expect((await operator.call('/api/v1/operator/api-keys', call)).status).toBe(201);
    const again = await operator.call('/api/v1/operator/api-keys', call);
    expect(again.json).toMatchObject({ status: 409, code: 'AUTH.API_KEY_MADE' });
    const { items } = (await operator.get('/api/v1/operator/api-keys')).json as { items: { name: string }[] };
    expect(items.filter(({ name }) => name === 'twice')).toHaveLength(1);
  });

  it('adds one operator', async () => {
    const operator = await edge.operator();
    const add = (email: string) =>
      operator.call('/api/v1/operators', {
        ...{
          method: 'POST',
          json: { email, role: 'technician' },
          headers: { 'idempotency-key': 'operator-1' },
        },
      });
    expect((await add('twice@example.com')).status).toBe(201);
    for (const email of ['twice@example.com', 'thrice@example.com'])
      expect((await add(email)).json).toMatchObject({ status: 409, code: 'AUTH.OPERATOR_MADE' });
  });
});

it('names the scope that a key lacks, the id that is none and the subscriber who is not there', async () => {
  const operator = await edge.operator();
  const made = await operator.post('/api/v1/operator/api-keys', { name: 'narrow', scopes: ['sites:read'] });
  const headers = { authorization: `Bearer ${String(made.json['key'])}` };
  const lacking = await edge.newBrowser().get('/api/v1/subscribers', headers);
  expect(lacking.json).toMatchObject({ status: 403, code: 'AUTH.KEY_LACKS_SCOPE' });
  expect(String(lacking.json['detail'])).toContain('subscribers:read');
  const wrong = await operator.post('/api/v1/operator/api-keys', { name: 'x', scopes: ['sites:fly'] });
  expect(wrong.json).toMatchObject({ details: { errors: [{ field: 'scopes', rule: 'isIn' }] } });
  expect((await operator.get('/api/v1/subscribers/nope/quota')).json).toMatchObject({
    ...{ status: 400, details: { errors: [{ field: 'subscriberId', rule: 'isUuid' }] } },
  });
  expect((await operator.post('/api/v1/subscribers', { phone: '1' })).json).toMatchObject({
    ...{ code: 'PHONE.INVALID', details: { errors: [{ field: 'phone' }] } },
  });
});

it('changes a colleague and lets them in again, in the record with before and after', async () => {
  const owner = await edge.operator();
  const email = 'changed@example.com';
  const made = await owner.post('/api/v1/operators', { email, name: 'Sri', role: 'operator' });
  const { operatorId } = made.json['operator'] as { operatorId: string };
  const path = `/api/v1/operators/${operatorId}`;
  const changed = await owner.call(path, { method: 'PATCH', json: { role: 'finance' } });
  expect(changed).toMatchObject({ status: 200, json: { name: 'Sri', role: 'finance' } });
  const reset = await owner.post(`${path}/reset`, { password: true, passkeys: true });
  expect(reset).toMatchObject({ status: 200, json: { operator: { mustChangePassword: true } } });
  const oneTimePassword = String(reset.json['oneTimePassword']);
  const audit = (await owner.get('/api/v1/audit')).json;
  const items = audit['items'] as { route: string; params: object }[];
  const of = (route: string) => items.find((one) => one.route === route);
  expect(of('/api/v1/operators/:operatorId')).toMatchObject({
    ...{ params: { operatorId }, beforeJson: '{"role":"operator"}', bodyJson: '{"role":"finance"}' },
  });
  expect(of('/api/v1/operators/:operatorId/reset')).toMatchObject({
    bodyJson: '{"password":true,"passkeys":true}',
  });
  expect(JSON.stringify(audit)).not.toContain(oneTimePassword);
  // A first password opens its own change, and nothing else: not even what any operator may do.
  const first = edge.newBrowser();
  await first.post('/api/v1/operator/login', { email, password: oneTimePassword });
  expect((await first.get('/api/v1/operator/me')).json).toMatchObject({ mustChangePassword: true });
  for (const [method, where] of [
    ['GET', 'operator/colleagues'],
    ['GET', 'operator/sessions'],
    ['GET', 'operator/api-keys'],
    ['POST', 'operator/totp'],
    ['POST', 'operator/bot/codes'],
    ['GET', 'subscribers'],
  ] as const)
    expect((await first.call(`/api/v1/${where}`, { method })).json).toMatchObject({
      ...{ status: 403, code: 'AUTH.PASSWORD_CHANGE_REQUIRED' },
    });
  const key = await owner.post('/api/v1/operator/api-keys', { name: 'w', scopes: ['operators:write'] });
  const headers = { authorization: `Bearer ${String(key.json['key'])}` };
  const me = (await owner.get('/api/v1/operator/me')).json['operatorId'];
  const json = (method: string) => (method === 'DELETE' ? {} : { json: {} });
  for (const [method, where] of [
    ['PATCH', ''],
    ['POST', '/reset'],
    ['DELETE', '/passkeys'],
  ] as const)
    expect(
      (
        await edge
          .newBrowser()
          .raw(`/api/v1/operators/${String(me)}${where}`, { method, headers, ...json(method) })
      ).json,
    ).toMatchObject({ status: 403, code: 'AUTH.ROLE_ABOVE_OWN' });
});

it('tells an operator where they are signed in, and ends it', async () => {
  const desk = await edge.operator();
  const phone = await edge.operator();
  const list = async () =>
    (await desk.get('/api/v1/operator/sessions')).json['items'] as { sessionId: string; current: boolean }[];
  const sessions = await list();
  expect(sessions[0]).toMatchObject({ current: true, address: expect.stringMatching(/^10\./) as string });
  expect(sessions.filter(({ current }) => current)).toHaveLength(1);
  expect((await desk.call('/api/v1/operator/sessions', { method: 'DELETE' })).status).toBe(204);
  expect((await phone.get('/api/v1/operator/me')).status).toBe(401);
  expect(await list()).toHaveLength(1);
  const own = sessions[0]?.sessionId ?? '';
  expect((await desk.call(`/api/v1/operator/sessions/${own}`, { method: 'DELETE' })).status).toBe(204);
  expect((await desk.get('/api/v1/operator/me')).status).toBe(401);
});
