// masking.int.spec.ts — no answer of any route shows a number, a MAC, an address or a login name to an operator who may
// not see it, or did not ask to.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { AuthOtp, subjectOf, type AuditEntry } from '@saring/contracts';
import { PERMISSIONS, type Permission } from '@saring/kernel';
import { connectNats } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { edge } from '..';
import { BODY_EXAMPLES } from '../http/body-examples';
import { PLANTED, PLANTED_ID, planted, plantedServices } from '../testing/planted-services';

type Operation = {
  readonly 'x-permission'?: string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
};
const document = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const UNMASK: Permission = 'privacy:unmask';
const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([, operation]) => PERMISSIONS.some((one) => operation['x-permission']?.includes(one)))
    .map(([method, { requestBody }]) => {
      const name = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
      return { method: method.toUpperCase(), path, body: BODY_EXAMPLES[name] ?? {} };
    }),
);
/** What a route asks for beside its path. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/v1/routers/{routerId}/provisioning-plan': '?interface=bridge&address=10.1.2.1/24',
  '/api/v1/routers/{routerId}/configurations/changes': `?from=${PLANTED_ID}&to=${PLANTED_ID}`,
  '/api/v1/packages': '?includeInactive=true',
  '/api/v1/promos': '?includeInactive=true',
  '/api/v1/goodwill/preview': '?site=rw06',
  '/api/v1/books/journal': '?from=2026-11-01&to=2026-11-28',
};

let stack: TestStack;
let nats: NatsConnection;
const services: RunningService[] = [];
let port = 0;
const entries: AuditEntry[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  const env = {
    ...{ ...stack.env, PORT: '0', TRUSTED_PROXY_CIDRS: '127.0.0.1/32' },
    ...{ PORTAL_DIST: '/nonexistent', CONSOLE_DIST: '/nonexistent' },
  };
  const logger = createLogger(process.env['LOG_LEVEL'] ?? 'silent');
  for (const definition of [plantedServices, edge])
    services.push(await startService(definition, { env, nats, logger }));
  port = ((services[1]?.app as INestApplication).getHttpServer().address() as AddressInfo).port;
  nats.subscribe(subjectOf(AuthOtp.method.beginAuditEntry), {
    callback: (_, message) => {
      const { data } = message.json<{ data?: { entry?: AuditEntry } }>();
      if (data?.entry) entries.push(data.entry);
    },
  });
  await nats.flush();
});
afterAll(async () => {
  for (const service of services.reverse()) await service.stop();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  entries.length = 0;
  planted.permissions = [...PERMISSIONS];
});

let addresses = 0;
/** From an address of its own, so that no limit hides what a route answers. What is planted fits no description. */
const ask = async (method: string, path: string, body: object, headers: Record<string, string> = {}) => {
  addresses += 1;
  const url = path.replace('{site}', 'rw06').replace(/\{\w+\}/g, PLANTED_ID) + (QUERIES[path] ?? '');
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const response = await fetch(`http://127.0.0.1:${port}${url}`, {
    method,
    headers: {
      ...{ authorization: 'Bearer srk_planted', 'idempotency-key': PLANTED_ID },
      'x-forwarded-for': `10.8.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`,
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, text, json: (isJson ? JSON.parse(text) : {}) as Record<string, unknown> };
};
const shownIn = (text: string): readonly string[] =>
  [...Object.values(PLANTED), '0812-9876-5432'].filter((value) => text.includes(value));

it('shows them on no route to an operator without the permission, nor to one who did not ask', async () => {
  const shown: unknown[] = [];
  const answered: string[] = [];
  for (const permissions of [PERMISSIONS.filter((one) => one !== UNMASK), PERMISSIONS]) {
    planted.permissions = [...permissions];
    for (const { method, path, body } of routes) {
      const { status, text } = await ask(method, path, body);
      if (status >= 500) shown.push([method, path, status, text.slice(0, 200)]);
      if (status < 300) answered.push(`${method} ${path}`);
      if (shownIn(text).length > 0) shown.push([method, path, status, shownIn(text), text.slice(0, 500)]);
    }
  }
  expect(shown).toEqual([]);
  expect(new Set(answered).size).toBeGreaterThan(75);
});

it('shows them to who may, asks, and is recorded: who looked at whose', async () => {
  const path = '/api/v1/subscribers/{subscriberId}/devices';
  const { json } = await ask('GET', path, {}, { 'x-unmask': '1' });
  expect(json['items']).toMatchObject([{ mac: PLANTED.mac, lastAddress: PLANTED.address }]);
  expect(entries).toMatchObject([
    {
      ...{ permission: UNMASK, httpMethod: 'GET', route: '/api/v1/subscribers/:subscriberId/devices' },
      ...{ operatorId: PLANTED_ID, params: { subscriberId: PLANTED_ID } },
    },
  ]);
  const list = await ask('GET', '/api/v1/subscribers', {}, { 'x-unmask': '1' });
  expect(list.text).toContain(PLANTED.phone);
  expect(JSON.parse(entries[1]?.bodyJson ?? '')).toEqual({ shown: [PLANTED_ID] });
  await ask('GET', path, {}, { 'x-unmask': '1' });
  expect(entries.length).toBe(2);
});

it('records nothing where nothing personal is shown', async () => {
  await ask('GET', '/api/v1/subscribers/{subscriberId}/usage', {}, { 'x-unmask': '1' });
  await ask('GET', '/api/v1/subscribers', {});
  expect(entries).toEqual([]);
});

it('refuses who asks and may not', async () => {
  planted.permissions = PERMISSIONS.filter((one) => one !== UNMASK);
  const { status, json } = await ask('GET', '/api/v1/subscribers', {}, { 'x-unmask': '1' });
  expect([status, json['code']]).toEqual([403, 'AUTH.KEY_LACKS_SCOPE']);
});

it('masks and shows files alike', async () => {
  expect((await ask('GET', '/api/v1/audit.csv', {})).text).not.toContain(PLANTED.address);
  const whole = await ask('GET', '/api/v1/audit.csv', {}, { 'x-unmask': '1' });
  expect(whole.text).toContain(PLANTED.address);
  const unmasked = entries.filter(({ permission }) => permission === UNMASK);
  expect(unmasked).toMatchObject([{ route: '/api/v1/audit.csv' }]);
});
