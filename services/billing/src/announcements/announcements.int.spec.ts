// announcements.int.spec.ts — operators hear of routers that are away and of what waits for them, each once.
import 'reflect-metadata';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(async () => {
  resetWorld();
  await billing.pool.query('delete from operator_announcements');
});

const receiver = (message: string, more: { site?: string; locale?: string } = {}) =>
  void world.receivers.push({ message, operatorId: newId(), phone: '+6281200000001', ...more });
const sent = (template: string) =>
  world.sent.filter((message) => message.template === template).map(({ params }) => params);
/** Has the job run once more, and waits until it has. */
const look = async (): Promise<void> => {
  await billing.pool.query(
    `update scheduled_jobs set last_succeeded_at = null where name = 'operator-announcements'`,
  );
  await billing.runJob('operator-announcements');
  await eventually(async () => {
    const { rows } = await billing.pool.query(
      `select 1 from scheduled_jobs where name = 'operator-announcements' and last_succeeded_at is not null`,
    );
    return rows.length > 0;
  });
};
const router = (name: string, state: string, secondsAgo: number, site = 'rw05') =>
  ({
    ...{ routerId: newId(), name, site, state },
    lastSeenAt: new Date(billing.clock.now().getTime() - secondsAgo * 1_000).toISOString(),
  }) as (typeof world.routers)[number];

it('says once which routers are away, and once that they are back', async () => {
  receiver('router');
  receiver('router', { site: 'rw06', locale: 'en' });
  const away = router('Pos RT 3', 'offline', 600);
  world.routers = [away, router('Balai', 'online', 1), router('Lapangan', 'offline', 20)];
  await look();
  await look();
  expect(sent('operator.router_down')).toEqual([{ routers: 'Pos RT 3' }]);
  world.routers = [{ ...away, state: 'online', lastSeenAt: billing.clock.now().toISOString() }];
  await look();
  await look();
  expect(sent('operator.router_up')).toEqual([{ routers: 'Pos RT 3' }]);
});

it('names who waits to be approved, who asks for quota, and how much usage is held', async () => {
  for (const message of ['registration', 'quota_request', 'held_usage']) receiver(message);
  world.pending = [
    { subscriberId: newId(), name: 'Budi *di* bank.id', phone: '+628123456789', site: 'rw05' },
    { subscriberId: newId(), name: '', phone: '+628120004321', site: 'rw05' },
  ] as typeof world.pending;
  world.quotaRequests = [{ requestId: newId(), subscriberId: newId() }] as typeof world.quotaRequests;
  world.anomalies = [1, 2].map((count) => ({
    ...{ anomalyId: newId(), routerId: newId(), bytes: count * GB },
  })) as typeof world.anomalies;
  await look();
  await look();
  expect(sent('operator.registrations')).toEqual([{ who: 'Budi di bank. id, …4321' }]);
  expect(sent('operator.quota_requests')).toEqual([{ who: 'Ibu Sari' }]);
  expect(sent('operator.held')).toEqual([{ amount: '3 GB', count: '2' }]);
});

it('goes on with what was stored and not sent, in the same words', async () => {
  receiver('registration');
  const items = [{ id: newId(), name: 'Citra', site: 'rw05' }];
  await billing.pool.query(
    `insert into operator_announcements (id, template, items, made_at) values ($1, 'operator.registrations', $2, $3)`,
    [newId(), JSON.stringify(items), billing.clock.now()],
  );
  await look();
  // One that had begun before may have ended first.
  await look();
  expect(sent('operator.registrations')).toEqual([{ who: 'Citra' }]);
  const { rows } = await billing.pool.query('select 1 from operator_announcements where sent_at is null');
  expect(rows).toEqual([]);
});
