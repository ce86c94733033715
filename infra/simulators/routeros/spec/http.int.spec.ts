import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRouterOsSimulator, type RouterOsSimulator } from '../src';

let simulator: RouterOsSimulator;
let portal: Server;
const seen: IncomingMessage[] = [];

const ask = (
  host: string,
  path: string,
  options: { method?: string; body?: string; headers?: Record<string, string> } = {},
) =>
  new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
    const { method, body, headers } = options;
    const request = httpRequest(
      { port: simulator.httpPort, host: '127.0.0.1', path, method, headers: { host, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString('latin1'),
          }),
        );
        answer.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });

beforeEach(async () => {
  seen.length = 0;
  portal = createServer((request, response) => {
    seen.push(request);
    if (request.url === '/events')
      return void response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () =>
      response
        .writeHead(201, { 'set-cookie': ['a=1', 'b=2'] })
        .end(`got ${Buffer.concat(chunks).toString()}`),
    );
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const portalUrl = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  simulator = await startRouterOsSimulator({ portalUrl, routers: [{ site: 'kos-melati' }] });
});

afterEach(async () => {
  await simulator.close();
  portal.closeAllConnections();
  await new Promise((resolve) => portal.close(resolve));
});

const bypass = (): void => {
  simulator
    .router()
    .put('ip/hotspot/ip-binding', { 'mac-address': simulator.phone(1).mac, type: 'bypassed' });
};

it('sends a phone that is not let through to the portal, with the values of a hotspot page', async () => {
  const { status, headers } = await ask('phone1.localhost:9100', '/berita?x=1');
  expect(status).toBe(302);
  const link = new URL(headers.location ?? '');
  expect(link.host).toBe('portal.phone1.localhost:9100');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    'link-orig': 'http://phone1.localhost:9100/berita?x=1',
    'link-login-only': 'http://router.phone1.localhost:9100/login',
    mac: 'A4:C3:F0:00:00:01',
    ip: '10.5.50.11',
    site: 'kos-melati',
  });
  expect((await ask('phone1.localhost:9100', '/generate_204')).status).toBe(302);
});

it('shows the internet to a phone that is, and moves its bytes', async () => {
  simulator.phone(1).join();
  bypass();
  expect((await ask('phone1.localhost', '/generate_204')).status).toBe(204);
  const page = await ask('phone1.localhost', '/<script>');
  expect([page.status, page.body.includes('online'), page.body.includes('/<script>')]).toEqual([
    200,
    true,
    false,
  ]);
  const before = simulator.phone(1).movedBytes.bytesOut;
  const file = await ask('phone1.localhost', '/download?megabytes=1');
  expect(file.body).toHaveLength(1_048_576);
  expect(simulator.phone(1).movedBytes.bytesOut - before).toBe(1_048_576);
  expect((await ask('phone1.localhost', '/download?megabytes=nonsense')).status).toBe(400);
});

it('passes the portal on with the phone’s address, cookies, bodies and streams', async () => {
  const headers = { cookie: 'c=3', 'x-forwarded-for': '6.6.6.6' };
  const answer = await ask('portal.phone2.localhost:9100', '/api?y=2', {
    method: 'POST',
    body: 'halo',
    headers,
  });
  expect([answer.status, answer.body, answer.headers['set-cookie']]).toEqual([
    201,
    'got halo',
    ['a=1', 'b=2'],
  ]);
  expect(seen[0]?.headers).toMatchObject({
    host: 'portal.phone2.localhost:9100',
    cookie: 'c=3',
    'x-forwarded-for': '6.6.6.6, 10.5.50.12',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': 'portal.phone2.localhost:9100',
  });
  const event = await new Promise<string>((resolve, reject) => {
    const host = 'portal.phone2.localhost';
    const request = httpRequest(
      { port: simulator.httpPort, host: '127.0.0.1', path: '/events', headers: { host } },
      (stream) =>
        stream.once('data', (chunk: Buffer) => {
          resolve(chunk.toString());
          request.destroy();
        }),
    );
    request.on('error', reject);
    request.end();
  });
  expect(event).toBe('data: 1\n\n');
});

it('says so when there is no way out, while the portal on the LAN still answers', async () => {
  simulator.phone(1).join();
  bypass();
  await simulator.router().powerOff();
  expect((await ask('phone1.localhost', '/')).status).toBe(503);
  expect((await ask('portal.phone1.localhost', '/')).status).toBe(201);
  await simulator.router().powerOn();
  expect((await ask('phone1.localhost', '/')).status).toBe(200);
  simulator.phone(1).leave();
  expect((await ask('portal.phone1.localhost', '/')).status).toBe(503);
  expect((await ask('phone1.localhost', '/.simulator/join')).status).toBe(302);
  expect((await ask('phone99.localhost', '/')).status).toBe(404);
});

