// Months of the accounts that a running ledger closes, and a rebuild that begins from them.
import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import { GB, MB, newId, systemClock } from '@saring/kernel';
import { CHECKPOINTS_TABLE } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { MIGRATIONS, SCHEMA } from '../balances/balance-projection';
import { Counters } from '../testing/counters';
import { LedgerStack, specLogger } from '../testing/ledger-stack';
import { CloseMonths } from './close-months';
import { ClosingRows } from './closing.rows';

const DAY_MILLISECONDS = 86_400_000;
const { method } = QuotaLedger;
let ledger: LedgerStack;
/** Of who closes; the ledger's own job has the time of now, and nothing to close. */
let aheadMilliseconds = 0;
const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMilliseconds) };

beforeAll(async () => {
  ledger = await LedgerStack.start();
});
afterAll(() => ledger.close());

const closer = () =>
  new CloseMonths({
    ...{ databaseUrl: ledger.stack.database.url, schema: SCHEMA, migrations: MIGRATIONS },
    ...{ checkpointsTable: CHECKPOINTS_TABLE, store: ledger.store, pool: ledger.pool, logger: specLogger },
    ...{ clock, timeZone: 'Asia/Jakarta' },
  });
const rebuild = (fromZero = false) =>
  ledger.messenger.request(method.rebuildReadModel, { name: 'balances', fromZero }, 60_000);
const closings = async () => {
  const { rows } = await ledger.pool.query<{ month: string; parts: number }>(
    `select month, (select count(*)::int from closing_parts p where p.closing_id = c.closing_id) as parts
     from closings c where proved_at is not null order by month`,
  );
  return rows;
};

const used = async (subscriberId: string, bytes: number) => {
  const router = new Counters(ledger.nats);
  const device = router.phone(subscriberId);
  await router.read();
  const before = (await ledger.messenger.request(method.getQuota, { subscriberId })).usedBytes;
  router.move(device, bytes);
  await router.read();
  await eventually(async () =>
    expect((await ledger.messenger.request(method.getQuota, { subscriberId })).usedBytes).toBe(
      before + bytes,
    ),
  );
};

it('closes each month once, keeps the newest two, and rebuilds from the last', async () => {
  const subscriberId = await ledger.subscriber();
  await ledger.grant(subscriberId, 100 * GB);
  await used(subscriberId, 3 * MB);
  expect(await closer().closeLast()).toBeNull();
  const months: string[] = [];
  for (let month = 0; month < 3; month += 1) {
    aheadMilliseconds += 35 * DAY_MILLISECONDS;
    const closed = await closer().closeLast();
    if (closed) months.push(closed.month);
    expect(await closer().closeLast()).toBeNull();
    await used(subscriberId, MB);
  }
  expect(months.length).toBeGreaterThanOrEqual(2);
  expect((await closings()).map(({ month }) => month)).toEqual(months.slice(-2));
  const reply = await rebuild();
  expect(reply).toMatchObject({ closing: months.at(-1), refusedClosings: [] });
  const fromZero = await rebuild(true);
  expect(fromZero.closing).toBeUndefined();
  expect(fromZero.events).toBeGreaterThan(reply.events);
});

it('takes the closing before where the newest is damaged, and zero where both are', async () => {
  const [older, newer] = (await closings()).map(({ month }) => month);
  const damage = (month = '') =>
    ledger.pool.query(
      `update closing_parts set rows = replace(rows::text, '"charged_bytes":', '"charged_bytes":1')::json
       where table_name = 'router_hours' and closing_id in (select closing_id from closings where month = $1)`,
      [month],
    );
  await damage(newer);
  const reply = await rebuild();
  expect(reply.closing).toBe(older);
  expect(reply.refusedClosings).toEqual([expect.stringMatching(`^${newer}: it is damaged: router_hours`)]);
  await ledger.pool.query(`update closings set version = 'other' where month = $1`, [older]);
  const zero = await rebuild();
  expect(zero.closing).toBeUndefined();
  expect(zero.refusedClosings).toHaveLength(2);
  expect(zero.refusedClosings[1]).toBe(`${older}: it is of another version`);
});

it('empties what was written about a person in closings, which hold as before', async () => {
  const subscriberId = await ledger.subscriber();
  await ledger.messenger.request(method.grantQuota, {
    ...{
      commandId: newId(),
      subscriberId,
      source: 'operator',
      reason: 'rahasia orang ini',
      actor: 'operator:1',
    },
    bytes: GB,
  });
  await used(subscriberId, MB);
  aheadMilliseconds += 35 * DAY_MILLISECONDS;
  const closed = await closer().closeLast();
  const words = async () => {
    const { rows } = await ledger.pool.query<{ count: number }>(
      `select count(*)::int as count from closing_parts where rows::text like '%rahasia orang ini%'`,
    );
    return rows[0]?.count;
  };
  expect(await words()).toBeGreaterThan(0);
  await ledger.messenger.request(method.forgetPerson, { subscriberId });
  expect(await words()).toBe(0);
  expect(await rebuild()).toMatchObject({ closing: closed?.month, refusedClosings: [] });
});

it('gives up a copy that a rebuild or a forgotten person overtakes', async () => {
  aheadMilliseconds += 35 * DAY_MILLISECONDS;
  const proving = closer();
  const prove = proving.prove.bind(proving);
  jest.spyOn(proving, 'prove').mockImplementationOnce(async (closing) => {
    await rebuild();
    return prove(closing);
  });
  await expect(proving.closeLast()).rejects.toThrow('was given up');
  expect(await closer().closeLast()).not.toBeNull();
});

it('begins again after it was ended amid a copy, and leaves nothing of it', async () => {
  aheadMilliseconds += 35 * DAY_MILLISECONDS;
  jest.spyOn(ClosingRows.prototype, 'complete').mockRejectedValueOnce(new Error('the process ends'));
  await expect(closer().closeLast()).rejects.toThrow('the process ends');
  const unproved = async () =>
    (await ledger.pool.query('select 1 from closings where proved_at is null')).rowCount;
  expect(await unproved()).toBe(1);
  expect(await closer().closeLast()).not.toBeNull();
  expect(await unproved()).toBe(0);
});

it('counts no closing whose rows are not what the events give', async () => {
  aheadMilliseconds += 35 * DAY_MILLISECONDS;
  await ledger.pool.query('update statement_lines set amount_bytes = amount_bytes + 1');
  const failing = closer();
  const prove = jest.spyOn(failing, 'prove');
  await expect(failing.closeLast()).rejects.toThrow(/not what the events give: statement_lines/);
  await expect(failing.closeLast()).rejects.toThrow(/not what the events give: statement_lines/);
  expect(prove).toHaveBeenCalledTimes(1);
  await rebuild(true);
  expect(await closer().closeLast()).not.toBeNull();
});

it('runs as a job', async () => {
  await eventually(async () => {
    const { scheduled } = await ledger.messenger.request(method.listJobs, {});
    expect(scheduled.find(({ name }) => name === 'close-month')?.lastSucceededAt).toBeDefined();
  });
});
