// audit.int.spec.ts — what operators do is recorded before it is done, with its end, and can be searched.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack, OPERATOR } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

type Entry = Readonly<Record<string, unknown>>;
let edge: EdgeStack;
let owner: Browser;
let subscriberId: string;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  owner = await edge.operator();
  ({ subscriberId } = await edge.subscriber());
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

const recordOf = async (query = ''): Promise<readonly Entry[]> => {
  const { json } = await owner.get(`/api/v1/audit?target=${subscriberId}${query}`);
  return json['items'] as readonly Entry[];
};

it('holds who changed what, from which to which value, from where', async () => {
  const path = `/api/v1/subscribers/${subscriberId}`;
  expect((await owner.call(path, { method: 'PATCH', json: { name: 'Siti' } })).status).toBe(200);
  expect((await owner.call(path, { method: 'PATCH', json: { name: 'Siti Aminah' } })).status).toBe(200);
  expect((await recordOf())[0]).toMatchObject({
    ...{ httpMethod: 'PATCH', route: '/api/v1/subscribers/:subscriberId', permission: 'subscribers:update' },
    ...{ params: { subscriberId }, bodyJson: '{"name":"Siti Aminah"}', beforeJson: '{"name":"Siti"}' },
    ...{ outcome: 'done', status: 200 },
    address: expect.stringMatching(/^•••\.\d+$/),
    at: expect.any(String),
  });
});

it('holds what was refused, and why', async () => {
  await owner.post(`/api/v1/subscribers/${subscriberId}/block`, { reason: '' });
  expect((await recordOf('&outcome=refused'))[0]).toMatchObject({
    ...{ outcome: 'refused', status: 422, code: expect.any(String), permission: 'subscribers:block' },
  });
});

it('names the key that asked, and holds no secret', async () => {
  const { json } = await owner.post('/api/v1/operator/api-keys', {
    name: 'kasir',
    scopes: ['subscribers:update'],
  });
  await edge.newBrowser().raw(`/api/v1/subscribers/${subscriberId}`, {
    ...{ method: 'PATCH', json: { name: 'Oleh kunci' } },
    headers: { authorization: `Bearer ${String(json['key'])}` },
  });
  expect((await recordOf())[0]).toMatchObject({ apiKeyId: json['apiKeyId'], outcome: 'done' });
  const change = { currentPassword: 'not-the-password', newPassword: 'another-long-one' };
  expect((await owner.post('/api/v1/operator/password', change)).status).toBe(401);
  const { text } = await owner.get('/api/v1/audit?limit=1');
  expect(text).toContain('•••');
  expect(text).not.toContain('not-the-password');
  expect(text).not.toContain('another-long-one');
});

