import { join } from 'node:path';
import { Billing } from '@saring/contracts';
import type { ServiceDefinition } from '@saring/service-kit';
import { billingConfig } from './config';
import { BillingModule } from './billing.module';

/** The service as a host starts it. */
export const billing: ServiceDefinition = {
  name: 'billing',
  module: BillingModule,
  config: billingConfig,
  settings: Billing.method,
  migrations: join(__dirname, '../prisma/migrations'),
};
