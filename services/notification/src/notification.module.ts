import { Module } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import {
  leaders,
  LOGGER,
  scheduledJobs,
  SiteDirectory,
  TravellingParams,
  type Logger,
  jobsRequests,
  settingsProvider,
} from '@saring/service-kit';
import { Audience } from './broadcasts/audience';
import { Broadcaster } from './broadcasts/broadcaster';
import { BroadcastRequests } from './broadcasts/broadcasts.requests';
import { Channels } from './channels/channels';
import { Kinds } from './kinds/kinds';
import { KindRequests } from './kinds/kinds.requests';
import { SealedParams } from './messages/sealed-params';
import { NOTIFICATION_CONFIG, notificationConfig, type NotificationConfig } from './config';
import { NotificationJobs } from './jobs';
import { MessageRequests } from './messages/messages.requests';
import { OutboxNotices } from './messages/outbox-notices';
import { OutboxRequests } from './messages/outbox.requests';
import { Sender } from './messages/sender';
import { TestMessageRequests } from './messages/test-messages.requests';

@Module({
  controllers: [
    MessageRequests,
    OutboxRequests,
    TestMessageRequests,
    KindRequests,
    BroadcastRequests,
    jobsRequests(Notification.method, 'jobs'),
  ],
  providers: [
    settingsProvider(NOTIFICATION_CONFIG, notificationConfig),
    {
      provide: Channels,
      inject: [NOTIFICATION_CONFIG, LOGGER],
      useFactory: (config: NotificationConfig, logger: Logger) => new Channels(config, logger),
    },
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
    Kinds,
    OutboxNotices,
    Audience,
    ...leaders(Sender, Broadcaster),
    ...scheduledJobs('notification', NotificationJobs),
  ],
})
export class NotificationModule {}
