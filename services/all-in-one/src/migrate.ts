// migrate.ts — brings the tables of all services in DATABASE_URL to this version and ends: a step before a roll-out.
import 'reflect-metadata';
import { createLogger, kitConfig, parseConfig } from '@saring/service-kit';
import { SERVICES } from '.';
import { migrateAll } from './migrate-all';

const run = async (): Promise<void> => {
  const { DATABASE_URL: url } = parseConfig(kitConfig.pick({ DATABASE_URL: true }), process.env);
  const applied = await migrateAll(url, SERVICES, createLogger('info'));
  for (const [service, steps] of applied) process.stdout.write(`${service}: ${steps} steps\n`);
};

run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
