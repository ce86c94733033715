import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgresServer, type PostgresServer } from '../../../../infra/local/src/postgres-server';

declare global {
  var saringTestPostgres: PostgresServer | undefined;
}

/** One throw-away PostgreSQL for all integration specs of a run; each spec file has a database of its own. */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'saring-test-'));
  // mkdtemp closes the folder to all others; PostgreSQL runs as nobody when we are root.
  chmodSync(folder, 0o755);
  const settings = { max_connections: 200, shared_buffers: '64MB', fsync: 'off' };
  const server = await startPostgresServer({ clusterDir: join(folder, 'postgres'), settings });
  globalThis.saringTestPostgres = server;
  process.env['SARING_TEST_POSTGRES'] = server.url('postgres');
  process.env['SARING_TEST_FOLDER'] = folder;
  writeFileSync(join(folder, 'README'), 'Data of one run of npm test; safe to delete.\n');
}
