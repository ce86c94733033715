// Live events, and the built portal.
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import {
  AccessAppliedSchema,
  factSubject,
  LIVE_WATCH_SUBJECT,
  LIVE_WORK_SUBJECT,
  liveSubject,
  OrderStateChangedSchema,
  RouterStateChangedSchema,
} from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

let portal: string;
let edge: EdgeStack;

beforeAll(async () => {
  portal = mkdtempSync(join(tmpdir(), 'saring-portal-'));
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
    env: { PORTAL_DIST: portal },
  });
});
afterAll(async () => {
  await edge?.close();
  rmSync(portal, { recursive: true, force: true });
});
beforeEach(() => resetWorld());

describe('live events', () => {
  it('reach an open page of their own subscriber only, and end with it', async () => {
    const browser = edge.newBrowser();
    const { subscriberId } = await edge.logIn(browser, edge.newPhone());
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
  it('end with the session of the page', async () => {
    const browser = edge.newBrowser();
    await edge.logIn(browser, edge.newPhone());
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const where = { port: edge.port, host: '127.0.0.1', path: '/api/v1/events', agent: false };
    const ended = new Promise<void>((resolve, reject) => {
      const stream = request({ ...where, headers: { host: browser.host, cookie } }, (response) => {
        response.resume().on('end', () => resolve());
        browser.post('/api/v1/auth/logout').catch(reject);
      });
      stream.on('error', reject);
      stream.end();
    });
    await ended;
  });
  it('are for who is logged in, and for some pages at once', async () => {
    expect((await edge.newBrowser().get('/api/v1/events')).status).toBe(401);
    const browser = edge.newBrowser();
    await edge.logIn(browser, edge.newPhone());
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

describe('events of operators', () => {
  const listenAs = (headers: Record<string, string>) => {
    const heard = { text: '', status: 0, isOver: false };
    const where = { port: edge.port, host: '127.0.0.1', path: '/api/v1/operator/events', agent: false };
    const stream = request({ ...where, headers: { host: edge.browser().host, ...headers } }, (response) => {
      heard.status = response.statusCode ?? 0;
      response.setEncoding('utf8').on('data', (text: string) => (heard.text += text));
      response.on('end', () => (heard.isOver = true));
    });
    stream.on('error', () => undefined);
    stream.end();
    return { heard, close: () => stream.destroy() };
  };

  it('say what has changed, of what one may see alone, and hold no data', async () => {
    const owner = await edge.operator();
    const keyOf = async (scope: string) => {
      const { json } = await owner.post('/api/v1/operator/api-keys', { name: scope, scopes: [scope] });
      return { authorization: `Bearer ${String(json['key'])}` };
    };
    const [orders, routers] = [listenAs(await keyOf('orders:read')), listenAs(await keyOf('routers:read'))];
    await eventually(() => [orders, routers].every(({ heard }) => heard.text.includes('retry: 3000')));
    const change = JSON.stringify({ subscriberId: 'secret', orderId: 'secret' });
    edge.nats.publish(factSubject(OrderStateChangedSchema), change);
    edge.nats.publish(factSubject(OrderStateChangedSchema), change);
    edge.nats.publish(factSubject(RouterStateChangedSchema), JSON.stringify({ routerId: 'secret' }));
    await eventually(() => orders.heard.text.includes('event: orders\ndata: {}'));
    await eventually(() => routers.heard.text.includes('event: routers\ndata: {}'));
    expect(orders.heard.text).not.toMatch(/secret|routers|books/);
    expect(routers.heard.text).not.toMatch(/secret|orders/);
    orders.close();
    routers.close();
  });

  it('end within seconds with their session, their key, and the rights of who opened them', async () => {
    const owner = await edge.operator();
    const { json } = await owner.post('/api/v1/operator/api-keys', { name: 'k', scopes: ['orders:read'] });
    const key = listenAs({ authorization: `Bearer ${String(json['key'])}` });
    const made = await owner.post('/api/v1/operators', { email: 'sse@example.com', role: 'operator' });
    const { operatorId } = made.json['operator'] as { operatorId: string };
    const first = String(made.json['oneTimePassword']);
    const helper = edge.newBrowser();
    const email = 'sse@example.com';
    await helper.post('/api/v1/operator/login', { email, password: first });
    // A one-time password opens none.
    expect((await helper.get('/api/v1/operator/events')).json).toMatchObject({
      code: 'AUTH.PASSWORD_CHANGE_REQUIRED',
    });
    const password = 'a-password-of-its-own';
    await helper.post('/api/v1/operator/password', { currentPassword: first, newPassword: password });
    const cookieOf = () => [...helper.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const before = listenAs({ cookie: cookieOf() });
    await eventually(() => [key, before].every(({ heard }) => heard.text.includes('retry: 3000')));
    await owner.call(`/api/v1/operators/${operatorId}`, { method: 'PATCH', json: { role: 'finance' } });
    await eventually(() => before.heard.isOver);
    const after = listenAs({ cookie: cookieOf() });
    await eventually(() => after.heard.text.includes('retry: 3000'));
    expect(key.heard.isOver).toBe(false);
    const apiKeyId = String(json['apiKeyId']);
    await owner.call(`/api/v1/operator/api-keys/${apiKeyId}`, { method: 'DELETE' });
    await owner.call(`/api/v1/operators/${operatorId}/reset`, { method: 'POST', json: { password: true } });
    await eventually(() => key.heard.isOver && after.heard.isOver);
  });

  it('say that an operator changed something of a person, to those who may look at people', async () => {
    const owner = await edge.operator();
    const keyOf = async (scope: string) => {
      const { json } = await owner.post('/api/v1/operator/api-keys', { name: scope, scopes: [scope] });
      return { authorization: `Bearer ${String(json['key'])}` };
    };
    const [people, orders] = [
      listenAs(await keyOf('subscribers:read')),
      listenAs(await keyOf('orders:read')),
    ];
    await eventually(() => [people, orders].every(({ heard }) => heard.text.includes('retry: 3000')));
    const added = await owner.post('/api/v1/subscribers', { phone: edge.newPhone(), name: 'Citra' });
    const path = `/api/v1/subscribers/${String(added.json['subscriberId'])}`;
    await owner.get(path);
    expect(people.heard.text).not.toContain('person');
    await owner.call(path, { method: 'PATCH', json: { name: 'Citra Kirana' } });
    await eventually(() => people.heard.text.includes('event: person\ndata: {}'));
    expect(orders.heard.text).not.toContain('person');
    const times = () => people.heard.text.split('event: person').length - 1;
    const before = times();
    // What billing does for many, and what is done to a person by way of something else.
    edge.nats.publish(LIVE_WORK_SUBJECT);
    await eventually(() => times() > before);
    const again = times();
    await owner.post(`/api/v1/anomalies/${newId()}/accept`, { reason: 'benar' });
    await eventually(() => times() > again);
    for (const { close } of [people, orders]) close();
  });

  it('are for operators, and for some pages at once', async () => {
    expect((await edge.newBrowser().get('/api/v1/operator/events')).status).toBe(401);
    const owner = await edge.operator();
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const streams = Array.from({ length: 11 }, () => listenAs({ cookie }));
    await eventually(() => streams.every(({ heard }) => heard.status > 0));
    expect(streams.map(({ heard }) => heard.status).sort()).toEqual([...Array<number>(10).fill(200), 429]);
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
    const browser = edge.newBrowser();
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
    const browser = edge.newBrowser();
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
