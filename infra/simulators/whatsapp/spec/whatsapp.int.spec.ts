import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../src';
import { normaliseTarget } from '../src/inbox';

let simulator: WhatsAppSimulator;
let base: string;

beforeEach(async () => {
  simulator = await startWhatsAppSimulator({ token: 't' });
  base = `http://127.0.0.1:${simulator.port}`;
});

afterEach(() => simulator.close());

const send = (fields: Record<string, string>, token = 't', signal?: AbortSignal): Promise<Response> =>
  fetch(`${base}/send`, {
    method: 'POST',
    headers: { authorization: token },
    body: new URLSearchParams(fields),
    signal,
  });

const reasonOf = async (answer: Response): Promise<unknown> => [
  answer.status,
  ((await answer.json()) as { reason?: string }).reason,
];
const control = (body: unknown): Promise<Response> =>
  fetch(`${base}/control`, { method: 'POST', body: JSON.stringify(body) });
const inbox = async (query = ''): Promise<{ message: string; target: string; state: string }[]> =>
  (await (await fetch(`${base}/inbox${query}`)).json()) as {
    message: string;
    target: string;
    state: string;
  }[];

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 5_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

it('takes a message by form or JSON and shows it, newest first and by number', async () => {
  const answer = await send({ target: '0812-3456-7890', message: 'Kode Anda 123456' });
  expect(await answer.json()).toEqual({
    detail: 'success! message in queue',
    id: ['80000001'],
    process: 'pending',
    requestid: 1,
    status: true,
    target: ['6281234567890'],
  });
  const headers = { authorization: 't', 'content-type': 'application/json' };
  const body = JSON.stringify({ target: '6281111111111,6282222222222', message: 'halo', countryCode: '62' });
  expect(
    ((await (await fetch(`${base}/send`, { method: 'POST', headers, body })).json()) as { id: string[] }).id,
  ).toHaveLength(2);
  expect((await inbox()).map(({ target }) => target)).toEqual([
    '6282222222222',
    '6281111111111',
    '6281234567890',
  ]);
  expect(await inbox('?target=081234567890')).toEqual([
    expect.objectContaining({ message: 'Kode Anda 123456', state: 'delivered' }),
  ]);
  await fetch(`${base}/inbox`, { method: 'DELETE' });
  expect(await inbox()).toEqual([]);
});

it('refuses with HTTP 200 and the vendor’s words', async () => {
  expect(await reasonOf(await send({ target: '08123456789', message: 'x' }, 'wrong'))).toEqual([
    200,
    'token invalid',
  ]);
  expect(await reasonOf(await send({ target: '08123456789' }))).toEqual([200, 'input invalid']);
  expect(await reasonOf(await send({ target: 'budi', message: 'x' }))).toEqual([200, 'target invalid']);
  simulator.capitalKeys = true;
  expect(await (await send({ target: '1', message: 'x' })).json()).toEqual({
    Status: false,
    Reason: 'target invalid',
  });
  expect(await inbox()).toEqual([]);
});

it.each(['insufficient quota', 'request invalid on disconnected device'])(
  'can be told to answer "%s" so many times',
  async (kind) => {
    await control({ fault: { kind, times: 1 } });
    expect(await reasonOf(await send({ target: '08123456789', message: 'x' }))).toEqual([200, kind]);
    expect(await reasonOf(await send({ target: '08123456789', message: 'x' }))).toEqual([200, undefined]);
  },
);

it('can fail outright, before the message is taken', async () => {
  simulator.faults.set({ kind: 'http-500', times: 1 });
  expect((await send({ target: '08123456789', message: 'x' })).status).toBe(500);
  expect(await inbox()).toEqual([]);
  expect((await control({ fault: { kind: 'nonsense' } })).status).toBe(400);
});

it('can take a message and then hang up, or never answer', async () => {
  simulator.faults.set({ kind: 'cut', times: 1 });
  await expect(send({ target: '08123456789', message: 'satu' })).rejects.toThrow();
  simulator.faults.set({ kind: 'timeout', times: 1 });
  const impatience = new AbortController();
  const answer = send({ target: '08123456789', message: 'dua' }, 't', impatience.signal);
  await until(async () => (await inbox()).length === 2);
  impatience.abort();
  await expect(answer).rejects.toThrow();
});

describe('webhook', () => {
  let receiver: Server;
  afterEach(() => new Promise((resolve) => receiver.close(resolve)));

  it('gets delivery and reading', async () => {
    const told: unknown[] = [];
    receiver = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += chunk));
      request.on('end', () => {
        told.push(JSON.parse(text));
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    simulator.webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/rahasia`;
    await send({ target: '08123456789', message: 'x' });
    await until(async () => (await inbox())[0]?.state === 'read');
    receiver.closeAllConnections();
    expect(told).toEqual([
      { device: '6280000000000', id: '80000001', stateid: '2', status: 'sent', state: 'delivered' },
      { device: '6280000000000', id: '80000001', stateid: '3', status: 'sent', state: 'read' },
    ]);
  });
});

it('updates open inbox pages at each message', async () => {
  const stream = await fetch(`${base}/events`);
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const next = async (): Promise<string> => Buffer.from((await reader.read()).value ?? []).toString();
  expect(await next()).toContain('hello');
  await send({ target: '08123456789', message: 'x' });
  expect(await next()).toContain('changed');
  await reader.cancel();
  expect(await (await fetch(base)).text()).toContain('WhatsApp simulasi');
});

it.each([
  ['0812 3456 7890', '6281234567890'],
  ['+62 812-3456-7890', '6281234567890'],
  ['6281234567890', '6281234567890'],
  ['12', undefined],
  ['abc', undefined],
])('dials %s as %s', (text, dialled) => expect(normaliseTarget(text)).toBe(dialled));

it('takes a file with its words and shows it', async () => {
  const form = new FormData();
  form.set('target', '081234567890');
  form.set('message', 'Bukti bayar');
  form.set('file', new Blob(['%PDF-'], { type: 'application/pdf' }), 'nota.pdf');
  const answer = await fetch(`${base}/send`, { method: 'POST', headers: { authorization: 't' }, body: form });
  expect(await answer.json()).toMatchObject({ status: true });
  const [message] = simulator.inbox.list();
  expect(message).toMatchObject({
    message: 'Bukti bayar',
    file: { name: 'nota.pdf', type: 'application/pdf', bytes: 5 },
  });
  const file = await fetch(`${base}/files/${message?.id}`);
  expect([file.headers.get('content-type'), await file.text()]).toEqual(['application/pdf', '%PDF-']);
  const headers = { authorization: 't', 'content-type': 'multipart/form-data; boundary=x' };
  const broken = fetch(`${base}/send`, { method: 'POST', headers, body: 'nonsense' });
  expect(await reasonOf(await broken)).toEqual([200, 'input invalid']);
});
