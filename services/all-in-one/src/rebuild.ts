// rebuild.ts — `npm run rebuild -- <name>`: asks the running ledger to build a read model again from zero.
import { QuotaLedger } from '@saring/contracts';
import { connectNats, Messenger } from '@saring/messaging';

const REBUILD_MILLISECONDS = 3_600_000;

const rebuild = async (name: string): Promise<void> => {
  const nats = await connectNats(process.env['NATS_URL'] ?? '', 'rebuild');
  try {
    const reply = await new Messenger(nats).request(
      QuotaLedger.method.rebuildReadModel,
      { name },
      REBUILD_MILLISECONDS,
    );
    process.stdout.write(`${name}: ${reply.events} events in ${reply.durationMilliseconds} ms\n`);
  } finally {
    await nats.close();
  }
};

rebuild(process.argv[2] ?? 'balances').catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
