// permissions.int.spec.ts — every permission with every route of the published description: a key with one scope gets
// into the routes of that scope and into no other.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authOtp } from '@saring/auth-otp';
import { newId, PERMISSIONS, type Permission } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';

type Operation = { readonly 'x-permission'?: string };
type Route = { readonly method: string; readonly path: string; readonly permission: string };

const document = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const isPermission = (text: string): boolean => PERMISSIONS.some((one) => one === text);
const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    ...{ method: method.toUpperCase(), path },
    permission: operation['x-permission'] ?? '',
  })),
);
const guarded = routes.filter(({ permission }) => isPermission(permission));

/** As many as an operator may have. */
const KEYS_PER_OPERATOR = 20;
const SIDE_BY_SIDE = 8;
const keys = new Map<Permission, string>();
let edge: EdgeStack;
let owner: Browser;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  owner = await edge.operator();
  for (const [index, permission] of PERMISSIONS.entries()) {
    const maker =
      index < KEYS_PER_OPERATOR - 1 ? owner : await secondOwner(Math.floor(index / (KEYS_PER_OPERATOR - 1)));
    const { json } = await maker.post('/api/v1/operator/api-keys', {
      name: permission,
      scopes: [permission],
    });
    keys.set(permission, String(json['key']));
  }
}, 60_000);
afterAll(() => edge?.close());

const owners = new Map<number, Browser>();
const secondOwner = async (number: number): Promise<Browser> => {
  const known = owners.get(number);
  if (known) return known;
  const email = `owner${number}@example.com`;
  const { json } = await owner.post('/api/v1/operators', { email, role: 'super_admin' });
  const browser = edge.newBrowser();
  const password = 'a-long-password-2';
  const first = String(json['oneTimePassword']);
  await browser.post('/api/v1/operator/login', { email, password: first });
  await browser.post('/api/v1/operator/password', { currentPassword: first, newPassword: password });
  await browser.post('/api/v1/operator/login', { email, password });
  owners.set(number, browser);
  return browser;
};

it('guards most routes by a permission', () => {
  expect(guarded.length).toBeGreaterThan(70);
});

it.each(PERMISSIONS)('%s opens its own routes and no other', async (permission) => {
  const headers = { authorization: `Bearer ${keys.get(permission) ?? ''}` };
  const wrong: unknown[] = [];
  const script = edge.newBrowser();
  const ask = async ({ method, path, permission: needed }: Route): Promise<void> => {
    const url = path.replace(/\{site\}/g, 'rw06').replace(/\{\w+\}/g, newId());
    const json = method === 'GET' || method === 'DELETE' ? {} : { json: {} };
    const { status, json: said } = await script.raw(url, { method, headers, ...json });
    const isIn = status !== 401 && status !== 403;
    if (isIn !== (needed === permission)) wrong.push([method, path, status, said['code']]);
  };
  const waiting = [...guarded];
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let route = waiting.pop(); route; route = waiting.pop()) await ask(route);
    }),
  );
  expect(wrong).toEqual([]);
});
