import { Module } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import {
  leaders,
  LOGGER,
  parseConfig,
  scheduledJobs,
  SERVICE_ENV,
  SiteDirectory,
  TravellingParams,
  type Logger,
  type ServiceEnv,
  jobsRequests,
} from '@saring/service-kit';
import { CHANNEL, type Channel } from './channels/channel';
import { FonnteChannel } from './channels/fonnte-channel';
import { LogChannel } from './channels/log-channel';
import { SealedParams } from './messages/sealed-params';
import { NOTIFICATION_CONFIG, notificationConfig, type NotificationConfig } from './config';
import { NotificationJobs } from './jobs';
import { MessageRequests } from './messages/messages.requests';
import { OutboxRequests } from './messages/outbox.requests';
import { Sender } from './messages/sender';
import { TestMessageRequests } from './messages/test-messages.requests';

const chooseChannel = (config: NotificationConfig, logger: Logger): Channel =>
  config.FONNTE_TOKEN
    ? new FonnteChannel({ baseUrl: config.FONNTE_BASE_URL, token: config.FONNTE_TOKEN })
    : new LogChannel(logger);

@Module({
  controllers: [
    MessageRequests,
    OutboxRequests,
    TestMessageRequests,
    jobsRequests(Notification.method.listJobs, 'jobs'),
  ],
  providers: [
    {
      provide: NOTIFICATION_CONFIG,
      inject: [SERVICE_ENV],
      useFactory: (env: ServiceEnv) => parseConfig(notificationConfig, env),
    },
    { provide: CHANNEL, inject: [NOTIFICATION_CONFIG, LOGGER], useFactory: chooseChannel },
    {
      provide: SealedParams,
      inject: [NOTIFICATION_CONFIG],
      useFactory: (config: NotificationConfig) => new SealedParams(config.SECRETS_KEY),
    },
    {
      provide: TravellingParams,
      inject: [NOTIFICATION_CONFIG],
      useFactory: (config: NotificationConfig) => new TravellingParams(config.SECRETS_KEY),
    },
    SiteDirectory,
    ...leaders(Sender),
    ...scheduledJobs('notification', NotificationJobs),
  ],
})
export class NotificationModule {}
