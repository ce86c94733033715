// An operator sees what every service does in the background, through the real services and the real door.
import 'reflect-metadata';
import { GB, newId } from '@saring/kernel';
import { createLogger } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import type { Browser } from '../../edge/src/testing/browser';
import { RealShop } from './testing/real-shop';

const PASSWORD = 'rahasia-sekali-1';
const JSON_HEADERS = { accept: 'application/json' };
let shop: RealShop;
beforeAll(async () => {
  shop = await RealShop.start(createLogger('silent'), {
    serverKey: 'SB-Mid-server-1',
    clientKey: 'SB-Mid-client-1',
    password: PASSWORD,
  });
});
afterAll(() => shop.close());

const JOBS = [
  'auth-otp finish-deletions',
  'auth-otp forget-ended-codes-and-sessions',
  'auth-otp forget-handled-commands',
  'billing count-unfulfilled-orders',
  'billing forget-handled-commands',
  'billing forget-imported-lines',
  'billing forget-wrong-voucher-codes',
  'billing issue-bills',
  'billing judge-overdue-bills',
  'billing remind-bills',
  'notification ask-channels',
  'notification forget-inbound-messages',
  'notification forget-messages',
  'payment count-payments',
  'payment forget-handled-commands',
  'payment forget-proofs',
  'quota-ledger close-month',
  'quota-ledger make-usage-partitions',
];

type Jobs = {
  readonly scheduled: { service: string; name: string; lastSucceededAt?: string; nextRunAt: string }[];
  readonly queued: { service: string; topic: string; kind: string; waiting: number }[];
  readonly silent: string[];
};

it('lists the jobs of all services with their last run, and the work that waits', async () => {
  const boss = shop.browser('10.5.50.8');
  const postAs = (browser: Browser, path: string, json: object) =>
    browser.call(path, { method: 'POST', json, headers: { 'idempotency-key': newId() } });
  const post = (path: string, json: object) => postAs(boss, path, json);
  expect((await boss.get('/api/v1/jobs', JSON_HEADERS)).status).toBe(401);
  expect((await post('/api/v1/operator/login', { email: shop.boss, password: PASSWORD })).status).toBe(200);
  const jobs = async (): Promise<Jobs> =>
    (await boss.get('/api/v1/jobs', JSON_HEADERS)).json as unknown as Jobs;
  await eventually(async () => {
    const { scheduled, silent } = await jobs();
    expect(silent).toEqual([]);
    expect(
      scheduled
        .filter((job) => job.lastSucceededAt)
        .map(({ service, name }) => `${service} ${name}`)
        // What is due only minutes after the start may have run on a slow machine.
        .filter((name) => JOBS.includes(name)),
    ).toEqual(JOBS);
  });
  const named = async () =>
    (await jobs()).scheduled.find(({ name }) => name === 'forget-messages')?.lastSucceededAt ?? '';
  const before = await named();
  const run = (name: string) => post('/api/v1/jobs/runs', { service: 'notification', name });
  expect((await run('forget-messages')).status).toBe(202);
  await eventually(async () => (await named()) > before);
  expect((await run('no-such-job')).json).toMatchObject({ code: 'JOB.UNKNOWN', status: 404 });
  const sold = { name: 'Paket 10 GB', bytes: 10 * GB, days: 30, priceRupiah: 50_000, active: true };
  const { json: made } = await post('/api/v1/packages', sold);
  const buyer = shop.browser('10.5.50.9');
  const { json: asked } = await postAs(buyer, '/api/v1/auth/otp', { phone: '081234567890' });
  const code = await shop.codeFor('081234567890');
  const proof = { challengeId: String(asked['challengeId']), code };
  expect((await postAs(buyer, '/api/v1/auth/otp/verify', proof)).status).toBe(200);
  await eventually(async () => {
    const order = { packageId: String(made['packageId']), method: 'qris' };
    expect((await postAs(buyer, '/api/v1/orders', order)).status).toBe(201);
  });
  const waiting = (await jobs()).queued.map((work) => `${work.service} ${work.topic} ${work.kind}`);
  expect(waiting).toEqual(['billing sale reconcile', 'billing sale tell_pending', 'payment payment check']);
});
