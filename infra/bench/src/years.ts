// years.ts — what years of metering weigh: in the store, in the read models and in archives; and how fast they are read again.
import { PostgresEventStore } from '@saring/event-store';
import type { RecordedEvent } from '@saring/event-sourcing';
import { QuotaLedger } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { CloseMonths, newMeter, observe, packArchive, quotaLedger } from '@saring/quota-ledger';
import { CHECKPOINTS_TABLE, createLogger, createPool } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { machine, option, report, rounded } from './figures';
import { seed } from './ingest';
import { subscriberIdOf } from './poller-process';
import { startBenchStack, startRole } from './stack';
import { TownTraffic } from './town-traffic';

const POLL_SECONDS = 30;
const POLLS_A_DAY = 86_400 / POLL_SECONDS;
const DEVICES_A_ROUTER = 100;
const DAYS_OF_FIVE_YEARS = 1_826;
/** The running month and the one before stay in the store, whatever is archived. */
const OPEN_DAYS = 62;
const GIGABYTE = 1e9;
/** As many readings of each router as one append of the ledger takes. */
const READINGS_AN_APPEND = 8;
const REBUILD_MILLISECONDS = 3_600_000;
const PAGE_EVENTS = 500;
/** Of the days before the closing: so much happens behind it. */
const LATER_SHARE = 0.1;
const CLOSED_AFTER_MILLISECONDS = 40 * 86_400_000;

/** `--devices=500 --days=2`: every device is there and moves something in every poll, the heaviest case. */
export const years = async (args: readonly string[]): Promise<void> => {
  const devices = option(args, 'devices', 500);
  const days = option(args, 'days', 2);
  const stack = await startBenchStack();
  const logger = createLogger('warn');
  const url = stack.env['DATABASE_URL'] ?? '';
  const pool = createPool({ url, schema: 'quota_ledger', max: 4, name: 'bench', logger });
  const ledger = await startRole('ledger', stack.env);
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  try {
    await seed(pool, devices);
    const before = await sizes(pool);
    const store = new PostgresEventStore(pool);
    const routers = routersToMeter(devices);
    const observations = await meterDays(store, routers, { from: 0, until: days });
    await projected(pool);
    await pool.query('vacuum analyze');
    const grown = growth(before, await sizes(pool));
    const packed = await packAll(store, devices);
    reportSizes({ devices, days, observations, grown, packedBytes: packed.bytes });
    report({
      name: 'years.pack',
      value: Math.round(observations / packed.seconds),
      unit: 'observations/s',
      n: observations,
      machine: machine(),
    });
    await closeBooks(url, store, pool, observations);
    const later = await meterDays(store, routers, { from: days, until: days * (1 + LATER_SHARE) });
    await projected(pool);
    await rebuildBoth(nats, { observations, later, aDay: observations / days });
  } finally {
    await nats.close();
    await ledger.stop();
    await pool.end();
    await stack.close();
  }
};

const routersOf = (devices: number): readonly string[] =>
  Array.from({ length: Math.ceil(devices / DEVICES_A_ROUTER) }, (_, router) =>
    idFrom('years-router', router),
  );

type Metered = ReturnType<typeof routersToMeter>;

const routersToMeter = (devices: number) =>
  routersOf(devices).map((id, index) => ({
    stream: `meter-${id}`,
    meter: newMeter(),
    traffic: new TownTraffic(
      Array.from({ length: Math.min(DEVICES_A_ROUTER, devices - index * DEVICES_A_ROUTER) }, (_, device) =>
        subscriberIdOf(index * DEVICES_A_ROUTER + device),
      ),
    ),
    revision: -1,
  }));

