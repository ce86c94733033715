// settings.int.spec.ts — operators change settings: what every service that has one takes is kept, holds at once and
// after a start, and no secret leaves.
import 'reflect-metadata';
import { Writable } from 'node:stream';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { newId } from '@saring/kernel';
import { createLogger, SettingsInForce, startService, StoredSettings } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { Client } from 'pg';
import { pino } from 'pino';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Answer, Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';

type Setting = Readonly<Record<string, unknown>>;
const SECRET = 'a-planted-token-of-an-operator';
const lines: string[] = [];
const heard: string[] = [];
let edge: EdgeStack;
let owner: Browser;

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk: Buffer, _, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  edge = await EdgeStack.start({
    ...{ services: [authOtp, notification], whatsapp: await startWhatsAppSimulator() },
    ...{ withStoredSettings: true, logger: pino({ level: 'trace' }, sink), env: { OTP_DAILY_BUDGET: '50' } },
  });
  owner = await edge.operator();
});
afterAll(() => edge?.close());

const path = (name: string): string => `/api/v1/settings/${name}`;
const set = (name: string, value: string, more: object = {}): Promise<Answer> =>
  owner.call(path(name), { method: 'PUT', json: { value, ...more } });
const unset = (name: string, query = ''): Promise<Answer> =>
  owner.call(`${path(name)}${query}`, { method: 'DELETE' });
const itemsIn = ({ json }: Answer): readonly Setting[] => json['items'] as readonly Setting[];
const changesIn = ({ json }: Answer): readonly Setting[] => json['changes'] as readonly Setting[];
const standing = async (name: string): Promise<Setting | undefined> =>
  itemsIn(await owner.get('/api/v1/settings')).find((one) => one['name'] === name);

const dumpOf = async (): Promise<string> => {
  const client = new Client({ connectionString: edge.stack.env['DATABASE_URL'] });
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const dumps = [];
    for (const { schema, name } of rows)
      dumps.push(JSON.stringify((await client.query(`select t::text from "${schema}"."${name}" t`)).rows));
    return dumps.join('\n');
  } finally {
    await client.end();
  }
};

it('holds at once in the running service, says by whom, and goes back to the machine', async () => {
  const answer = await set('OTP_DAILY_BUDGET', '7');
  expect(answer.status).toBe(200);
  expect(itemsIn(answer)).toEqual([
    expect.objectContaining({
      ...{ service: 'notification', value: '7', source: 'console', effect: 'at_once', waits: false },
      ...{ machineValue: '50', standard: '2000' },
    }),
  ]);
  expect(changesIn(answer)).toEqual([
    expect.objectContaining({
      name: 'OTP_DAILY_BUDGET',
      version: 1,
      isSet: true,
      changedByName: expect.any(String),
    }),
  ]);
  const channel = await owner.get('/api/v1/messages/channel');
  expect(channel.json['otpLeftToday']).toBeLessThanOrEqual(7);
  const back = await unset('OTP_DAILY_BUDGET');
  expect(itemsIn(back)).toEqual([expect.objectContaining({ value: '50', source: 'machine' })]);
  expect(changesIn(back)).toEqual([expect.objectContaining({ version: 2, isSet: false })]);
});

it('takes effect where it is used: no newcomer gets a code while registration is off', async () => {
  await set('SELF_REGISTRATION', 'off');
  const phone = edge.newPhone();
  const browser = edge.newBrowser();
  await browser.post('/api/v1/auth/otp', { phone });
  await unset('SELF_REGISTRATION');
  await edge.logIn(edge.newBrowser(), edge.newPhone());
  expect(edge.whatsapp.inbox.list(phone.replace(/^0/, '62'))).toEqual([]);
});

it('sends by the token that was set, at once', async () => {
  await set('FONNTE_TOKEN', 'not-the-token');
  expect(await standing('FONNTE_TOKEN')).toMatchObject({ kind: 'secret', isSet: true, source: 'console' });
  const phone = edge.newPhone();
  await edge.newBrowser().post('/api/v1/auth/otp', { phone });
  await eventually(async () => (await owner.get('/api/v1/messages/channel')).json['open'] === true);
  await set('FONNTE_TOKEN', edge.whatsapp.token);
  await edge.codeFor(phone);
});

