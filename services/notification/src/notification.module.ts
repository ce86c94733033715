import { Module } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import {
  CLOCK,
  leaders,
  LOGGER,
  PG_POOL,
  scheduledJobs,
  SiteDirectory,
  TravellingParams,
  type Logger,
  jobsRequests,
  settingsProvider,
} from '@saring/service-kit';
import type { Pool } from 'pg';
import { Channels } from './channels/channels';
import { Contacts } from './channels/contacts';
import { NumberHolders } from './channels/number-holders';
import { SwitchRequests } from './switches/switches.requests';
import { Switches } from './switches/switches';
import { LinkNews } from './channels/link-news';
import { EmailLinkRequests } from './channels/email-links.requests';
import { ForgettingRequests } from './forgetting/forgetting.requests';
import { MovedContactRequests } from './channels/moved-contacts.requests';
import { TelegramLinkRequests } from './channels/telegram-links.requests';
import { TelegramUpdates } from './channels/telegram-updates';
import { Audience } from './broadcasts/audience';
import { Broadcaster } from './broadcasts/broadcaster';
import { BroadcastRequests } from './broadcasts/broadcasts.requests';
import { Examples } from './broadcasts/examples';
import { OptOuts } from './broadcasts/opt-outs';
import { OptOutRequests } from './broadcasts/opt-outs.requests';
import { Kinds } from './kinds/kinds';
import { KindRequests } from './kinds/kinds.requests';
import { SealedParams } from './messages/sealed-params';
import { NOTIFICATION_CONFIG, notificationConfig, type NotificationConfig } from './config';
import { NotificationJobs } from './jobs';
import { Bot } from './inbound/bot';
import { Conversations } from './inbound/conversations';
import { Inbox } from './inbound/inbox';
import { Turns } from './inbound/turns';
import { OperatorBot } from './inbound/operator-bot';
import { OptOutAnswers } from './inbound/opt-out-answers';
import { ReverseAnswers } from './inbound/reverse-answers';
import { WebhookRequests } from './inbound/webhooks.requests';
import { Breakers } from './messages/breakers';
import { ChannelStateRequests } from './messages/channel-state.requests';
import { MessageOpener } from './messages/message-opener';
import { MessageRequests } from './messages/messages.requests';
import { OutboxNotices } from './messages/outbox-notices';
import { OutboxRequests } from './messages/outbox.requests';
import { Sender } from './messages/sender';
import { Senders } from './messages/senders';
import { TestMessageRequests } from './messages/test-messages.requests';

@Module({
  controllers: [
    ChannelStateRequests,
    MessageRequests,
    OutboxRequests,
    TestMessageRequests,
    WebhookRequests,
    TelegramLinkRequests,
    SwitchRequests,
    EmailLinkRequests,
    MovedContactRequests,
    ForgettingRequests,
    KindRequests,
    BroadcastRequests,
    OptOutRequests,
    jobsRequests(Notification.method, 'jobs'),
  ],
  providers: [
    settingsProvider(NOTIFICATION_CONFIG, notificationConfig),
    {
      provide: Contacts,
      inject: [PG_POOL, CLOCK, NumberHolders],
      useFactory: (pool: Pool, clock: Clock, holders: NumberHolders) => new Contacts(pool, clock, holders),
    },
    NumberHolders,
    {
      provide: Channels,
      inject: [NOTIFICATION_CONFIG, LOGGER, Contacts],
      useFactory: (config: NotificationConfig, logger: Logger, contacts: Contacts) =>
        new Channels(config, logger, contacts),
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
    Breakers,
    Senders,
    MessageOpener,
    ReverseAnswers,
    OptOutAnswers,
    { provide: Turns, useFactory: () => new Turns() },
    Inbox,
    Bot,
    OperatorBot,
    Kinds,
    Switches,
    LinkNews,
    OutboxNotices,
    Audience,
    OptOuts,
    Examples,
    ...leaders(Sender, Conversations, TelegramUpdates, Broadcaster),
    ...scheduledJobs('notification', NotificationJobs),
  ],
})
export class NotificationModule {}
