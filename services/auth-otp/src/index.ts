import { join } from 'node:path';
import { AuthOtp } from '@saring/contracts';
import type { ServiceDefinition } from '@saring/service-kit';
import { authConfig } from './config';
import { AuthOtpModule } from './auth-otp.module';

/** The service as a host starts it. */
export const authOtp: ServiceDefinition = {
  name: 'auth-otp',
  module: AuthOtpModule,
  config: authConfig,
  settings: AuthOtp.method.describeSettings,
  migrations: join(__dirname, '../prisma/migrations'),
};