it('refuses what a service would not run with, and says which and why', async () => {
  const faults = [
    ['OTP_DAILY_BUDGET', 'many', 'SETTING.INVALID', 422],
    ['OTP_DAILY_BUDGET', '-1', 'SETTING.INVALID', 422],
    ['SELF_REGISTRATION', 'perhaps', 'SETTING.INVALID', 422],
    ['BUSINESS_PHONE', '0812', 'SETTING.OF_SITE', 422],
    ['DATABASE_URL', 'postgres://x', 'SETTING.OF_MACHINE', 422],
    ['FONNTE_BASE_URL', 'https://evil.example', 'SETTING.OF_MACHINE', 422],
    ['SECRETS_KEY', 'x'.repeat(40), 'SETTING.OF_MACHINE', 422],
    ['NO_SUCH_THING', 'x', 'SETTING.UNKNOWN', 404],
    ['__proto__', 'x', 'SETTING.UNKNOWN', 404],
    ['constructor', 'x', 'SETTING.UNKNOWN', 404],
    ['toString', 'x', 'SETTING.UNKNOWN', 404],
    ['FONNTE_TOKEN', 'a\nb', 'SETTING.INVALID', 422],
    ['PUBLIC_URL', 'javascript:alert(1)', 'SETTING.INVALID', 422],
  ] as const;
  for (const [name, value, code, status] of faults)
    expect([name, (await set(name, value)).json]).toEqual([name, expect.objectContaining({ code, status })]);
  expect((await set('OTP_DAILY_BUDGET', '-1')).json).toMatchObject({
    detail: expect.stringContaining('notification'),
    details: { problem: 'must be at least 0.', errors: [{ field: 'value' }] },
  });
  expect(await standing('OTP_DAILY_BUDGET')).toMatchObject({ value: '50', source: 'machine' });
});

it('waits for the next start where the service reads it at its start', async () => {
  const answer = await set('PUBLIC_URL', 'https://wifi.example.id');
  const own = itemsIn(answer).find((one) => one['service'] === 'edge');
  expect(own).toMatchObject({ effect: 'next_start', waits: true, nextValue: 'https://wifi.example.id' });
  expect(own).not.toHaveProperty('value');
  expect(itemsIn(await unset('PUBLIC_URL')).every(({ waits }) => waits === false)).toBe(true);
});

