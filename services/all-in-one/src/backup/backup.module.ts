// backup.module.ts — backups by the clock, beside all services in the one process of `npm start`.
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import {
  filesConfig,
  parseConfig,
  scheduledJobs,
  SERVICE_ENV,
  type ServiceDefinition,
  type ServiceEnv,
} from '@saring/service-kit';
import { makeApart } from './backup-worker';
import { Backups } from './backups';
import { backupConfig } from './config';
import { BackupRequests } from './backup.requests';
import { BackupJobs } from './jobs';

@Module({
  controllers: [BackupRequests],
  providers: [
    {
      provide: Backups,
      inject: [SERVICE_ENV],
      useFactory: (env: ServiceEnv) => {
        const config = parseConfig(backupConfig, env);
        const keys = {
          databaseUrl: env['DATABASE_URL'] ?? '',
          secretsKey: env['SECRETS_KEY'] ?? '',
          filesConfig: parseConfig(filesConfig, env),
        };
        return new Backups(config, (signal) => makeApart({ config, ...keys }, signal));
      },
    },
    ...scheduledJobs('backup', BackupJobs),
  ],
})
class BackupModule {}

/** No target of a cluster: there PostgreSQL is archived by its own means (docs/adr/0055). */
export const backupService: ServiceDefinition = {
  name: 'backup',
  module: BackupModule,
  config: backupConfig,
  migrations: join(__dirname, '../../prisma/migrations'),
};
