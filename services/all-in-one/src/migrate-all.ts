// migrate-all.ts — the tables of all services in one database, brought to this version.
import {
  createPool,
  migrate,
  preparePlainTables,
  schemaOf,
  waitForPostgres,
  type ServiceDefinition,
} from '@saring/service-kit';
import type { Logger } from 'pino';

const NAME = 'migrations';

/**
 * Waits for PostgreSQL, then migrates each service as its own start would: each step in a transaction of its own, under a
 * lock, so that a service that starts meanwhile waits and then finds nothing to do.
 * @returns how many steps were applied now, by service.
 */
export const migrateAll = async (
  databaseUrl: string,
  services: readonly ServiceDefinition[],
  logger: Logger,
): Promise<ReadonlyMap<string, number>> => {
  const applied = new Map<string, number>();
  for (const service of services) {
    if (!service.migrations) continue;
    const schema = schemaOf(service);
    const pool = createPool({ url: databaseUrl, schema, max: 1, name: NAME, logger });
    try {
      await waitForPostgres(pool, logger);
      applied.set(service.name, (await migrate(databaseUrl, schema, service.migrations)).length);
      await preparePlainTables(pool);
    } finally {
      await pool.end();
    }
  }
  return applied;
};
