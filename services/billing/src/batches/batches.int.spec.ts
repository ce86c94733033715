// batches.int.spec.ts — many subscribers at once: a draft first, each row once, over failures and restarts.
import 'reflect-metadata';
import { Billing, LIVE_WORK_SUBJECT } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const { method } = Billing;
const LINES = 1_000;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const head = () => ({ commandId: newId(), actor: 'operator:1' });
const phoneOf = (number: number): string => `0812${String(40_000_000 + number)}`;
/** Every tenth is wrong in one way or another. */
const lines = Array.from({ length: LINES }, (_, index) => {
  const row = {
    phone: phoneOf(index),
    name: `Kamar ${index}`,
    gigabytes: '5',
    days: '30',
    room: `B-${index}`,
  };
  const wrong = [{ phone: '0812' }, { gigabytes: 'lima' }, { days: '-1' }, { phone: phoneOf(1) }];
  return index % 10 === 9 ? { ...row, ...wrong[Math.floor(index / 10) % wrong.length] } : row;
});
const done = (batchId: string) =>
  eventually(async () => {
    const batch = await billing.ask(method.getBatch, { batchId });
    return batch.waiting === 0 && batch;
  });

it('imports each good line of a thousand once, though it is killed in the middle', async () => {
  world.holders = [{ phone: '+6281240000000', subscriberId: newId() }];
  const command = { ...head(), action: 'import', rows: lines, site: 'rw05' };
  const draft = await billing.ask(method.createBatch, command);
  expect(draft).toMatchObject({ rows: LINES, waiting: 899, skipped: 101, done: 0 });
  expect(draft.startedAt).toBeUndefined();
  // The same file again under the same key is the same draft, another is refused.
  expect(await billing.ask(method.createBatch, command)).toMatchObject({ batchId: draft.batchId });
  await expect(billing.ask(method.createBatch, { ...command, rows: lines.slice(1) })).rejects.toEqual(
    refusal('COMMAND.ID_REUSED'),
  );
  expect(world.created.size).toBe(0);
  // Grants fail behind the subscriber that is made: the row is begun and not ended.
  world.ledgerFails = 'down';
  await billing.ask(method.startBatch, { ...head(), batchId: draft.batchId });
  await eventually(() => expect(world.created.size).toBeGreaterThan(0));
  await billing.stopBilling();
  world.ledgerFails = null;
  await billing.startBilling();
  billing.later(600);
  await eventually(() => expect(world.created.size).toBeGreaterThan(100));
  await billing.stopBilling();
  await billing.startBilling();
  billing.later(600);
  await billing.ask(method.startBatch, { ...head(), batchId: draft.batchId });
  expect(await done(draft.batchId)).toMatchObject({ done: 899, skipped: 101 });
  expect(world.created.size).toBe(899);
  expect(new Set([...world.created.values()].map(({ phone }) => phone)).size).toBe(899);
  expect(world.bonuses.size).toBe(899);
  expect([...world.bonuses.values()][0]).toMatchObject({ bytes: 5 * GB, days: 30, source: 'operator' });
});

it('says of each line what is wrong with it, page by page', async () => {
  const holder = newId();
  world.holders = [{ phone: '+6281240000000', subscriberId: holder }];
  const { batchId } = await billing.ask(method.createBatch, { ...head(), action: 'import', rows: lines });
  const page = await billing.ask(method.listBatchRows, { batchId, state: 'skipped', limit: 5 });
  expect(page.items.map(({ number, refusal: code }) => [number, code])).toEqual([
    [1, 'AUTH.PHONE_TAKEN'],
    [10, 'PHONE.INVALID'],
    [20, 'BILLING.ROW_QUOTA_INVALID'],
    [30, 'BILLING.ROW_DAYS_INVALID'],
    [40, 'BILLING.ROW_PHONE_TWICE'],
  ]);
  expect(page.items[4]?.twinRow).toBe(lines.findIndex(({ phone }) => phone === lines[39]?.phone) + 1);
  expect(page.items[0]).toMatchObject({ subscriberId: holder, line: { name: 'Kamar 0', room: 'B-0' } });
  const next = await billing.ask(method.listBatchRows, {
    ...{ batchId, state: 'skipped', limit: 5, afterNumber: page.nextAfterNumber },
  });
  expect(next.items[0]).toMatchObject({ number: 50, refusal: 'PHONE.INVALID' });
  const { items } = await billing.ask(method.listBatches, { limit: 1 });
  expect(items).toMatchObject([{ batchId, action: 'import' }]);
});

it('tells open pages that it changed something of people', async () => {
  let heard = 0;
  const listening = billing.nats.subscribe(LIVE_WORK_SUBJECT, { callback: () => (heard += 1) });
  await billing.nats.flush();
  const { batchId } = await billing.ask(method.createBatch, {
    ...{ ...head(), action: 'block', reason: 'Belum bayar', subscriberIds: [newId()] },
  });
  await billing.ask(method.startBatch, { ...head(), batchId });
  await eventually(() => heard > 0);
  listening.unsubscribe();
});