/** Appends what the meters make of each reading of some days. @returns how many rows moved something. */
const meterDays = async (
  store: PostgresEventStore,
  routers: Metered,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<number> => {
  const start = Date.UTC(2026, 0, 1);
  let observations = 0;
  for (let poll = pollsOf(from); poll < pollsOf(until); poll += READINGS_AN_APPEND) {
    const appends = routers.map(({ meter, traffic, stream, revision }) => {
      const events = Array.from({ length: READINGS_AN_APPEND }, (_, reading) => {
        const at = start + (poll + reading) * POLL_SECONDS * 1_000;
        const { type, ...data } =
          observe(meter, traffic.read(at), new Date(at + 1_000).toISOString()) ?? never();
        observations += data.n.length;
        return { type, data };
      });
      return { stream, events, expectedRevision: revision < 0 ? ('none' as const) : revision };
    });
    const outcomes = await store.appendBatch(appends);
    for (const [index, outcome] of outcomes.entries()) {
      const router = routers[index];
      if (!outcome.ok || !router) throw new Error('nobody else writes here');
      router.revision = outcome.revision;
    }
  }
  return observations;
};

/** Whole appends. */
const pollsOf = (days: number): number =>
  Math.ceil((days * POLLS_A_DAY) / READINGS_AN_APPEND) * READINGS_AN_APPEND;

/** As the job does, by a clock in the next month: the copy and its proof from zero. */
const closeBooks = async (
  databaseUrl: string,
  store: PostgresEventStore,
  pool: Pool,
  observations: number,
): Promise<void> => {
  const before = (await sizes(pool))['closing_parts'] ?? 0;
  const start = performance.now();
  await new CloseMonths({
    ...{ databaseUrl, schema: 'quota_ledger', migrations: quotaLedger.migrations ?? '', store, pool },
    ...{ checkpointsTable: CHECKPOINTS_TABLE, logger: createLogger('warn'), timeZone: 'Asia/Jakarta' },
    clock: { now: () => new Date(Date.now() + CLOSED_AFTER_MILLISECONDS) },
  }).closeLast();
  report({
    ...{
      name: 'years.close',
      value: rounded((performance.now() - start) / 1_000),
      unit: 's',
      n: observations,
    },
    bytesAnObservation: rounded((((await sizes(pool))['closing_parts'] ?? 0) - before) / observations, 2),
  });
};

type Told = { readonly observations: number; readonly later: number; readonly aDay: number };

/** Of what lies behind the closing, and of all. */
const rebuildBoth = async (nats: NatsConnection, { observations, later, aDay }: Told): Promise<void> => {
  const rebuild = (fromZero: boolean) =>
    new Messenger(nats).request(
      QuotaLedger.method.rebuildReadModel,
      { name: 'balances', fromZero },
      REBUILD_MILLISECONDS,
    );
  const closed = await rebuild(false);
  if (closed.closing === undefined) throw new Error(`no closing held: ${closed.refusedClosings.join('; ')}`);
  report({
    ...{ name: 'years.rebuild_from_closing', value: closed.durationMilliseconds, unit: 'ms', n: later },
    events: closed.events,
  });
  const zero = await rebuild(true);
  const rate = (observations + later) / (zero.durationMilliseconds / 1_000);
  report({
    ...{ name: 'years.rebuild_from_zero', value: Math.round(rate), unit: 'observations/s' },
    ...{ n: observations + later, milliseconds: zero.durationMilliseconds, events: zero.events },
    hoursAfterThreeYears: rounded((aDay * 1_096) / rate / 3_600, 2),
    minutesOfOpenMonths: rounded((aDay * OPEN_DAYS) / rate / 60, 1),
  });
};

const never = (): never => {
  throw new Error('every reading moves something');
};

const projected = async (pool: Pool): Promise<void> => {
  for (;;) {
    const { rows } = await pool.query<{ behind: boolean }>(
      `select (select position from checkpoints where name = 'balances') is distinct from
        (select era || '/' || transaction_id || '/' || global_position from events
         order by era desc, transaction_id desc, global_position desc limit 1) as behind`,
    );
    if (rows[0]?.behind === false) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

type Sizes = Readonly<Record<string, number>>;

/** Bytes by table, with indexes; partitions under the name of their table. */
const sizes = async (pool: Pool): Promise<Sizes> => {
  const { rows } = await pool.query<{ name: string; bytes: number }>(
    `select coalesce(parent.relname, c.relname) as name, sum(pg_total_relation_size(c.oid))::float8 as bytes
     from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class parent on parent.oid = i.inhparent
     where c.relnamespace = 'quota_ledger'::regnamespace and c.relkind = 'r' group by 1`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
};

const growth = (before: Sizes, after: Sizes): Sizes =>
  Object.fromEntries(Object.entries(after).map(([name, bytes]) => [name, bytes - (before[name] ?? 0)]));

/** The same file that the ledger writes of a closed month, of all that there is of each router. */
const packAll = async (store: PostgresEventStore, devices: number) => {
  const start = performance.now();
  let bytes = 0;
  for (const router of routersOf(devices)) {
    const stream = `meter-${router}`;
    const [newest] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
    const until = (newest?.revision ?? -1) + 1;
    const header = { stream, month: '2026-01', from: 0, until };
    for await (const chunk of packArchive(header, eventsOf(store, stream))) bytes += chunk.length;
  }
  return { bytes, seconds: (performance.now() - start) / 1_000 };
};

async function* eventsOf(store: PostgresEventStore, stream: string): AsyncGenerator<RecordedEvent> {
  for (let from = 0; ; from += PAGE_EVENTS) {
    const page = await store.readStream(stream, { from, limit: PAGE_EVENTS });
    yield* page;
    if (page.length < PAGE_EVENTS) return;
  }
}

type Weighed = {
  readonly devices: number;
  readonly days: number;
  readonly observations: number;
  readonly grown: Sizes;
  readonly packedBytes: number;
};

const reportSizes = ({ devices, days, observations, grown, packedBytes }: Weighed): void => {
  const each = (bytes: number) => rounded(bytes / observations, 2);
  const { events = 0, usage_hours: hours = 0, ...others } = grown;
  const rest = Object.values(others).reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
  report({
    ...{
      name: 'years.bytes_per_observation',
      value: each(packedBytes),
      unit: 'bytes archived',
      n: observations,
    },
    ...{ store: each(events), usageHours: each(hours), otherTables: each(rest), devices, days },
  });
  const fiveYears = (bytes: number) => rounded(((bytes / days) * DAYS_OF_FIVE_YEARS) / GIGABYTE, 1);
  const open = rounded(((events / days) * OPEN_DAYS) / GIGABYTE, 1);
  const all = fiveYears(packedBytes) + fiveYears(hours) + open;
  report({
    ...{ name: 'years.five', value: rounded(all), unit: 'GB', n: observations },
    ...{ archives: fiveYears(packedBytes), usageHours: fiveYears(hours), openMonthsInStore: open },
    storeWithoutRemoval: fiveYears(events),
  });
};
