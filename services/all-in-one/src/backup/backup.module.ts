// backup.module.ts — backups by the clock, beside all services in the one process of `npm start`.
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import {
  CLOCK,
  parseConfig,
  scheduledJobs,
  SERVICE_ENV,
  type ServiceDefinition,
  type ServiceEnv,
} from '@saring/service-kit';
import { Backups } from './backups';
import { backupConfig } from './config';
import { BackupJobs } from './jobs';

@Module({
  providers: [
    {
      provide: Backups,
      inject: [SERVICE_ENV, CLOCK],
      useFactory: (env: ServiceEnv, clock: Clock) => new Backups(parseConfig(backupConfig, env), env, clock),
    },
    ...scheduledJobs('backup', BackupJobs),
  ],
})
export class BackupModule {}

/** No target of a cluster: there PostgreSQL is archived by its own means (docs/adr/0055). */
export const backupService: ServiceDefinition = {
  name: 'backup',
  module: BackupModule,
  config: backupConfig,
  migrations: join(__dirname, '../../prisma/migrations'),
};
