// hostile-requests.int.spec.ts — requests that two readers could take for different ones, and floods of headers: each is
// answered once, refused in the form of every other error, and the next person is served.
import 'reflect-metadata';
import { connect } from 'node:net';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

let edge: EdgeStack;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(async () => {
  await edge?.close();
});
beforeEach(() => resetWorld());

/** All that comes back on one connection until edge closes it. */
const exchange = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(edge.port, '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.on('data', (data) => (received += String(data)));
    socket.on('close', () => resolve(received));
    // A server that refuses may close while we still send.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve(received) : reject(error),
    );
  });
const lines = (...all: string[]): string => [...all, '', ''].join('\r\n');
const SMUGGLED = lines('GET /health/live HTTP/1.1', 'Host: localhost', 'Connection: close');
const post = (...headers: string[]): string =>
  lines('POST /api/v1/auth/otp HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...headers);

it.each([
  [
    'a length beside chunks',
    post('Content-Length: 6', 'Transfer-Encoding: chunked') + `0\r\n\r\n${SMUGGLED}`,
  ],
  ['two lengths', post('Content-Length: 2', `Content-Length: ${SMUGGLED.length}`) + `{}${SMUGGLED}`],
  ['a length that is a list', post('Content-Length: 2, 2') + `{}${SMUGGLED}`],
  ['a length with a sign', post('Content-Length: +2') + `{}${SMUGGLED}`],
  ['chunks under another name', post('Transfer-Encoding: xchunked') + `0\r\n\r\n${SMUGGLED}`],
  ['a chunk length that is none', post('Transfer-Encoding: chunked') + `0x2\r\n{}\r\n0\r\n\r\n${SMUGGLED}`],
  ['a space before the colon', post('Content-Length : 2') + `{}${SMUGGLED}`],
  ['a header folded over two lines', post('X-Folded: a', ' Content-Length: 2') + `{}${SMUGGLED}`],
])('takes no second request out of one with %s', async (_, text) => {
  const answer = await exchange(text);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d [^]*application\/problem\+json/);
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
});

it.each([
  ['one header of 64 kB', `X-Flood: ${'x'.repeat(65_536)}`],
  ['five thousand headers', Array.from({ length: 5_000 }, (_, index) => `X-Flood-${index}: 1`).join('\r\n')],
  ['cookies of 64 kB', `Cookie: ${'saring_access=x; '.repeat(4_000)}`],
])('refuses %s with 431, and serves the next', async (_, flood) => {
  const answer = await exchange(lines('GET /api/v1/shop HTTP/1.1', 'Host: localhost', flood));
  expect(answer).toMatch(/^HTTP\/1\.1 431 [^]*application\/problem\+json/);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 431 });
  expect((await edge.newBrowser().get('/api/v1/me')).status).toBe(401);
});

it('checks the value that it uses where a key appears twice', async () => {
  const send = async (body: string): Promise<number> => {
    const browser = edge.newBrowser();
    const answer = await fetch(`http://127.0.0.1:${edge.port}/api/v1/auth/otp`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': browser.address,
        origin: `http://127.0.0.1:${edge.port}`,
      },
    });
    return answer.status;
  };
  const phone = edge.newPhone();
  expect(await send(`{"phone":"${phone}","phone":{"$ne":1}}`)).toBe(400);
  expect(await send(`{"phone":"${phone}","__proto__":{"phone":"1"}}`)).toBe(400);
  expect(await send(`{"phone":"${phone}","phone":"1"}`)).toBe(400);
  expect(await send(`{"phone":"1","phone":"${phone}"}`)).toBe(202);
});

it('is answered as every other error where its address is none', async () => {
  const answer = await edge.newBrowser().get('/%zz');
  expect(answer).toMatchObject({ status: 400, json: { code: 'REQUEST.MALFORMED' } });
  expect(answer.headers['content-type']).toContain('application/problem+json');
});
