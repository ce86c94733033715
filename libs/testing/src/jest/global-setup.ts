import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgresServer, type PostgresServer } from '../../../../infra/local/src/postgres-server';

declare global {
  var saringTestPostgres: PostgresServer[] | undefined;
}

/**
 * A throw-away PostgreSQL for each worker of a run; each spec file has a database of its own in its worker's. They do
 * not share one: a transaction that a spec holds open holds back the events of every database of its server.
 * @param run what jest says of this run
 */
export default async function globalSetup(run: { readonly maxWorkers: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'saring-test-'));
  // mkdtemp closes the folder to all others; PostgreSQL runs as nobody when we are root.
  chmodSync(folder, 0o755);
  const settings = { max_connections: 200, shared_buffers: '64MB', fsync: 'off' };
  const servers: PostgresServer[] = [];
  for (let worker = 1; worker <= run.maxWorkers; worker += 1)
    servers.push(await startPostgresServer({ clusterDir: join(folder, `postgres-${worker}`), settings }));
  globalThis.saringTestPostgres = servers;
  process.env['SARING_TEST_POSTGRES'] = servers.map((server) => server.url('postgres')).join(' ');
  process.env['SARING_TEST_FOLDER'] = folder;
  writeFileSync(join(folder, 'README'), 'Data of one run of npm test; safe to delete.\n');
}
