import { join } from 'node:path';
import { Notification } from '@saring/contracts';
import type { ServiceDefinition } from '@saring/service-kit';
import { notificationConfig } from './config';
import { NotificationModule } from './notification.module';

/** The service as a host starts it. */
export const notification: ServiceDefinition = {
  name: 'notification',
  module: NotificationModule,
  config: notificationConfig,
  settings: Notification.method,
  migrations: join(__dirname, '../prisma/migrations'),
};
