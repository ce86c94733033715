import { QuotaLedger } from '@saring/contracts';
import type { ServiceDefinition } from '@saring/service-kit';
import { ledgerConfig } from './config';
import { MIGRATIONS } from './balances/balance-projection';
import { QuotaLedgerModule } from './quota-ledger.module';

export const quotaLedger: ServiceDefinition = {
  name: 'quota-ledger',
  module: QuotaLedgerModule,
  config: ledgerConfig,
  settings: QuotaLedger.method,
  migrations: MIGRATIONS,
  streamsMayMove: true,
};

export { decodeBlock } from './balances/usage-block';
export { archivesIn } from './archives/archive-folder';
export { packArchive } from './archives/archive-file';
export { explainDay, type ExplainedDevice } from './archives/explain-day';
export { CloseMonths } from './closings/close-months';
export { newMeter } from './domain/meter';
export { observe, type Observation } from './domain/meter.decide';
