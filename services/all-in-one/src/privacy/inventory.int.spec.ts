// Whoever adds a table, a column or a stream says what it keeps of people: the inventory has each of them, and no other.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectNats, ensureStreams } from '@saring/messaging';
import { createLogger } from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import { Pool } from 'pg';
import { SERVICES } from '..';
import { migrateAll } from '../migrate-all';
import { describeInventory, engineTable, INVENTORY, STREAMS } from './inventory/inventory';

const DAY_NANOSECONDS = 86_400 * 1_000_000_000;
let stack: TestStack;
beforeAll(async () => (stack = await startTestStack()));
afterAll(() => stack.close());

it('knows every column of every table', async () => {
  await migrateAll(stack.database.url, SERVICES, createLogger('silent'));
  const pool = new Pool({ connectionString: stack.database.url });
  try {
    const { rows } = await pool.query<{ schema: string; name: string; columns: string[] }>(
      `select table_schema as schema, table_name as name, array_agg(column_name::text order by column_name) as columns
       from information_schema.columns where table_schema = any($1) group by 1, 2`,
      [Object.keys(INVENTORY)],
    );
    const real = rows.map(({ schema, name, columns }) => [`${schema}.${name}`, [...columns].sort()]);
    const known = rows.map(({ schema, name }) => {
      const kept = INVENTORY[schema]?.[name] ?? engineTable(name);
      const columns = `${kept?.personal ?? ''} ${kept?.other ?? ''}`.split(' ').filter(Boolean);
      return [`${schema}.${name}`, columns.sort()];
    });
    expect(known).toEqual(real);
    const names = new Set(rows.map(({ schema, name }) => `${schema}.${name}`));
    const gone = Object.entries(INVENTORY).flatMap(([schema, tables]) =>
      Object.keys(tables)
        .map((name) => `${schema}.${name}`)
        .filter((name) => !names.has(name)),
    );
    expect(gone).toEqual([]);
  } finally {
    await pool.end();
  }
});

it('knows every stream, and how long it keeps a message', async () => {
  const nats = await connectNats(stack.natsUrl, 'spec');
  const manager = await nats.jetstreamManager();
  await ensureStreams(manager);
  const real: Record<string, number> = {};
  for await (const { config } of manager.streams.list()) real[config.name] = config.max_age / DAY_NANOSECONDS;
  const known = Object.entries(STREAMS).filter(([name]) => !name.startsWith('KV_'));
  expect(real).toEqual(Object.fromEntries(known.map(([name, { days }]) => [name, days])));
  await nats.close();
});

it('stands in docs/privacy.md', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/privacy.md'), 'utf8');
  const said = page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.replace(/ +/g, ' '));
  expect(said).toEqual(describeInventory());
});
