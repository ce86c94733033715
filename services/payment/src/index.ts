import { join } from 'node:path';
import { Payment } from '@saring/contracts';
import type { ServiceDefinition } from '@saring/service-kit';
import { paymentConfig } from './config';
import { PaymentModule } from './payment.module';

/** The service as a host starts it. */
export const payment: ServiceDefinition = {
  name: 'payment',
  module: PaymentModule,
  config: paymentConfig,
  settings: Payment.method,
  migrations: join(__dirname, '../prisma/migrations'),
};
