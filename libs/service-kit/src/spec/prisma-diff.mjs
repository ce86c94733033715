// prisma-diff.mjs — what Prisma's own schema engine (as WASM) would still change after a folder of migrations to reach
// a schema.prisma. A program of its own, because the engine is an ES module, which jest's CommonJS cannot load.
// Usage: DATABASE_URL=… node prisma-diff.mjs <schema.prisma> <migrations folder>; prints {"script": "…"}.
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
} from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const PG_CHAR = 18;
const PG_CHAR_ARRAY = 1002;
const PG_TEXT = 25;
const PG_TEXT_ARRAY = 1009;

const [schemaPath, migrationsFolder] = process.argv.slice(2);
const server = new URL(process.env.DATABASE_URL);
/** By fields: a shadow database is not reached by a connection string. */
const configOf = (database) => ({
  host: server.hostname,
  port: Number(server.port),
  user: decodeURIComponent(server.username),
  password: decodeURIComponent(server.password),
  database,
});

/** The catalogue's "char" is unknown to @prisma/adapter-pg: its columns are read as text and named Character again. */
const charColumns = new Set();
const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function (fields) {
  for (const field of fields) {
    if (field.dataTypeID === PG_CHAR) {
      charColumns.add(field.name);
      field.dataTypeID = PG_TEXT;
    }
    if (field.dataTypeID === PG_CHAR_ARRAY) field.dataTypeID = PG_TEXT_ARRAY;
  }
  return addFields.call(this, fields);
};

const asAdapterError = ({ code = 'XX000', severity = 'ERROR', message, detail, column, hint }) =>
  new DriverAdapterError({
    ...{ kind: 'postgres', code, severity, message, detail, column, hint },
    originalCode: code,
    originalMessage: message,
  });

const runWhole = async (config, sql) => {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(sql);
  } catch (error) {
    throw asAdapterError(error);
  } finally {
    await client.end();
  }
};

const connectTo = async (config) => {
  const adapter = await new PrismaPg(config).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    charColumns.clear();
    const result = await queryRaw(query);
    const typeOf = (type, index) =>
      type === ColumnTypeEnum.Text && charColumns.has(result.columnNames[index])
        ? ColumnTypeEnum.Character
        : type;
    return { ...result, columnTypes: result.columnTypes.map(typeOf) };
  };
  // The adapter's own cuts a script at every semicolon, inside functions too.
  adapter.executeScript = (sql) => runWhole(config, sql);
  return adapter;
};

const main = configOf(server.pathname.slice(1));

class AdapterFactory extends PrismaPg {
  connect() {
    return connectTo(main);
  }

  async connectToShadowDb() {
    const name = `test_shadow_${randomUUID().replaceAll('-', '')}`;
    await runWhole(main, `create database ${name}`);
    const shadow = await connectTo(configOf(name));
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await runWhole(main, `drop database ${name} with (force)`);
    };
    return shadow;
  }
}

const loadEngine = async () => {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) };
  const folder = dirname(
    createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
  );
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
};

const migrations = () => ({
  baseDir: migrationsFolder,
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    // As services apply them (migrations.ts): `9_…` before `10_…`.
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
    .map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsFolder, path, 'migration.sql'), 'utf8') },
      },
    })),
});

await loadEngine();
const content = readFileSync(schemaPath, 'utf8');
const schemaEngine = await engine.SchemaEngine.new(
  { datamodels: [[schemaPath, content]] },
  () => undefined,
  bindMigrationAwareSqlAdapterFactory(new AdapterFactory(main)),
);
const { stdout } = await schemaEngine.diff({
  from: { tag: 'migrations', ...migrations() },
  to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content }] },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(JSON.stringify({ script: stdout }));
// The engine keeps connections of its own.
process.exit(0);
