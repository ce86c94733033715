import { join } from 'node:path';
import type { ServiceDefinition } from '@saring/service-kit';
import { BillingModule } from './billing.module';

/** The service as a host starts it. */
export const billing: ServiceDefinition = {
  name: 'billing',
  module: BillingModule,
  migrations: join(__dirname, '../prisma/migrations'),
};
