// Each service's schema.prisma says what its migrations make, judged by Prisma's own engine.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase, type TestDatabase } from '@saring/testing';

const PROGRAM = join(__dirname, 'spec/prisma-diff.mjs');
const SERVICES = join(__dirname, '../../../services');
const ENGINE_MILLISECONDS = 60_000;
/** What the engine writes where schema and migrations agree. Partial indexes, which a schema cannot say, are none of it. */
const NOTHING_TO_DO = '-- This is an empty migration.\n';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What would still have to be done after the migrations to be as the schema says, as SQL. */
const driftOf = async (schema: string, migrations: string): Promise<string> => {
  const env = { ...process.env, DATABASE_URL: database.url };
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, schema, migrations], { env });
  return (JSON.parse(stdout) as { script: string }).script;
};

const withSchema = readdirSync(SERVICES).filter((name) =>
  existsSync(join(SERVICES, name, 'prisma/schema.prisma')),
);

it.each(withSchema)(
  'the schema of %s is true to its migrations',
  async (service) => {
    const folder = join(SERVICES, service, 'prisma');
    expect(await driftOf(join(folder, 'schema.prisma'), join(folder, 'migrations'))).toBe(NOTHING_TO_DO);
  },
  ENGINE_MILLISECONDS,
);

it(
  'a column that the migrations forgot is told',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'saring-drift-'));
    try {
      const schema = join(folder, 'schema.prisma');
      writeFileSync(
        schema,
        'datasource db {\n  provider = "postgresql"\n}\nmodel things {\n  id Int @id\n  name String\n}\n',
      );
      mkdirSync(join(folder, 'migrations/1_init'), { recursive: true });
      writeFileSync(
        join(folder, 'migrations/1_init/migration.sql'),
        'create table things (id integer primary key);',
      );
      expect(await driftOf(schema, join(folder, 'migrations'))).toContain(
        'ADD COLUMN     "name" TEXT NOT NULL',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  ENGINE_MILLISECONDS,
);
