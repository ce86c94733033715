// rebuild.ts — `npm run rebuild -- <name> [--from-zero]`: asks the running ledger to build a read model again, from its last
// closing where one holds.
import { QuotaLedger } from '@saring/contracts';
import { sleep } from '@saring/kernel';
import { connectNats, Messenger, RefusalError } from '@saring/messaging';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NATS_URL_FILE } from './local/engines';

const REBUILD_MILLISECONDS = 3_600_000;
const ASKS_MOST = 60;
const ASK_AGAIN_MILLISECONDS = 500;

/** NATS_URL, or where the `npm start` of this folder has written down its own. */
const natsUrl = (): string => {
  const file = join(process.env['DATA_DIR'] ?? '.data', NATS_URL_FILE);
  const url = process.env['NATS_URL'] || (existsSync(file) ? readFileSync(file, 'utf8') : '');
  if (!url) throw new Error(`Saring does not run here: there is no ${file}. Start it, or set NATS_URL.`);
  return url;
};

/** Replicas share what is asked of them, and only the one that leads can rebuild: whoever refuses is asked again. */
const askLeader = async (messenger: Messenger, name: string, fromZero: boolean) => {
  const asked = { name, fromZero };
  for (let tries = 1; ; tries += 1) {
    try {
      return await messenger.request(QuotaLedger.method.rebuildReadModel, asked, REBUILD_MILLISECONDS);
    } catch (error) {
      const isAtOther = error instanceof RefusalError && error.code === 'QUOTA.NOT_LEADER';
      if (!isAtOther || tries === ASKS_MOST) throw error;
      await sleep(ASK_AGAIN_MILLISECONDS);
    }
  }
};

const rebuild = async (name: string, fromZero: boolean): Promise<void> => {
  const nats = await connectNats(natsUrl(), 'rebuild');
  try {
    const reply = await askLeader(new Messenger(nats), name, fromZero);
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
