// Login by a message of one's own, through edge, auth-otp, notification and a simulated gateway.
import 'reflect-metadata';
import { createHmac } from 'node:crypto';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { eventually } from '@saring/testing';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

const KEY = 'alamat-rahasia-1';
const META_SECRET = 'cloud-app-secret-1';
let edge: EdgeStack;
let whatsapp: WhatsAppSimulator;

beforeAll(async () => {
  whatsapp = await startWhatsAppSimulator();
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp,
    env: {
      ...{ FONNTE_WEBHOOK_KEY: KEY, FONNTE_PHONE: '0811 0000 0001' },
      ...{ CLOUD_PHONE_NUMBER_ID: '55501', CLOUD_APP_SECRET: META_SECRET },
    },
  });
  whatsapp.incomingUrl = `http://127.0.0.1:${edge.port}/webhooks/messages/fonnte/${KEY}`;
});
afterAll(() => edge?.close());

beforeEach(() => resetWorld());

let macs = 0;
/** A phone that its router names. */
const newDevice = (): Browser => {
  const browser = edge.newBrowser();
  world.clients.set(
    browser.address,
    `AA:00:00:00:49:${(macs += 1).toString(16).padStart(2, '0').toUpperCase()}`,
  );
  return browser;
};
/** The same phone after its window closed: nothing is left but its MAC. */
const reopened = ({ address }: Browser): Browser => edge.browser(address);
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
      String(name),
      String(value),
    ]),
  );
const leads = async (browser: Browser, path: string) => {
  const { status, headers } = await browser.get(path);
  return [status, headers['location'] ?? ''];
};
/** A code of this phone, sent from a number and answered. */
const sendFrom = async (browser: Browser, phone: string): Promise<string> => {
  const { json } = await browser.post('/api/v1/auth/reverse', {});
  const before = whatsapp.inbox.list(digitsOf(phone)).length;
  await whatsapp.say(digitsOf(phone), String(json['message']));
  return eventually(() => {
    const list = whatsapp.inbox.list(digitsOf(phone));
    return list.length > before && (list[0]?.message ?? '');
  });
};

const digitsOf = (phone: string) => phone.replace(/^0/, '62');

it('logs in who sends the code that the page shows, and answers them', async () => {
  const [browser, phone] = [edge.newBrowser(), edge.newPhone()];
  expect((await browser.get('/api/v1/auth/reverse')).json).toEqual({ open: true });
  const { status, json } = await browser.post('/api/v1/auth/reverse', {});
  expect(status).toBe(202);
  expect(json).toMatchObject({
    ...{ toPhone: '+6281100000001', message: expect.stringMatching(/^MASUK \w{4}-\w{4}$/) as unknown },
    qrSvg: expect.stringMatching(/^<svg /) as unknown,
  });
  expect(json['link']).toBe(
    `https://wa.me/6281100000001?text=${encodeURIComponent(String(json['message']))}`,
  );
  const state = async () =>
    (await browser.get(`/api/v1/auth/reverse/${String(json['challengeId'])}`)).json['state'];
  expect(await state()).toBe('waiting');
  expect(await whatsapp.say(digitsOf(phone), String(json['message']))).toBe(200);
  await eventually(async () => expect(await state()).toBe('proved'));
  const { challengeId, code } = json;
  const verified = await browser.post('/api/v1/auth/otp/verify', { challengeId, code });
  expect([verified.status, verified.json['newSubscriber']]).toEqual([200, true]);
  await eventually(() => expect(whatsapp.inbox.list(digitsOf(phone))).toHaveLength(1));
  expect(whatsapp.inbox.list(digitsOf(phone))[0]?.message).toMatch(/^Nomor Anda terbukti/);
  // No code was sent, and whoever saw the message has nothing of it.
  const thief = edge.newBrowser();
  for (const guess of ['000000', String(code)])
    expect((await thief.post('/api/v1/auth/otp/verify', { challengeId, code: guess })).status).toBe(410);
});

