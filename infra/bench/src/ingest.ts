// ingest.ts — router counters to readable balances: queue → decide → append → project, durable, over the real ledger.
import { PostgresEventStore } from '@saring/event-store';
import { partitionOf, QuotaLedger } from '@saring/contracts';
import { GB } from '@saring/kernel';
import { connectNats, lastReadingSequence, Messenger } from '@saring/messaging';
import { decodeBlock } from '@saring/quota-ledger';
import { createLogger, createPool } from '@saring/service-kit';
import type { Pool } from 'pg';
import { cpuSeconds, machine, option, report, rounded, spread } from './figures';
import {
  HOSTS_PER_ROUTER,
  routerIdOf,
  subscriberIdOf,
  type PollerResult,
  type PollerTask,
} from './poller-process';
import { profiled, startBenchStack, startRole } from './stack';
import { bareIngest, freeRadiusIngest } from './yardsticks';

const SEED_BATCH = 1_000;
const IN_FLIGHT = 48;
const PACED_OBSERVATIONS_PER_SECOND = 50_000;
const REBUILD_MILLISECONDS = 600_000;

/** `--accounts=100000 --seconds=15 --runs=3 --yardsticks=1`: the product, then the bare pipeline and the peer. */
export const ingest = async (args: readonly string[]): Promise<void> => {
  const accounts = option(args, 'accounts', 100_000);
  const seconds = option(args, 'seconds', 15);
  const ours = await productIngest(accounts, seconds, option(args, 'runs', 3));
  if (option(args, 'yardsticks', 1) === 0) return;
  const load = { accounts, seconds, inFlight: IN_FLIGHT };
  const [bare, peer] = [await bareIngest(load), await freeRadiusIngest(load)];
  report({ name: 'ingest.of_bare', value: rounded(ours / bare, 2), unit: 'ratio', n: 1 });
  if (peer) report({ name: 'ingest.of_freeradius', value: rounded(ours / peer), unit: 'ratio', n: 1 });
};

