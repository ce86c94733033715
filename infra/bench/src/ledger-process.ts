// ledger-process.ts — the product's own quota-ledger in a process of its own, with a gateway that knows the routers.
import { quotaLedger } from '@saring/quota-ledger';
import { startHost } from '@saring/service-kit';
import { gatewayRouters, gatewayStandIn } from '../../../services/quota-ledger/src/testing/fake-gateway';
import { routerIdOf } from './poller-process';

const ROUTERS_MOST = 10_000;

export const runLedgerProcess = async (): Promise<void> => {
  for (let index = 0; index < ROUTERS_MOST; index += 1) gatewayRouters.add(routerIdOf(index));
  const host = await startHost([gatewayStandIn, quotaLedger], process.env);
  process.on('message', () =>
    process.send?.({ memoryMegabytes: Math.round(process.memoryUsage().rss / 1_048_576) }),
  );
  process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
  process.send?.('ready');
};
