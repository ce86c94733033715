// permissions.int.spec.ts — every route of the published description with every permission: a key with its scope alone gets
// in, and a key with all the other scopes together does not.
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

/** An operator may have 20 keys; the first of all has one already. */
const PERMISSIONS_PER_OPERATOR = 9;
const SIDE_BY_SIDE = 8;
/** Of each permission: a key with it alone, and one with all others. */
const keys = new Map<Permission, { readonly alone: string; readonly without: string }>();
let edge: EdgeStack;
let owner: Browser;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  owner = await edge.operator();
  for (const [index, permission] of PERMISSIONS.entries()) {
    const maker = await ownerOf(Math.floor(index / PERMISSIONS_PER_OPERATOR));
    const others = PERMISSIONS.filter((one) => one !== permission);
    const made = async (name: string, scopes: readonly Permission[]): Promise<string> =>
      String((await maker.post('/api/v1/operator/api-keys', { name, scopes })).json['key']);
    keys.set(permission, {
      alone: await made(permission, [permission]),
      without: await made(`not ${permission}`, others),
    });
  }
});
afterAll(() => edge?.close());

const owners = new Map<number, Browser>();
const ownerOf = async (number: number): Promise<Browser> => {
  const known = number === 0 ? owner : owners.get(number);
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

it('opens to its own permission and to no other', async () => {
  const wrong: unknown[] = [];
  const script = edge.newBrowser();
  const ask = async ({ method, path, permission }: Route, isAlone: boolean): Promise<void> => {
    const { alone = '', without = '' } = keys.get(permission as Permission) ?? {};
    const headers = { authorization: `Bearer ${isAlone ? alone : without}` };
    const url = path.replace(/\{site\}/g, 'rw06').replace(/\{\w+\}/g, newId());
    const json = method === 'GET' || method === 'DELETE' ? {} : { json: {} };
    const { status, json: said } = await script.raw(url, { method, headers, ...json });
    const isIn = status !== 401 && status !== 403;
    if (isIn !== isAlone) wrong.push([method, path, permission, status, said['code']]);
    if (!isAlone && status === 401) wrong.push([method, path, permission, 'its key is none']);
  };
  const waiting = [...guarded];
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let route = waiting.pop(); route; route = waiting.pop()) {
        await ask(route, true);
        await ask(route, false);
      }
    }),
  );
  expect(wrong).toEqual([]);
});
