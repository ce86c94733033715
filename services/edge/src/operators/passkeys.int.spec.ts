import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { SoftwareAuthenticator } from '@saring/testing';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack, OPERATOR } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

const PUBLIC = 'https://wifi.example.id';
const HTTPS = { 'x-forwarded-proto': 'https' };
const PASSKEYS = '/api/v1/operator/passkeys';
const LOGIN = '/api/v1/operator/login/passkey';
type Challenge = { challengeId: string; optionsJson: string };

let edge: EdgeStack;
beforeAll(async () => {
  edge = await EdgeStack.start({
    ...{ services: [notification, authOtp], whatsapp: await startWhatsAppSimulator() },
    env: { PUBLIC_URL: PUBLIC, SITES: 'hotel.example.com=hotel' },
  });
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

const logIn = async (): Promise<Browser> => {
  const browser = edge.newBrowser('localhost:9000');
  expect((await browser.post('/api/v1/operator/login', OPERATOR)).status).toBe(200);
  return browser;
};
const addPasskey = async (browser: Browser, device: SoftwareAuthenticator, name = 'HP kantor') => {
  const { json } = await browser.post(`${PASSKEYS}/begin`, { password: OPERATOR.password });
  const { challengeId, optionsJson } = json as Challenge;
  return browser.post(PASSKEYS, { challengeId, name, proofJson: device.create(optionsJson) });
};

it('is added, signs in, is named anew and removed, and all of it is recorded without its proofs', async () => {
  const browser = await logIn();
  const device = new SoftwareAuthenticator('http://localhost:9000');
  const added = await addPasskey(browser, device);
  expect(added).toMatchObject({ status: 201, json: { name: 'HP kantor' } });
  const passkeyId = String(added.json['passkeyId']);

  const fresh = edge.newBrowser('localhost:9000');
  const { challengeId, optionsJson } = (await fresh.post(`${LOGIN}/begin`, {})).json as Challenge;
  const entered = await fresh.post(LOGIN, { challengeId, proofJson: device.get(optionsJson) });
  expect(entered).toMatchObject({ status: 200, json: { operator: { email: OPERATOR.email, passkeys: 1 } } });
  expect((await fresh.get('/api/v1/operator/me')).status).toBe(200);

  const own = `${PASSKEYS}/${passkeyId}`;
  expect((await browser.call(own, { method: 'PATCH', json: { name: 'Laptop' } })).json).toMatchObject({
    name: 'Laptop',
  });
  expect((await browser.get(PASSKEYS)).json).toMatchObject({ items: [{ passkeyId, name: 'Laptop' }] });
  expect((await browser.call(own, { method: 'DELETE' })).status).toBe(204);
  // Its session ended with it.
  expect((await fresh.get('/api/v1/operator/me')).status).toBe(401);
  const again = (await fresh.post(`${LOGIN}/begin`, {})).json as Challenge;
  expect(
    await fresh.post(LOGIN, { challengeId: again.challengeId, proofJson: device.get(again.optionsJson) }),
  ).toMatchObject({ status: 404, json: { code: 'AUTH.PASSKEY_UNKNOWN' } });

  const { items } = (await browser.get('/api/v1/audit?limit=20')).json as {
    items: { httpMethod: string; route: string; bodyJson: string }[];
  };
  const acts = items.map(({ httpMethod, route }) => `${httpMethod} ${route}`);
  expect(acts).toEqual(
    expect.arrayContaining([
      ...[`POST ${PASSKEYS}/begin`, `POST ${PASSKEYS}`, `PATCH ${PASSKEYS}/:passkeyId`],
      ...[`DELETE ${PASSKEYS}/:passkeyId`, `POST ${LOGIN}`],
    ]),
  );
  const bodies = items.filter(({ route }) => route.startsWith(PASSKEYS)).map(({ bodyJson }) => bodyJson);
  expect(bodies.join()).toContain('HP kantor');
  expect(bodies.join()).not.toContain(OPERATOR.password);
  expect(bodies.join()).not.toContain('attestationObject');
});

it('is of the configured names alone, whatever a request says of itself', async () => {
  const begin = async (host: string, proxy: Readonly<Record<string, string>> = HTTPS) => {
    const headers = { ...proxy, origin: `${proxy['x-forwarded-proto'] ?? 'http'}://${host}` };
    const { status, json } = await edge.newBrowser(host).call(`${LOGIN}/begin`, {
      ...{ method: 'POST', json: {}, headers },
    });
    const { rpId } = (status === 200 ? JSON.parse(String(json['optionsJson'])) : {}) as { rpId?: string };
    return [status, rpId ?? json['code'], (json['details'] as { origin?: string } | undefined)?.origin];
  };
  expect(await begin('wifi.example.id')).toEqual([200, 'wifi.example.id', undefined]);
  expect(await begin('hotel.example.com')).toEqual([200, 'hotel.example.com', undefined]);
  expect(await begin('localhost:9000', {})).toEqual([200, 'localhost', undefined]);
  // Names that nobody configured, an address of the LAN, and plain http.
  expect(await begin('evil.example.id')).toEqual([422, 'AUTH.PASSKEY_ELSEWHERE', PUBLIC]);
  expect(await begin('192.168.88.2:9000', {})).toEqual([422, 'AUTH.PASSKEY_ELSEWHERE', PUBLIC]);
  expect(await begin('wifi.example.id', {})).toEqual([422, 'AUTH.PASSKEY_ELSEWHERE', PUBLIC]);
  expect(await begin('hotel.example.com', {})).toEqual([422, 'AUTH.PASSKEY_NEEDS_HTTPS', undefined]);
  expect(await begin('127.0.0.1:9000', {})).toEqual([422, 'AUTH.PASSKEY_NEEDS_HTTPS', undefined]);
});

it('of another operator goes by who manages operators', async () => {
  const browser = await logIn();
  const { json } = await browser.post('/api/v1/operators', { email: 'lost@example.com', role: 'operator' });
  const { operator, oneTimePassword } = json as { operator: { operatorId: string }; oneTimePassword: string };
  const theirs = edge.newBrowser('localhost:9000');
  await theirs.post('/api/v1/operator/login', { email: 'lost@example.com', password: oneTimePassword });
  await theirs.post('/api/v1/operator/password', {
    ...{ currentPassword: oneTimePassword, newPassword: OPERATOR.password },
  });
  const device = new SoftwareAuthenticator('http://localhost:9000');
  expect((await addPasskey(theirs, device)).status).toBe(201);
  const path = `/api/v1/operators/${operator.operatorId}/passkeys`;
  expect((await theirs.call(path, { method: 'DELETE' })).json).toMatchObject({ code: 'AUTH.FORBIDDEN' });
  const count = async () =>
    ((await browser.get('/api/v1/operators')).json['items'] as { email: string; passkeys: number }[]).find(
      ({ email }) => email === 'lost@example.com',
    )?.passkeys;
  expect(await count()).toBe(1);
  expect((await browser.call(path, { method: 'DELETE' })).status).toBe(204);
  expect(await count()).toBe(0);
  expect((await theirs.get('/api/v1/operator/me')).status).toBe(401);
});

it('refuses bodies that are too large, tries without end, and other sites', async () => {
  const browser = edge.newBrowser('localhost:9000');
  const { challengeId } = (await browser.post(`${LOGIN}/begin`, {})).json as Challenge;
  expect((await browser.post(LOGIN, { challengeId, proofJson: 'x'.repeat(12_289) })).json).toMatchObject({
    ...{ status: 400, details: { errors: [{ field: 'proofJson', rule: 'maxLength' }] } },
  });
  expect((await browser.post(LOGIN, { challengeId, proofJson: 'x'.repeat(70_000) })).status).toBe(413);
  const headers = { origin: 'https://evil.example.id' };
  expect((await browser.call(LOGIN, { method: 'POST', json: { challengeId }, headers })).json).toMatchObject({
    ...{ status: 403, code: 'REQUEST.CROSS_SITE' },
  });
  const statuses: number[] = [];
  for (let count = 0; count < 21; count += 1)
    statuses.push((await browser.post(`${LOGIN}/begin`, {})).status);
  expect(statuses).toContain(429);
  // The password has limits of its own.
  expect((await browser.post('/api/v1/operator/login', OPERATOR)).status).toBe(200);
});
