// bare-process.ts — the yardstick `ingest.bare`: counters → NATS → growth → PostgreSQL → balances, with nothing else.
// No framework, no rules, no recovery: totals in memory, one event a router message, one narrow row an account. What it
// reaches on this machine is what a product could reach at most.
import { connect, type JsMsg } from 'nats';
import { OBSERVATIONS_STREAM } from '@saring/contracts';
import { ReadingReader, type ReadingMessage } from '@saring/messaging';
import { Client } from 'pg';

export const BARE_TABLES = `
  create table bare_events (position bigint generated always as identity primary key, router text not null, data json not null);
  create table bare_balances (account uuid primary key, used bigint not null) with (fillfactor = 50);
  create table bare_place (position bigint not null); insert into bare_place values (0)`;

const BATCH_MESSAGES = 32;
const PROJECTED_EVENTS = 200;
const IDLE_MILLISECONDS = 5;
const PULL_MESSAGES = 1_000;

type Grown = { readonly owners: readonly string[]; readonly grew: readonly number[] };

const open = async (): Promise<Client> => {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  return client;
};

/** The growth of each row since the last reading; the first only sets the totals. */
const reader = new ReadingReader();

const growthIn = (totals: Map<string, readonly number[]>, reading: ReadingMessage): Grown | null => {
  const now = reading.bytesIn.map((bytes, index) => bytes + (reading.bytesOut[index] ?? 0));
  const before = totals.get(reading.routerId);
  totals.set(reading.routerId, now);
  return before
    ? { owners: reading.owners, grew: now.map((total, index) => total - (before[index] ?? 0)) }
    : null;
};

const ingest = async (): Promise<void> => {
  const client = await open();
  const nats = await connect({ servers: process.env['NATS_URL'] });
  const consumer = await nats.jetstream().consumers.get(OBSERVATIONS_STREAM, 'bare');
  const totals = new Map<string, readonly number[]>();
  let queue: JsMsg[] = [];
  let idle = true;
  const drain = async (): Promise<void> => {
    idle = false;
    while (queue.length > 0) {
      const batch = queue.slice(0, BATCH_MESSAGES);
      queue = queue.slice(BATCH_MESSAGES);
      const events = batch.flatMap((message) => {
        const reading = reader.read(message.data) as ReadingMessage;
        const grown = growthIn(totals, reading);
        return grown ? [{ router: reading.routerId, data: JSON.stringify(grown) }] : [];
      });
      if (events.length > 0)
        await client.query({
          name: 'append',
          text: 'insert into bare_events (router, data) select router, data::json from unnest($1::text[], $2::text[]) as e(router, data)',
          values: [events.map(({ router }) => router), events.map(({ data }) => data)],
        });
      for (const message of batch) message.ack();
    }
    idle = true;
  };
  for await (const message of await consumer.consume({ max_messages: PULL_MESSAGES })) {
    queue.push(message);
    if (idle) void drain();
  }
};

const project = async (): Promise<void> => {
  const client = await open();
  for (let position = 0; ;) {
    const { rows } = await client.query<{ position: string; data: Grown }>({
      name: 'read',
      text: 'select position, data from bare_events where position > $1 order by position limit $2',
      values: [position, PROJECTED_EVENTS],
    });
    const last = rows[rows.length - 1];
    if (!last) {
      await new Promise((resolve) => setTimeout(resolve, IDLE_MILLISECONDS));
      continue;
    }
    const sums = new Map<string, number>();
    for (const { data } of rows)
      for (const [index, owner] of data.owners.entries())
        sums.set(owner, (sums.get(owner) ?? 0) + (data.grew[index] ?? 0));
    await client.query('begin');
    await client.query({
      name: 'balances',
      text: `insert into bare_balances as b select * from unnest($1::uuid[], $2::bigint[])
        on conflict (account) do update set used = b.used + excluded.used`,
      values: [[...sums.keys()], [...sums.values()]],
    });
    position = Number(last.position);
    await client.query('update bare_place set position = $1', [position]);
    await client.query('commit');
  }
};

export const runBareProcess = async (): Promise<void> => {
  process.once('SIGTERM', () => process.exit(0));
  const work = process.env['BARE_WORK'] === 'project' ? project : ingest;
  process.send?.('ready');
  await work();
};
