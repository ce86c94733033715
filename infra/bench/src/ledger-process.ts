// ledger-process.ts — the product's own quota-ledger in a process of its own.
import { quotaLedger } from '@saring/quota-ledger';
import { startHost } from '@saring/service-kit';

export const runLedgerProcess = async (): Promise<void> => {
  const host = await startHost([quotaLedger], process.env);
  process.on('message', () =>
    process.send?.({ memoryMegabytes: Math.round(process.memoryUsage().rss / 1_048_576) }),
  );
  process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
  process.send?.('ready');
};