it('is paged, filtered and given as a table', async () => {
  const first = await owner.get('/api/v1/audit?limit=1');
  const [newest] = first.json['items'] as readonly Entry[];
  const cursor = encodeURIComponent(String(first.json['nextCursor']));
  const second = await owner.get(`/api/v1/audit?limit=1&cursor=${cursor}`);
  const [next] = second.json['items'] as readonly Entry[];
  expect(next?.['entryId']).not.toBe(newest?.['entryId']);
  expect((await owner.get('/api/v1/audit?until=2020-01-01T00:00:00Z')).json['items']).toEqual([]);
  const { text } = await owner.get('/api/v1/audit.csv?permission=subscribers:update');
  expect(text.split('\r\n')[0]).toBe(
    'Waktu,Operator,ID operator,ID kunci API,Metode HTTP,Rute,Parameter,Hasil,Status HTTP,Kode,Alamat jaringan,Permintaan (JSON),Sebelumnya (JSON),Pelanggan,HP pelanggan,Alasan',
  );
  expect(text).toMatch(/^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00",/m);
  expect(text).toContain('Siti Aminah');
});

it('holds no mere reading', async () => {
  const before = await recordOf();
  await owner.get(`/api/v1/subscribers/${subscriberId}`);
  expect(await recordOf()).toEqual(before);
});

it('holds no value of a field that the route does not know, however it is named', async () => {
  const secret = 'sandi-rahasia-itu';
  const path = `/api/v1/subscribers/${subscriberId}`;
  for (const json of [
    { name: 'Siti', pasword: secret },
    { fields: { pwd: secret, deep: { pin: secret } } },
    { name: { pass: secret } },
  ])
    await owner.call(`${path}?pw=${secret}`, { method: 'PATCH', json });
  const change = { currentpass: secret, newPassword: secret };
  expect((await owner.post('/api/v1/operator/password', change)).status).toBe(400);
  const { text } = await owner.get('/api/v1/audit?limit=20');
  expect(text).not.toContain(secret);
  for (const name of ['pasword', 'fields', 'currentpass', 'pw']) expect(text).toContain(`\\"${name}\\"`);
});

it('holds the end of a phone number, of now and of before', async () => {
  const phone = edge.newPhone();
  const path = `/api/v1/subscribers/${subscriberId}/phone`;
  expect((await owner.call(path, { method: 'PUT', json: { phone, reason: 'nomor baru' } })).status).toBe(200);
  const [entry] = await recordOf();
  expect(entry).toMatchObject({
    bodyJson: JSON.stringify({ phone: `•••${phone.slice(-4)}`, reason: 'nomor baru' }),
    beforeJson: expect.stringMatching(/^\{"phone":"•••\d{4}"\}$/),
  });
});

it('holds logins, failed ones of a known operator, and the end of a session', async () => {
  const { json: me } = await owner.get('/api/v1/operator/me');
  const operatorId = String(me['operatorId']);
  const browser = edge.newBrowser();
  const logIn = (email: string, password: string) =>
    browser.post('/api/v1/operator/login', { email, password });
  const newest = async () => {
    const { json } = await owner.get(`/api/v1/audit?operatorId=${operatorId.toUpperCase()}&limit=1`);
    return (json['items'] as readonly Entry[])[0];
  };
  const address = `•••${browser.address.slice(browser.address.lastIndexOf('.'))}`;
  const login = {
    httpMethod: 'POST',
    route: '/api/v1/operator/login',
    address,
    bodyJson: '',
  };
  await logIn(OPERATOR.email, 'a-wrong-password');
  const failed = { ...login, outcome: 'refused', status: 401, code: 'AUTH.OPERATOR_WRONG' };
  expect(await newest()).toMatchObject(failed);
  // What an unknown name is tried by is kept nowhere.
  await logIn('nobody@example.com', 'a-wrong-password');
  expect(await newest()).toMatchObject(failed);
  await logIn(OPERATOR.email, OPERATOR.password);
  expect(await newest()).toMatchObject({ ...login, outcome: 'done', status: 200 });
  await browser.post('/api/v1/operator/logout');
  expect(await newest()).toMatchObject({
    ...{ route: '/api/v1/operator/logout', outcome: 'done', status: 204, address },
  });
});

it('holds what an operator or a key tried without the right to it, so many a minute', async () => {
  const { json } = await owner.post('/api/v1/operator/api-keys', { name: 'schmal', scopes: ['sites:read'] });
  const headers = { authorization: `Bearer ${String(json['key'])}` };
  const script = edge.newBrowser();
  for (const [method, path] of [
    ['GET', `/api/v1/subscribers/${subscriberId}/devices`],
    ['POST', `/api/v1/subscribers/${subscriberId}/block`],
  ] as const) {
    await script.raw(path, { method, headers, ...(method === 'GET' ? {} : { json: { reason: 'x' } }) });
    expect((await recordOf())[0]).toMatchObject({
      ...{ httpMethod: method, outcome: 'refused', status: 403, code: 'AUTH.KEY_LACKS_SCOPE' },
      ...{ apiKeyId: json['apiKeyId'], permission: expect.any(String), bodyJson: '' },
    });
  }
  await script.raw('/api/v1/packages?includeInactive=true', { headers });
  const [newest] = (await owner.get('/api/v1/audit?limit=1')).json['items'] as readonly Entry[];
  expect(newest).toMatchObject({
    permission: 'packages:write',
    route: '/api/v1/packages',
    outcome: 'refused',
  });
  for (let time = 0; time < 30; time += 1)
    await script.raw(`/api/v1/subscribers/${subscriberId}/quota`, { headers });
  const refused = await recordOf('&outcome=refused&limit=200');
  const flood = refused.filter(({ route }) => String(route).endsWith('/quota'));
  expect(flood.length).toBeGreaterThan(0);
  expect(flood.length).toBeLessThanOrEqual(20);
});

it('holds what messages an operator got before', async () => {
  const put = (json: object) => owner.call('/api/v1/operator/messages', { method: 'PUT', json });
  await put({ messages: ['evening'], phone: '0812 9999 1234', site: 'rw06' });
  await put({ messages: [], phone: '' });
  const [newest] = (await owner.get('/api/v1/audit?limit=1')).json['items'] as readonly Entry[];
  expect(newest).toMatchObject({
    bodyJson: '{"messages":[],"phone":""}',
    beforeJson: '{"messages":["evening"],"phone":"•••1234"}',
  });
});