it('refuses a webhook with another key, and one that is too long or no message', async () => {
  const post = (path: string, body: string) =>
    fetch(`http://127.0.0.1:${edge.port}/webhooks/messages/${path}`, {
      ...{ method: 'POST', body, headers: { 'content-type': 'application/json' } },
    }).then(({ status }) => status);
  const said = JSON.stringify({ sender: '6281234567890', message: 'MASUK ABCD-2345' });
  expect(await post(`fonnte/${KEY}x`, said)).toBe(403);
  expect(await post('fonnte', said)).toBe(403);
  expect(await post('gowa', said)).toBe(403);
  expect(await post(`fonnte/${KEY}`, `{"sender":"${'x'.repeat(70_000)}"}`)).toBe(413);
  expect(await post(`fonnte/${KEY}`, '{}')).toBe(200);
  expect(await post('Fonnte!/x', said)).toBe(400);
});

/** One webhook of Meta, of all of them. */
const saidToMeta = (people: readonly { from: string; id: string; text: string; name: string }[]) => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const value = {
    metadata: { phone_number_id: '55501' },
    contacts: people.map(({ from, name }) => ({ wa_id: from, profile: { name } })),
    messages: people.map(({ from, id, text }) => ({
      ...{ from, id, timestamp },
      ...{ type: 'text', text: { body: text } },
    })),
  };
  const body = JSON.stringify({ entry: [{ changes: [{ field: 'messages', value }] }] });
  const signature = createHmac('sha256', META_SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  return fetch(`http://127.0.0.1:${edge.port}/webhooks/messages/cloud`, { method: 'POST', body, headers });
};

it.each(['\0', '\ud800'])('takes a batch of Meta in which one person wrote %j', async (odd) => {
  const [browser, phone] = [edge.newBrowser(), edge.newPhone()];
  const { json } = await browser.post('/api/v1/auth/reverse', {});
  const odder = {
    from: digitsOf(edge.newPhone()),
    id: `wamid.${odd}`,
    text: `halo${odd}`,
    name: `Si${odd}ti`,
  };
  const other = { from: digitsOf(phone), id: `wamid.${phone}`, text: String(json['message']), name: 'Budi' };
  expect((await saidToMeta([odder, other])).status).toBe(200);
  await eventually(() => expect(whatsapp.inbox.list(digitsOf(phone))).toHaveLength(1));
  expect(whatsapp.inbox.list(digitsOf(phone))[0]?.message).toMatch(/^Nomor Anda terbukti/);
});