it('loses no change of two who change at once', async () => {
  const { json } = await set('DEVICE_LIMIT', '4');
  const version = Number((json['changes'] as readonly Setting[])[0]?.['version']);
  const answers = await Promise.all(
    ['5', '6'].map((value) => set('DEVICE_LIMIT', value, { expectedVersion: version })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.json['code']).toBe('SETTING.CHANGED_MEANWHILE');
  expect((await unset('DEVICE_LIMIT', `?expectedVersion=${version}`)).status).toBe(409);
  expect((await unset('DEVICE_LIMIT', `?expectedVersion=${version + 1}`)).status).toBe(200);
});

it('takes effect once under one key', async () => {
  const headers = { 'idempotency-key': newId() };
  const ask = (value: string) =>
    owner.call(path('DEVICE_LIMIT'), { method: 'PUT', json: { value }, headers });
  const [first, second] = [await ask('8'), await ask('8')];
  expect(changesIn(second)[0]?.['version']).toBe(changesIn(first)[0]?.['version']);
  expect((await ask('9')).json['code']).toBe('COMMAND.ID_REUSED');
  await unset('DEVICE_LIMIT');
});

it('is recorded by its own name with before and after', async () => {
  await set('DEVICE_LIMIT', '9');
  await unset('DEVICE_LIMIT');
  const { json } = await owner.get('/api/v1/audit?permission=settings:write&limit=2');
  expect(json['items']).toEqual([
    expect.objectContaining({
      ...{ httpMethod: 'DELETE', params: { name: 'DEVICE_LIMIT' }, outcome: 'done' },
      ...{ bodyJson: '{"DEVICE_LIMIT":null}', beforeJson: '{"DEVICE_LIMIT":"9"}' },
    }),
    expect.objectContaining({
      ...{ httpMethod: 'PUT', bodyJson: '{"DEVICE_LIMIT":"9"}', beforeJson: '{"DEVICE_LIMIT":"3"}' },
    }),
  ]);
});

it('keeps a secret to itself: in answers, record, logs, messages and database', async () => {
  // It hears the requests to services that are away, too, so that each waits for an answer.
  const ear = edge.nats.subscribe('>', {
    callback: (_, message) => heard.push(Buffer.from(message.data).toString()),
  });
  await set('FONNTE_TOKEN', SECRET);
  ear.unsubscribe();
  await set('FONTE_TOKEN', SECRET);
  await set('FONNTE', SECRET);
  expect(await standing('FONNTE_TOKEN')).toMatchObject({ isSet: true, source: 'console' });
  await set('FONNTE_TOKEN', `${SECRET}\u0000`);
  const answers = [
    (await owner.get('/api/v1/settings')).text,
    (await owner.get('/api/v1/audit?limit=200')).text,
    (await owner.get('/api/v1/audit.csv')).text,
  ];
  const bucket = await edge.nats.jetstream().views.kv('settings');
  const copy = (await bucket.get('values'))?.string() ?? '';
  const database = await dumpOf();
  // Each of them holds what was planted, only not in clear.
  expect(answers[1]).toContain('{\\"FONNTE_TOKEN\\":\\"•••\\"}');
  expect(copy).toContain('FONNTE_TOKEN');
  expect(database).toContain('setting-FONNTE_TOKEN');
  expect(heard.join()).toContain('FONNTE_TOKEN');
  expect(lines.length).toBeGreaterThan(0);
  for (const place of [...answers, copy, database, heard.join('\n'), lines.join('\n')])
    expect(place.includes(SECRET)).toBe(false);
  await unset('FONNTE_TOKEN');
});

it('is refused while a service that shares the setting is silent, and nothing is changed', async () => {
  const answer = await owner.get('/api/v1/settings');
  expect(answer.json['silent']).toEqual(expect.arrayContaining(['billing', 'payment']));
  const bucket = await edge.nats.jetstream().views.kv('settings');
  // As after its last start, before it went away.
  await bucket.put('holder.billing', JSON.stringify(['PUBLIC_URL', 'EVENING_AT']));
  const refused = await set('PUBLIC_URL', 'https://other.example.id');
  expect(refused.json).toMatchObject({
    code: 'SETTING.SERVICE_SILENT',
    status: 503,
    detail: expect.stringContaining('billing'),
  });
  expect(await standing('PUBLIC_URL')).toMatchObject({ waits: false, isSet: false });
  // What it does not have, others may change.
  expect((await set('DEVICE_LIMIT', '6')).status).toBe(200);
  await unset('DEVICE_LIMIT');
  await bucket.delete('holder.billing');
});

it('shows values whole, since an operator changes what is shown', async () =>
  expect(await standing('HOST')).toMatchObject({ value: '127.0.0.1', effect: 'machine' }));

it('is for those who may', async () => {
  const { json } = await owner.post('/api/v1/operator/api-keys', {
    name: 'reader',
    scopes: ['settings:read'],
  });
  const reader = edge.newBrowser();
  const headers = { authorization: `Bearer ${String(json['key'])}` };
  expect((await reader.raw('/api/v1/settings', { headers })).status).toBe(200);
  for (const method of ['PUT', 'DELETE'])
    expect(
      (await reader.raw(path('DEVICE_LIMIT'), { method, headers, json: { value: '5' } })).json,
    ).toMatchObject({ status: 403 });
});

it('holds after a start, without asking auth-otp', async () => {
  await set('OTP_DAILY_BUDGET', '11');
  const logger = createLogger('silent');
  const stored = new StoredSettings({
    ...{ nats: edge.nats, secretsKey: edge.stack.env['SECRETS_KEY'] ?? '', logger },
  });
  const values = await stored.read();
  expect(values.get('OTP_DAILY_BUDGET')).toEqual({ version: expect.any(Number), value: '11' });
  const again = await startService(
    { ...notification, name: 'notification-again' },
    { env: { ...edge.stack.env, OTP_DAILY_BUDGET: '50' }, nats: edge.nats, logger, storedSettings: stored },
  );
  const standing = again.app.get(SettingsInForce).standingOf('OTP_DAILY_BUDGET');
  expect(standing).toMatchObject({ running: '11', machine: '50', isStored: true });
  await again.stop();
  await stored.stop();
  await unset('OTP_DAILY_BUDGET');
});
