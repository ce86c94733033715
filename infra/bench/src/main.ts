// main.ts — `npm run bench -- <name>…`: one JSON line a figure, on the product's own services.
import 'reflect-metadata';
import { footprint } from './footprint';
import { ingest } from './ingest';
import { runLedgerProcess } from './ledger-process';
import { poll } from './poll';
import { runPollerProcess } from './poller-process';

const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  ingest,
  poll,
  footprint,
};
const ROLES: Readonly<Record<string, () => Promise<void>>> = {
  ledger: runLedgerProcess,
  poller: runPollerProcess,
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