const productIngest = async (accounts: number, seconds: number, runs: number): Promise<number> => {
  const routers = Math.ceil(accounts / HOSTS_PER_ROUTER);
  const stack = await startBenchStack();
  const logger = createLogger('warn');
  const pool = createPool({
    url: stack.env['DATABASE_URL'] ?? '',
    schema: 'quota_ledger',
    max: 4,
    name: 'bench',
    logger,
  });
  const ledger = await startRole('ledger', stack.env, profiled());
  const poller = await startRole('poller', stack.env);
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  try {
    await seed(pool, accounts);
    // The first reading of a router only sets watermarks; with the second its accounts find their blocks.
    for (let reading = 0; reading < 2; reading += 1) {
      await poller.ask<PollerResult>({
        routers,
        seconds: 3600,
        observationsPerSecond: 0,
        inFlight: IN_FLIGHT,
        once: true,
      } satisfies PollerTask);
      await settled(pool, nats, routers);
    }
    const bytesBefore = await storedBytes(pool);
    const rates: number[] = [];
    let observations = 0;
    const cpuBefore = {
      ledger: cpuSeconds(ledger.pid),
      postgres: cpuSeconds(stack.postgresPid),
      nats: cpuSeconds(stack.natsPid),
      poller: cpuSeconds(poller.pid),
    };
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      const task: PollerTask = { routers, seconds, observationsPerSecond: 0, inFlight: IN_FLIGHT };
      const result = await poller.ask<PollerResult>(task);
      await settled(pool, nats, routers);
      rates.push(result.observations / ((performance.now() - start) / 1_000));
      observations += result.observations;
    }
    const cpu = (pid: number, before: number) =>
      rounded(((cpuSeconds(pid) - before) / observations) * 1_000_000, 2);
    await checkSum(pool, await poller.ask<number>('sum'));
    report({
      name: 'ingest',
      value: Math.round(median(rates)),
      unit: 'observations/s',
      n: observations,
      runs: rates.map(Math.round).join(' '),
      accounts,
      ledgerMicrosecondsPerObservation: cpu(ledger.pid, cpuBefore.ledger),
      postgresMicrosecondsPerObservation: cpu(stack.postgresPid, cpuBefore.postgres),
      natsMicrosecondsPerObservation: cpu(stack.natsPid, cpuBefore.nats),
      pollerMicrosecondsPerObservation: cpu(poller.pid, cpuBefore.poller),
      machine: machine(),
    });
    report({
      name: 'ingest.bytes_per_observation',
      value: rounded(((await storedBytes(pool)) - bytesBefore) / observations),
      unit: 'bytes',
      n: observations,
    });
    const paced = await freshness(pool, nats, poller, routers, seconds);
    await rebuild(nats, observations + paced);
    return Math.round(median(rates));
  } finally {
    await nats.close();
    await poller.stop();
    await ledger.stop();
    await pool.end();
    await stack.close();
  }
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Approved accounts with a grant each, as events of the ledger's own streams. */
export const seed = async (pool: Pool, accounts: number): Promise<void> => {
  const store = new PostgresEventStore(pool);
  const at = new Date().toISOString();
  const caused = { at, reason: 'bench', actor: 'bench' };
  for (let first = 0; first < accounts; first += SEED_BATCH)
    await store.appendBatch(
      Array.from({ length: Math.min(SEED_BATCH, accounts - first) }, (_, index) => ({
        stream: `quota-account-${subscriberIdOf(first + index)}`,
        expectedRevision: 'none' as const,
        events: [
          {
            type: 'AccountTermsChanged',
            data: {
              version: 1,
              role: 'subscriber',
              approval: 'approved',
              disabled: false,
              blocked: false,
              blockReason: null,
              at,
            },
          },
          {
            type: 'QuotaGranted',
            data: {
              grantId: `g${first + index}`,
              source: 'operator',
              bytes: 500_000 * GB,
              unlimited: false,
              expiresAt: null,
              priority: 0,
              fupThresholdBytes: 3 * GB,
              ...caused,
            },
          },
        ],
      })),
    );
  for (;;) {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from quota_accounts where status = 'active'`,
    );

    if ((rows[0]?.n ?? 0) >= accounts) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

/** Waits until every router's last reading is metered and projected: its balances are readable. */
const settled = async (
  pool: Pool,
  nats: Awaited<ReturnType<typeof connectNats>>,
  routers: number,
): Promise<void> => {
  const last = new Map<number, number>();
  for (let index = 0; index < routers; index += 1) {
    const routerId = routerIdOf(index);
    const partition = partitionOf(routerId);
    last.set(partition, Math.max(last.get(partition) ?? 0, await lastReadingSequence(nats, routerId)));
  }
  for (;;) {
    const { rows } = await pool.query<{ behind: boolean }>(
      `select (select count(*) from unnest($1::int[], $2::bigint[]) w(partition, sequence)
          left join meter_positions m using (partition) where coalesce(m.sequence, 0) < w.sequence) > 0
        or (select position from checkpoints where name = 'balances') is distinct from
          (select era || '/' || transaction_id || '/' || global_position from events order by era desc, transaction_id desc, global_position desc limit 1) as behind`,
      [[...last.keys()], [...last.values()]],
    );
    if (rows[0]?.behind === false) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const storedBytes = async (pool: Pool): Promise<number> => {
  const { rows } = await pool.query<{ bytes: number }>(`select pg_table_size('events')::bigint as bytes`);
  return rows[0]?.bytes ?? 0;
};

/** Every account's slot of usage, with the time its block was last committed (ms). */
const slots = async (pool: Pool) => {
  const { rows } = await pool.query<{ data: Buffer; at: number }>(
    `select data, extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at from usage_blocks order by block`,
  );
  return rows.flatMap(({ data, at }) =>
    decodeBlock(data).flatMap((slot) => (slot ? [{ ...slot, committedAt: at }] : [])),
  );
};

/** Not a byte lost or doubled under load: what the phones moved is what accounts used, but for what the first reading saw. */
const checkSum = async (pool: Pool, moved: number): Promise<void> => {
  const { rows } = await pool.query<{ first: string }>(
    `select coalesce(sum((total ->> 1)::bigint + (total ->> 2)::bigint), 0)::text as first
     from events e, lateral jsonb_array_elements(data::jsonb -> 'totals') total
     where e.type = 'UsageMetered' and e.stream_position = 0`,
  );
  const used = (await slots(pool)).reduce((sum, { usedBytes }) => sum + usedBytes, 0);
  const charged = used + Number(rows[0]?.first ?? 0);
  if (charged !== moved) throw new Error(`charged ${charged}, moved ${moved}: the figure is void`);
};

/** Every read model again from the first event, while the ledger runs. */
const rebuild = async (
  nats: Awaited<ReturnType<typeof connectNats>>,
  observations: number,
): Promise<void> => {
  const reply = await new Messenger(nats).request(
    QuotaLedger.method.rebuildReadModel,
    { name: 'balances' },
    REBUILD_MILLISECONDS,
  );
  const seconds = reply.durationMilliseconds / 1_000;
  report({
    name: 'rebuild',
    value: Math.round(observations / seconds),
    unit: 'observations/s',
    n: reply.events,
    seconds: rounded(seconds),
  });
};

/** Observation published → balance row committed, at a steady pace: each account's last, by PostgreSQL's own clock. */
const freshness = async (
  pool: Pool,
  nats: Awaited<ReturnType<typeof connectNats>>,
  poller: Awaited<ReturnType<typeof startRole>>,
  routers: number,
  seconds: number,
): Promise<number> => {
  const result = await poller.ask<PollerResult>({
    routers,
    seconds,
    observationsPerSecond: PACED_OBSERVATIONS_PER_SECOND,
    inFlight: IN_FLIGHT,
  });
  await settled(pool, nats, routers);
  const delays = (await slots(pool)).flatMap(({ open, committedAt }) =>
    open.flatMap((number, index) => (index % 4 === 3 && number > 0 ? [committedAt - number] : [])),
  );
  report({
    name: 'ingest.freshness_at_50k',
    value: spread(delays).p99,
    unit: 'ms',
    n: delays.length,
    ...spread(delays),
    observationsPerSecond: Math.round(result.observations / result.seconds),
  });
  return result.observations;
};
