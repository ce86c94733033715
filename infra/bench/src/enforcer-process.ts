// enforcer-process.ts — router-gateway and quota-ledger in one process as `npm start` has them.
import { quotaLedger } from '@saring/quota-ledger';
import { routerGateway } from '@saring/router-gateway';
import { startHost } from '@saring/service-kit';

export const runEnforcerProcess = async (): Promise<void> => {
  const host = await startHost([routerGateway, quotaLedger], process.env);
  process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
  process.send?.('ready');
};