it('keeps a blocked phone from the portal too', async () => {
  simulator.phone(1).join();
  simulator.router().put('ip/hotspot/ip-binding', { 'mac-address': simulator.phone(1).mac, type: 'blocked' });
  expect([
    (await ask('phone1.localhost', '/')).status,
    (await ask('portal.phone1.localhost', '/')).status,
  ]).toEqual([504, 504]);
});

it('logs a browser in at the router, whose active row then knows its MAC and address', async () => {
  simulator.router().put('ip/hotspot/user', { name: 'sekali', password: 'rahasia' });
  const login = 'router.phone3.localhost:9100';
  const wrong = await ask(
    login,
    '/login?username=sekali&password=x&dst=http%3A%2F%2Fphone3.localhost%3A9100%2Fq',
  );
  expect(new URL(wrong.headers.location ?? '').searchParams.get('error')).toBe(
    'invalid username or password',
  );
  const body = new URLSearchParams({
    username: 'sekali',
    password: 'rahasia',
    dst: 'http://phone3.localhost:9100/q',
  }).toString();
  const loggedIn = await ask(login, '/login', { method: 'POST', body });
  // The factory folder's alogin.html leads on.
  expect([loggedIn.status, loggedIn.body]).toEqual([
    200,
    '<meta http-equiv="refresh" content="0; url=http://phone3.localhost:9100/q">',
  ]);
  expect(simulator.router().rows('ip/hotspot/active')).toEqual([
    expect.objectContaining({ user: 'sekali', 'mac-address': 'A4:C3:F0:00:00:03', address: '10.5.50.13' }),
  ]);
  expect((await ask('phone3.localhost:9100', '/q')).status).toBe(200);
});

it('serves the pages of the folder that the profile names, and 404 where one is missing', async () => {
  const router = simulator.router();
  const put = (name: string, contents: string) => router.put('file', { name: `saring/${name}`, contents });
  router.put('ip/hotspot/user', { name: 'sekali', password: 'rahasia' });
  router.table('ip/hotspot/profile').update('*1', { 'html-directory': 'saring' });
  put('rlogin.html', 'to portal?mac=$(mac-esc)&link=$(link-login-only)');
  expect((await ask('phone3.localhost:9100', '/q')).body).toBe(
    'to portal?mac=A4%3AC3%3AF0%3A00%3A00%3A03&link=http://router.phone3.localhost:9100/login',
  );
  const login = 'router.phone3.localhost:9100';
  const enter = (): ReturnType<typeof ask> =>
    ask(login, '/login?username=sekali&password=rahasia&dst=http%3A%2F%2Fportal%2F');
  expect((await enter()).status).toBe(404);
  put('redirect.html', 'go $(link-redirect)');
  expect((await enter()).body).toBe('go http://portal/');
  put('alogin.html', 'first $(link-redirect)');
  expect((await enter()).body).toBe('first http://portal/');
  expect((await ask(login, '/status')).status).toBe(404);
});

it('shows a page to play with, and nothing else at that host', async () => {
  const page = await ask('localhost', '/');
  expect([page.status, page.body.includes('1 router, 12 ponsel')]).toEqual([200, true]);
  expect((await ask('localhost', '/nothing')).status).toBe(404);
});

it('survives addresses that are none', async () => {
  expect((await ask('phone1.localhost:bad', '/')).status).toBe(400);
  expect((await ask('localhost', '/control/phones/x/join', { method: 'POST' })).status).toBe(400);
});

it('obeys its control API and says what it cannot do', async () => {
  const control = (path: string, body: unknown = {}) =>
    ask('localhost', `/control/${path}`, { method: 'POST', body: JSON.stringify(body) });
  await control('phones/4/join');
  await control('routers/0/put', {
    menu: 'ip/hotspot/ip-binding',
    row: { 'mac-address': simulator.phone(4).mac, type: 'bypassed' },
  });
  expect(JSON.parse((await control('phones/4/transfer', { bytesIn: 5, bytesOut: 6 })).body)).toEqual({
    bytesIn: 5,
    bytesOut: 6,
  });
  const state = JSON.parse((await ask('localhost', '/control/state')).body);
  expect(state.phones[3]).toMatchObject({
    outcome: 'open',
    binding: 'bypassed',
    movedBytes: { bytesIn: 5, bytesOut: 6 },
  });
  const rows = JSON.parse((await ask('localhost', '/control/routers/0/rows?menu=ip/hotspot/host')).body);
  expect(rows).toEqual([expect.objectContaining({ 'bytes-in': '5' })]);
  await control('routers/0/power-off');
  expect(simulator.router().isOn).toBe(false);
  expect((await control('routers/0/explode')).status).toBe(404);
  expect((await control('phones/4/join', { router: 9 })).status).toBe(400);
  expect((await ask('localhost', '/control/phones/4/join', { method: 'POST', body: '{' })).status).toBe(400);
});
