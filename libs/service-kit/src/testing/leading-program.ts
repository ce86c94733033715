// leading-program.ts — a program that leads and writes rows while it does: replicas for the spec of leadership.
import { sleep } from '@saring/kernel';
import { createPool } from '../database';
import { runAsLeader } from '../leadership';
import { createLogger } from '../logging';

const [databaseUrl = '', holder = ''] = process.argv.slice(2);
const logger = createLogger('silent');
const pool = createPool({ url: databaseUrl, schema: 'public', max: 2, name: holder, logger });
const EVERY_MILLISECONDS = 50;

const leadership = runAsLeader({
  databaseUrl,
  name: 'spec leader',
  logger,
  run: async (signal) => {
    while (!signal.aborted) {
      await pool.query('insert into written (holder) values ($1)', [holder]);
      await sleep(EVERY_MILLISECONDS, signal);
    }
  },
});
process.on('SIGTERM', () => {
  leadership.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
