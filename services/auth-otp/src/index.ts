import { join } from 'node:path';
import { AuthOtp } from '@saring/contracts';
import { openedSettings, SealedSettings, type ServiceDefinition } from '@saring/service-kit';
import { authConfig } from './config';
import { AuthOtpModule } from './auth-otp.module';
import { listSealedSettings } from './settings/settings.rows';

export { listSealedSettings } from './settings/settings.rows';
export { Settings } from './settings/settings';

/** The service as a host starts it. */
export const authOtp: ServiceDefinition = {
  name: 'auth-otp',
  module: AuthOtpModule,
  config: authConfig,
  settings: AuthOtp.method,
  storedSettings: async (pool, secretsKey, logger) =>
    openedSettings(await listSealedSettings(pool), new SealedSettings(secretsKey), logger),
  migrations: join(__dirname, '../prisma/migrations'),
};
