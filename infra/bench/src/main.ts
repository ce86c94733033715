// main.ts — `npm run bench -- <name>…`: one JSON line a figure, on the product's own services.
import 'reflect-metadata';
import { accountPast } from './account-past';
import { runBareProcess } from './bare-process';
import { runCashierProcess } from './cashier-process';
import { runDoorProcess } from './door-process';
import { consoleBench } from './console';
import { enforce } from './enforce';
import { runEnforcerProcess } from './enforcer-process';
import { footprint } from './footprint';
import { ingest } from './ingest';
import { invoices } from './invoices';
import { runLedgerProcess } from './ledger-process';
import { letters } from './letters';
import { logins } from './logins';
import { poll } from './poll';
import { runOfficeProcess } from './office-process';
import { runPostProcess } from './post-process';
import { runPollerProcess } from './poller-process';
import { runRadiusProcess } from './radius-process';
import { reads } from './reads';
import { restore } from './restore';
import { sandboxCalls } from './sandbox';
import { secrets } from './secrets';
import { slowLink } from './slow-link';
import { smallMachine } from './small-machine';
import { vouchers } from './vouchers';
import { webhooks } from './webhooks';
import { years } from './years';
import { bareIngest, freeRadiusIngest } from './yardsticks';

const YARDSTICK_LOAD = { accounts: 10_000, seconds: 5, inFlight: 48 };
const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  'account-past': accountPast,
  console: consoleBench,
  enforce,
  ingest,
  'ingest.freeradius': async () => void (await freeRadiusIngest(YARDSTICK_LOAD)),
  'ingest.bare': async () => void (await bareIngest(YARDSTICK_LOAD)),
  invoices,
  letters,
  logins,
  poll,
  reads,
  restore,
  sandbox: sandboxCalls,
  secrets,
  'slow-link': slowLink,
  'small-machine': smallMachine,
  vouchers,
  webhooks,
  years,
  footprint,
};
const ROLES: Readonly<Record<string, () => Promise<void>>> = {
  cashier: runCashierProcess,
  door: runDoorProcess,
  enforcer: runEnforcerProcess,
  ledger: runLedgerProcess,
  office: runOfficeProcess,
  poller: runPollerProcess,
  post: runPostProcess,
  bare: runBareProcess,
  radius: runRadiusProcess,
};

const [name = '', ...args] = process.argv.slice(2);
const chosen = ROLES[process.env['BENCH_ROLE'] ?? ''] ?? (BENCHES[name] ? () => BENCHES[name]!(args) : null);
if (!chosen) {
  process.stderr.write(`which bench? ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(1);
}
chosen().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
