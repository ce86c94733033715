// Who may ask, and about whom: every published route answers an operator and an unknown subscriber as it is described.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authOtp } from '@saring/auth-otp';
import { ERRORS } from '@saring/i18n';
import { newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { billingStandIn, paymentStandIn, resetMoney } from '../testing/fake-money';
import { resetWorld, world } from '../testing/fakes';

type Operation = { readonly security?: readonly Readonly<Record<string, unknown>>[] };
const document = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    ...{ method: method.toUpperCase(), path, operation, name: `${method} ${path}` },
  })),
);
type Route = (typeof routes)[number];

let edge: EdgeStack;
let operator: Browser;
beforeAll(async () => {
  resetWorld();
  resetMoney();
  edge = await EdgeStack.start({
    services: [notification, authOtp, paymentStandIn, billingStandIn],
    whatsapp: await startWhatsAppSimulator({ port: 0 }),
  });
  operator = await edge.operator();
});
afterAll(() => edge?.close());

const ask = ({ method, path }: Route) => {
  const url = path.replace(/\{[^}]+\}/g, () => newId());
  const headers = { 'idempotency-key': newId() };
  return operator.call(url, { method, headers, ...(method === 'GET' ? {} : { json: {} }) });
};

it('answers 404 AUTH.SUBSCRIBER_UNKNOWN to every route under a subscriber whom there is not', async () => {
  const about = routes.filter(({ path }) => path.includes('{subscriberId}'));
  expect(about.length).toBeGreaterThan(20);
  for (const route of about) {
    const { status, json } = await ask(route);
    expect([route.name, status, json['code']]).toEqual([route.name, 404, 'AUTH.SUBSCRIBER_UNKNOWN']);
  }
});

it('lets an operator ask exactly the routes that say so', async () => {
  const guarded = routes.filter(({ operation, path }) => operation.security && !path.endsWith('/events'));
  expect(guarded.length).toBeGreaterThan(60);
  for (const route of guarded) {
    if (/operator\/(totp|password)/.test(route.path)) continue;
    const isOperators = route.operation.security?.some((scheme) => 'operator' in scheme) ?? false;
    const isAnyones = route.operation.security?.some((scheme) => Object.keys(scheme).length === 0) ?? false;
    const { status } = await ask(route);
    if (isOperators || isAnyones) expect([route.name, status]).not.toEqual([route.name, 401]);
    // Of some routes the body is read first.
    else expect([route.name, [400, 401, 422].includes(status)]).toEqual([route.name, true]);
  }
});

it('answers 405 with the methods that a path knows', async () => {
  for (const [method, path, allow] of [
    ['DELETE', '/api/v1/packages', /GET.*POST/],
    ['PATCH', `/api/v1/subscribers/${newId()}/block`, /^POST$/],
  ] as const) {
    const { status, json, headers } = await operator.call(path, { method });
    expect([status, json['code']]).toEqual([405, 'REQUEST.METHOD_NOT_ALLOWED']);
    expect(headers['allow']).toMatch(allow);
  }
  expect((await operator.call('/api/v1/nothing', { method: 'DELETE' })).status).toBe(404);
});

it('refuses what reads as something else than it is, and a broken %', async () => {
  for (const name of ['Paket\u202eBG', 'Paket\u0007', 'Paket\u2066x']) {
    const body = { name, priceRupiah: 1_000, bytes: 1_000, days: 1 };
    const { status, json } = await operator.post('/api/v1/packages', body);
    expect([status, json['details']]).toEqual([400, { errors: [{ field: 'name', rule: 'isPrintable' }] }]);
  }
  const { status, json } = await operator.get('/api/v1/subscribers?query=%zz');
  expect([status, json['details']]).toEqual([
    400,
    { errors: [{ field: 'query', rule: 'isPercentEncoded' }] },
  ]);
});

it('shows no placeholder on the page of a problem', async () => {
  for (const code of Object.keys(ERRORS))
    for (const lang of ['id', 'en']) {
      const { text } = await edge.newBrowser().get(`/problems/${code}?lang=${lang}`);
      expect(JSON.parse(text)).toMatchObject({ code });
      expect(Object.values(JSON.parse(text) as object).join(' ')).not.toMatch(/[{}]/);
    }
});

it('answers a command on a subscriber with the version that shows it', async () => {
  const { subscriberId } = await edge.subscriber();
  world.quota = { ...world.quota, version: 7 };
  const url = `/api/v1/subscribers/${subscriberId}`;
  expect((await operator.post(`${url}/block`, { reason: 'uji coba' })).json).toMatchObject({ version: 7 });
  expect((await operator.post(`${url}/unblock`, { reason: 'uji coba' })).json).toMatchObject({ version: 7 });
});

it('calls nothing applied that the ledger has decided since', async () => {
  const { subscriberId } = await edge.subscriber();
  const url = `/api/v1/subscribers/${subscriberId}/access`;
  expect((await operator.get(url)).json).toMatchObject({ applied: true });
  world.quota = { ...world.quota, accessVersion: 9 };
  expect((await operator.get(url)).json).toMatchObject({ applied: false });
});

it('takes whole numbers of an address in plain digits alone', async () => {
  const one = `/api/v1/subscribers/${newId()}`;
  for (const number of ['0x10', '1e1', '%207', '-1', '1.5', 'Infinity', '']) {
    for (const path of [
      `/api/v1/me/statement?atLeast=${number}`,
      `${one}/statement?atLeast=${number}`,
      `/api/v1/orders?limit=${number}`,
      `/api/v1/audit?limit=${number}`,
    ]) {
      const { status } = await operator.get(path);
      // A subscriber's login and the subscriber come first.
      expect([path, [400, 401, 404].includes(status)]).toEqual([path, true]);
    }
    expect([number, (await operator.get(`/api/v1/audit?limit=${number}`)).status]).toEqual([number, 400]);
  }
  expect((await operator.get('/api/v1/audit?limit=10')).status).toBe(200);
});

it('cuts the name of an unknown field in its refusal', async () => {
  const { status, text } = await operator.post('/api/v1/packages', { ['x'.repeat(9_000)]: 1 });
  expect(status).toBe(400);
  expect(text).toContain(`${'x'.repeat(100)}…`);
  expect(text).not.toContain('x'.repeat(101));
});
