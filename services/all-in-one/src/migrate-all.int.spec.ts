// The step before a roll-out makes the tables that services make at their start.
import 'reflect-metadata';
import { createLogger, migrationsOf } from '@saring/service-kit';
import { createTestDatabase, type TestDatabase } from '@saring/testing';
import { SERVICES } from '.';
import { migrateAll } from './migrate-all';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

it('applies every step of every service with tables, once, also when two run at a time', async () => {
  const logger = createLogger('silent');
  const run = () => migrateAll(database.url, SERVICES, logger);
  const [one, other] = await Promise.all([run(), run()]);
  const withTables = SERVICES.filter(({ migrations }) => migrations !== undefined);
  expect([...one.keys()]).toEqual(withTables.map(({ name }) => name));
  for (const { name, migrations = '' } of withTables)
    expect([name, (one.get(name) ?? 0) + (other.get(name) ?? 0)]).toEqual([
      name,
      migrationsOf(migrations).length,
    ]);
  expect(new Set((await run()).values())).toEqual(new Set([0]));
});
