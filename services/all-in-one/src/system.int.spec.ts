// The main job over real processes, while each of them, NATS, PostgreSQL and the router go away and come back.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@saring/local';
import { GB, MB, newId } from '@saring/kernel';
import {
  eventually,
  startFaultProxy,
  startTestStack,
  type FaultProxy,
  type TestStack,
} from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../infra/simulators/whatsapp/src';
import { Browser } from './testing/browser';
import { SERVICE_NAMES, ServiceProcesses } from './testing/processes';

const PHONE = '081234567811';
const BACK_WITHIN_MILLISECONDS = 60_000;
type Quota = { status: string; usedBytes: number; remainingBytes: number; debtBytes: number };

let stack: TestStack;
let postgres: FaultProxy;
let routeros: RouterOsSimulator;
let whatsapp: WhatsAppSimulator;
let services: ServiceProcesses;
let person: Browser;
let operator: Browser;
let folder: string;
let subscriberId = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saring-system-'));
  stack = await startTestStack({ busUsers: true });
  const database = new URL(stack.database.url);
  postgres = await startFaultProxy({ host: database.hostname, port: Number(database.port) });
  database.port = String(postgres.port);
  const port = await freePort();
  whatsapp = await startWhatsAppSimulator({ port: 0 });
  routeros = await startRouterOsSimulator({
    routers: [{ site: 'site-1' }],
    portalUrl: `http://127.0.0.1:${port}`,
  });
  const routersFile = join(folder, 'routers.json');
  const router = {
    name: 'R1',
    host: '127.0.0.1',
    port: routeros.apiPort,
    tls: false,
    user: 'saring',
    password: 'saring-demo',
    site: 'site-1',
  };
  writeFileSync(routersFile, JSON.stringify([router]));
  const settings = {
    ...stack.env,
    DATABASE_URL: database.href,
    LOG_LEVEL: 'fatal',
    PORT: String(port),
    ROUTERS_FILE: routersFile,
    POLL_SECONDS: '0.5',
    SWEEP_SECONDS: '5',
    LEASE_SECONDS: '2',
    // Gigabytes move in no time here; nothing is to be held.
    LINK_MEGABITS_PER_SECOND_PER_DEVICE: '1000000',
    FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`,
    FONNTE_TOKEN: 'saring-demo-token',
    TRUSTED_PROXY_CIDRS: '127.0.0.1/32',
    OPERATOR_EMAIL: 'op@saring.test',
    OPERATOR_PASSWORD: 'rahasia-sekali',
  };
  // Each with its own user, as in a cluster: what a service may say on the bus is enough for its work.
  services = new ServiceProcesses(settings, (name) => ({ NATS_URL: stack.busUrl(name) }));
  await services.startAll();
  person = new Browser(`portal.phone1.localhost:${routeros.httpPort}`, routeros.httpPort);
  operator = new Browser(`localhost:${port}`, port);
});
afterAll(async () => {
  await services.stopAll();
  await routeros.close();
  await whatsapp.close();
  await postgres.close();
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

const quota = async (): Promise<Quota> => {
  const answer = await person.get<Quota>('/api/v1/me/quota');
  if (answer.status !== 200) throw new Error(`quota: ${answer.status}`);
  return answer.body;
};
const untilStatus = (status: string) =>
  eventually(async () => expect((await quota()).status).toBe(status), BACK_WITHIN_MILLISECONDS);
const binding = () =>
  routeros
    .router()
    .rows('ip/hotspot/ip-binding')
    .find((row) => row['mac-address'] === routeros.phone(1).mac)?.['type'];
const lists = () =>
  routeros
    .router()
    .rows('ip/firewall/address-list')
    .filter((row) => row['address'] === routeros.phone(1).address)
    .map((row) => row['list']);
const untilRouterHolds = (type: string, list: string) =>
  eventually(() => expect([binding(), lists()]).toEqual([type, [list]]), BACK_WITHIN_MILLISECONDS);

/** Asked again until it is answered, under one key: as a console does after «unavailable». */
const grant = async (bytes: number): Promise<void> => {
  const key = newId();
  await eventually(async () => {
    const body = { bytes, days: 30, reason: 'uji' };
    const { status } = await operator.post(`/api/v1/subscribers/${subscriberId}/grants`, body, {
      'idempotency-key': key,
    });
    expect([200, 201]).toContain(status);
  }, BACK_WITHIN_MILLISECONDS);
};

/** The phone moves bytes, and the ledger comes to know of every one. */
const moveAndSettle = async (bytes: number): Promise<void> => {
  const before = routeros.phone(1).movedBytes.bytesOut;
  const moved = routeros.phone(1).transfer(0, bytes);
  expect(moved.bytesOut).toBe(bytes);
  expect(routeros.phone(1).movedBytes.bytesOut).toBe(before + bytes);
  charged += bytes;
  await eventually(async () => expect((await quota()).usedBytes).toBe(charged), BACK_WITHIN_MILLISECONDS);
};
let charged = 0;

it('lets a person in by a code, though auth-otp and notification die between asking and answering', async () => {
  routeros.phone(1).join();
  const asked = await person.post<{ challengeId: string }>('/api/v1/auth/otp', { phone: PHONE });
  expect(asked.status).toBe(202);
  const code = await eventually(
    () => /\b(\d{6})\b/.exec(whatsapp.inbox.list('6281234567811')[0]?.message ?? '')?.[1] ?? false,
  );
  await services.restart('auth-otp');
  await services.restart('notification');
  const wrong = await person.post<{ code: string }>('/api/v1/auth/otp/verify', {
    challengeId: asked.body.challengeId,
    code: '000000',
  });
  expect([wrong.status, wrong.body.code]).toEqual([expect.any(Number), expect.stringMatching(/^AUTH\./)]);
  const verified = await person.post<{ subscriberId: string; deviceId: string }>('/api/v1/auth/otp/verify', {
    challengeId: asked.body.challengeId,
    code,
  });
  expect(verified.status).toBe(200);
  subscriberId = verified.body.subscriberId;
  expect(verified.body.deviceId).not.toBe('');
  expect(whatsapp.inbox.list('6281234567811')).toHaveLength(1);
  await untilStatus('exhausted');
  await untilRouterHolds('regular', 'habis');
});

it('opens within seconds of a grant', async () => {
  await operator.post('/api/v1/operator/login', { email: 'op@saring.test', password: 'rahasia-sekali' });
  await grant(4 * GB);
  await untilStatus('active');
  await untilRouterHolds('bypassed', 'active');
});

it.each(SERVICE_NAMES)(
  'charges every byte once while %s dies and comes back',
  async (name) => {
    await moveAndSettle(50 * MB);
    routeros.phone(1).transfer(0, 10 * MB);
    charged += 10 * MB;
    await services.kill(name);
    routeros.phone(1).transfer(0, 10 * MB);
    charged += 10 * MB;
    await services.start(name);
    await eventually(async () => expect((await quota()).usedBytes).toBe(charged), BACK_WITHIN_MILLISECONDS);
  },
  480_000,
);

it('charges every byte once while NATS dies and comes back', async () => {
  await stack.stopNats();
  routeros.phone(1).transfer(0, 20 * MB);
  charged += 20 * MB;
  await stack.startNats();
  await eventually(async () => expect((await quota()).usedBytes).toBe(charged), BACK_WITHIN_MILLISECONDS);
});

it('charges every byte once while PostgreSQL goes away and comes back', async () => {
  postgres.down();
  routeros.phone(1).transfer(0, 20 * MB);
  charged += 20 * MB;
  await eventually(
    async () => expect((await person.get('/api/v1/me/quota')).status).toBe(503),
    BACK_WITHIN_MILLISECONDS,
  );
  postgres.restore();
  await eventually(async () => expect((await quota()).usedBytes).toBe(charged), BACK_WITHIN_MILLISECONDS);
});

it('answers while the router is dark, and puts everything back when it returns', async () => {
  await moveAndSettle(10 * MB);
  routeros.router().powerOff();
  expect((await quota()).usedBytes).toBe(charged);
  await grant(GB);
  routeros.router().powerOn();
  routeros.phone(1).join();
  await untilRouterHolds('bypassed', 'active');
  await moveAndSettle(30 * MB);
});

it('slows, stops and brings back', async () => {
  // Small grants are never slow: the last one to burn is large enough to have a threshold.
  await grant(10 * GB);
  const { remainingBytes } = await quota();
  await moveAndSettle(remainingBytes - 2 * GB);
  await untilStatus('fup');
  await untilRouterHolds('bypassed', 'fup');
  await moveAndSettle(2 * GB);
  await untilStatus('exhausted');
  await untilRouterHolds('regular', 'habis');
  await grant(10 * GB);
  await untilStatus('active');
  await untilRouterHolds('bypassed', 'active');
});
