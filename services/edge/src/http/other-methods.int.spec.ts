// other-methods.int.spec.ts — every path of the published description, asked by every method that it does not know, is 405
// with the methods that it does; and no form of writing a path passes the checks of the API.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { authOtp } from '@saring/auth-otp';
import { newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const document = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, object>>;
};
const paths = Object.entries(document.paths).map(([path, operations]): [string, readonly string[]] => [
  path,
  Object.keys(operations).map((method) => method.toUpperCase()),
]);

let edge: EdgeStack;
let operator: Browser;
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  operator = await edge.operator();
});
afterAll(() => edge?.close());

it('knows many paths', () => expect(paths.length).toBeGreaterThan(90));

it.each(paths)('%s answers every other method with 405', async (path, methods) => {
  const url = path.replace(/\{\w+\}/g, newId());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort().join(', ');
  for (const method of METHODS.filter((one) => !methods.includes(one))) {
    const { status, json, headers } = await operator.call(url, {
      method,
      ...(method === 'GET' ? {} : { json: {} }),
    });
    expect([method, status, json['code'], headers['allow']]).toEqual([
      ...[method, 405, 'REQUEST.METHOD_NOT_ALLOWED'],
      allow,
    ]);
  }
});

it('answers a path that there is not with 404', async () => {
  for (const method of METHODS) expect((await operator.call('/api/v1/nothing', { method })).status).toBe(404);
});

/** One request as it is written, on a connection of its own. */
const exchange = (target: string, body: object): Promise<string> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const head = [
      `POST ${target} HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(text)}`,
    ];
    const socket = connect(edge.port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n${text}`));
    let received = '';
    socket.on('data', (data) => (received += String(data)));
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });

it.each([
  '/api/v1/auth/otp',
  '/%61pi/v1/auth/otp',
  '/a%70%69/v1/auth/otp',
  'http://localhost/api/v1/auth/otp',
])('checks text and encoding of %s, and lets nobody store the answer', async (target) => {
  const turned = { phone: edge.newPhone(), note: 'a\u202e' };
  expect(await exchange(target, turned)).toContain('"isPrintable"');
  const broken = await exchange(`${target}?x=%zz`, { phone: edge.newPhone() });
  expect(broken).toContain('"isPercentEncoded"');
  const answer = await exchange(target, { phone: edge.newPhone() });
  expect(answer).toMatch(/^HTTP\/1\.1 202/);
  expect(answer.toLowerCase()).toContain('cache-control: no-store');
});

it('shows no page at another spelling of an address of the API', async () => {
  const page = { accept: 'text/html' };
  expect((await operator.get('/%61pi/v1/nothing', page)).status).toBe(404);
  expect((await operator.get('/%61pi/v1/operator/login', page)).status).toBe(405);
});
