// rebuild.ts — `npm run rebuild -- <name> [--from-zero]`: asks the running ledger to build a read model again, from its last
// closing where one holds.
import { QuotaLedger } from '@saring/contracts';
import { connectNats, Messenger } from '@saring/messaging';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NATS_URL_FILE } from './local/engines';

const REBUILD_MILLISECONDS = 3_600_000;

/** NATS_URL, or where the `npm start` of this folder has written down its own. */
const natsUrl = (): string => {
  const file = join(process.env['DATA_DIR'] ?? '.data', NATS_URL_FILE);
  const url = process.env['NATS_URL'] || (existsSync(file) ? readFileSync(file, 'utf8') : '');
  if (!url) throw new Error(`Saring does not run here: there is no ${file}. Start it, or set NATS_URL.`);
  return url;
};

const rebuild = async (name: string, fromZero: boolean): Promise<void> => {
  const nats = await connectNats(natsUrl(), 'rebuild');
  try {
    const reply = await new Messenger(nats).request(
      QuotaLedger.method.rebuildReadModel,
      { name, fromZero },
      REBUILD_MILLISECONDS,
    );
    for (const refused of reply.refusedClosings) process.stderr.write(`not from the closing of ${refused}\n`);
    const from = reply.closing === undefined ? 'from zero' : `from the closing of ${reply.closing}`;
    process.stdout.write(`${name} ${from}: ${reply.events} events in ${reply.durationMilliseconds} ms\n`);
  } finally {
    await nats.close();
  }
};

const FROM_ZERO = '--from-zero';
const [name = 'balances', ...others] = process.argv.slice(2).filter((word) => word !== FROM_ZERO);
if (others.length > 0) {
  process.stderr.write(`what is ${others.join(' ')}? npm run rebuild -- ${name} [${FROM_ZERO}]\n`);
  process.exit(1);
}
rebuild(name, process.argv.includes(FROM_ZERO)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