it('does one act for all who are ticked or found, and notes who was refused', async () => {
  world.people = [newId(), newId(), newId()];
  const [odd = ''] = world.people;
  world.createFails = (id) => (id === odd ? 'AUTH.SUBSCRIBER_UNKNOWN' : null);
  const asked = { action: 'block', reason: 'Belum bayar', filter: { query: 'kos' } };
  const { batchId, waiting } = await billing.ask(method.createBatch, { ...head(), ...asked });
  expect(waiting).toBe(3);
  // Who comes later is in no draft.
  world.people.push(newId());
  await billing.ask(method.startBatch, { ...head(), batchId });
  expect(await done(batchId)).toMatchObject({ done: 2, skipped: 1 });
  expect(world.acts.length).toBe(2);
  expect(world.acts[0]).toContain('Belum bayar');
  const grant = { action: 'grant', reason: 'Hadiah', bytes: GB, days: 7, subscriberIds: [odd] };
  const given = await billing.ask(method.createBatch, { ...head(), ...grant });
  await billing.ask(method.startBatch, { ...head(), batchId: given.batchId });
  expect(await done(given.batchId)).toMatchObject({ done: 1 });
  expect([...world.bonuses.values()]).toMatchObject([{ subscriberId: odd, bytes: GB, days: 7 }]);
});

it('reminds everybody with such debts once a day, and says of each who was not why', async () => {
  world.people = [newId(), newId()];
  world.debts.items = [
    {
      ...{ debtId: newId(), sizeBytes: GB, unpaidBytes: GB, unlimited: false, priceRupiah: 50_000 },
      ...{ givenAt: '2030-12-31T17:00:00.000Z', dueAt: '2031-01-31T16:59:59.999Z', reason: 'kasbon' },
    },
  ];
  const remind = async () => {
    const { batchId } = await billing.ask(method.createBatch, {
      ...{ ...head(), action: 'remind', debts: 'overdue' },
    });
    await billing.ask(method.startBatch, { ...head(), batchId });
    return done(batchId);
  };
  expect(await remind()).toMatchObject({ done: 2, skipped: 0 });
  expect(world.sent).toMatchObject([{ template: 'debt.asked' }, { template: 'debt.asked' }]);
  const again = await remind();
  expect(again).toMatchObject({ done: 0, skipped: 2 });
  const { items } = await billing.ask(method.listBatchRows, { batchId: again.batchId });
  expect(items[0]).toMatchObject({ refusal: 'BILLING.REMINDED_TODAY' });
  expect(world.sent).toHaveLength(2);
});

it('rejects many registrations with one reason', async () => {
  const subscriberIds = [newId(), newId()];
  const { batchId } = await billing.ask(method.createBatch, {
    ...{ ...head(), action: 'reject', reason: 'Bukan warga', subscriberIds },
  });
  await billing.ask(method.startBatch, { ...head(), batchId });
  expect(await done(batchId)).toMatchObject({ done: 2, skipped: 0 });
  expect(world.acts.sort()).toEqual(subscriberIds.map((one) => `reject ${one} Bukan warga`).sort());
});

it.each([
  [{ action: 'import' }, 'BILLING.BATCH_EMPTY'],
  [
    { action: 'import', rows: Array.from({ length: 2_001 }, () => ({ phone: '1' })) },
    'BILLING.BATCH_TOO_LARGE',
  ],
  [{ action: 'block', subscriberIds: [newId()] }, 'QUOTA.REASON_REQUIRED'],
  [{ action: 'block', reason: 'x' }, 'BILLING.BATCH_EMPTY'],
  [{ action: 'grant', reason: 'x', subscriberIds: [newId()] }, 'REQUEST.INVALID'],
  [{ action: 'block', reason: 'x', bytes: 1, subscriberIds: [newId()] }, 'REQUEST.INVALID'],
])('refuses what makes no sense: %#', (asked, code) =>
  expect(billing.ask(method.createBatch, { ...head(), ...asked })).rejects.toEqual(refusal(code)),
);

it('forgets the lines of files after 30 days', async () => {
  const rows = [{ phone: phoneOf(5_000) }];
  const { batchId } = await billing.ask(method.createBatch, { ...head(), action: 'import', rows });
  const { forgetLines } = await import('./batches.rows');
  await forgetLines(billing.pool, new Date(billing.clock.now().getTime() + 1_000));
  const page = await billing.ask(method.listBatchRows, { batchId });
  expect(page.items).toEqual([expect.objectContaining({ number: 1, state: 'skipped' })]);
  expect(page.items[0]?.line).toBeUndefined();
  await expect(billing.ask(method.getBatch, { batchId: newId() })).rejects.toEqual(
    refusal('BILLING.BATCH_UNKNOWN'),
  );
});

it('says how much quota an act needs, or may have', async () => {
  const subscriberIds = [newId()];
  const grant = { ...head(), action: 'grant', reason: 'gangguan', subscriberIds };
  await expect(billing.ask(method.createBatch, grant)).rejects.toMatchObject({
    details: { errors: [{ field: 'bytes', rule: 'min', limit: 1 }] },
  });
  await expect(
    billing.ask(method.createBatch, { ...grant, action: 'block', bytes: 5 }),
  ).rejects.toMatchObject({ details: { errors: [{ field: 'bytes', rule: 'max', limit: 0 }] } });
});