it('works without JavaScript', async () => {
  const [browser, phone] = [edge.newBrowser(), edge.newPhone()];
  const first = await browser.get('/login');
  expect(first.text).toContain('action="/login/message"');
  const token =
    /action="\/login\/message"><input type="hidden" name="token" value="([^"]+)"/.exec(first.text)?.[1] ?? '';
  const opened = await browser.call('/login/message', { method: 'POST', form: { token, next: '' } });
  const path = String(opened.headers['location'] ?? '');
  expect([opened.status, path.startsWith('/login/message?')]).toEqual([303, true]);
  const waiting = await browser.get(path);
  expect(waiting.text).toContain('http-equiv="refresh"');
  const message = /<strong>(MASUK [A-Z0-9]{4}-[A-Z0-9]{4})<\/strong>/.exec(waiting.text)?.[1] ?? '';
  await whatsapp.say(digitsOf(phone), message);
  const proved = await eventually(async () => {
    const { text } = await browser.get(path);
    return text.includes('action="/login/code"') && text;
  });
  const fields = Object.fromEntries(
    [...proved.matchAll(/name="(token|challenge|code|next)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  const done = await browser.call('/login/code', { method: 'POST', form: fields as Record<string, string> });
  expect([done.status, done.headers['location']]).toEqual([303, '/status']);
});

it('shows nothing of an address that is not whole', async () => {
  const browser = edge.newBrowser();
  for (const query of [
    '',
    '?challenge=x',
    '?challenge=0197f8a0-0000-7000-8000-000000000000&code=123456&phone=%2B62811&message=%3Cb%3E',
  ])
    expect((await browser.get(`/login/message${query}`)).status).toBe(303);
});

describe('a phone whose window closed when WhatsApp opened', () => {
  it('is in by its message alone, and gets no session by its MAC', async () => {
    const [phone, number, other] = [newDevice(), edge.newPhone(), newDevice()];
    expect(await sendFrom(phone, number)).toMatch(/^Nomor Anda terbukti\. HP yang menampilkan kode itu/);
    const back = reopened(phone);
    expect((await back.get('/api/v1/auth/reverse/device')).json).toEqual({ state: 'proved', opened: true });
    expect((await back.get('/api/v1/device')).json).toMatchObject({ registered: true, thisDevice: 'open' });
    const next = '?next=http%3A%2F%2Fexample.com%2Fa';
    expect(await leads(back, `/login${next}`)).toEqual([303, `/login/message/device${next}`]);
    expect(await leads(back, `/login/message/device${next}`)).toEqual([303, `/status${next}`]);
    const status = await back.get(`/status${next}`);
    expect([status.status, status.text.includes('href="http://example.com/a"')]).toEqual([200, true]);
    // Whoever copies the MAC has the WiFi that any bypassed MAC gives, and no account.
    expect((await back.get('/api/v1/me')).status).toBe(401);
    expect([...back.cookies.keys()]).not.toContain('saring_access');
    expect((await other.get('/api/v1/auth/reverse/device')).json).toEqual({ state: null, opened: false });
    expect(await leads(other, '/login/message/device')).toEqual([303, '/login']);
  });

  it('is asked on return what a login asks, and is in once that is answered', async () => {
    const [phone, owner, number] = [newDevice(), edge.newPhone(), edge.newPhone()];
    await edge.logIn(phone, owner);
    const asker = reopened(phone);
    expect(await sendFrom(asker, number)).toMatch(/^Nomor Anda terbukti\. Lanjutkan di halaman WiFi/);
    const back = reopened(phone);
    expect((await back.get('/api/v1/auth/reverse/device')).json).toEqual({ state: 'proved', opened: false });
    const page = await back.get('/login/message/device');
    const go = { method: 'POST', form: hiddenIn(page.text) };
    expect((await back.call('/login/message/device', { ...go, form: { next: '' } })).status).toBe(403);
    const asked = await back.call('/login/message/device', go);
    expect([asked.status, asked.text.includes('action="/login/message/device"')]).toEqual([409, true]);
    const answer = { method: 'POST', form: hiddenIn(asked.text) };
    const done = await back.call('/login/message/device', answer);
    expect([done.status, done.headers['location']]).toEqual([303, '/status']);
    expect((await back.get('/api/v1/auth/reverse/device')).json).toEqual({ state: 'proved', opened: true });
    // Once more changes nothing; on another phone the form is worth nothing.
    expect((await back.call('/login/message/device', answer)).status).toBe(303);
    expect((await newDevice().call('/login/message/device', answer)).status).toBe(403);
  });

  it('waits where its message has not come, and may type a number all the same', async () => {
    const phone = newDevice();
    await phone.post('/api/v1/auth/reverse', {});
    const back = reopened(phone);
    const first = await back.get('/login');
    expect(first.text).toContain('href="/login/message/device"');
    const waiting = await back.get('/login/message/device');
    expect(waiting.text).toContain('http-equiv="refresh"');
    expect(waiting.text).toContain('href="/login?by=code"');
    const byCode = await back.get('/login?by=code');
    expect(byCode.text.indexOf('action="/login"')).toBeLessThan(
      byCode.text.indexOf('action="/login/message"'),
    );
  });
});

it('offers the message first, with the code one press behind it', async () => {
  const { text } = await newDevice().get('/login');
  expect(text.indexOf('action="/login/message"')).toBeLessThan(text.indexOf('action="/login"'));
  expect(text).toMatch(
    /<details><summary[^>]*>Kirim kode ke saya<\/summary><form method="post" action="\/login">/,
  );
});
