// jobs.ts — what notification does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { forgetInboundBefore } from './inbound/inbound.rows';
import { forgetWindowsBefore } from './channels/contact-windows.rows';
import { forgetProofsBefore } from './channels/email-links.rows';
import { forgetMailboxCodesBefore } from './channels/mailbox-codes.rows';
import { forgetTokensBefore } from './channels/telegram-links.rows';
import { forgetUpdatesBefore } from './channels/telegram-updates.rows';
import { Channels } from './channels/channels';
import { forgetHealthBut, saveHealth } from './messages/channel-health.rows';
import { forgetEarlyReceiptsBefore } from './messages/early-receipts.rows';
import { forgetBefore } from './messages/outbox.rows';
import { NOTIFICATION_CONFIG, type NotificationConfig } from './config';

const HOUR_SECONDS = 3_600;
const MINUTE_SECONDS = 60;
const DAY_MILLISECONDS = 86_400_000;

@Injectable()
export class NotificationJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(CLOCK) clock: Clock,
    @Inject(NOTIFICATION_CONFIG) config: NotificationConfig,
    channels: Channels,
  ) {
    const keptMilliseconds = (): number => config.MESSAGE_RETENTION_DAYS * DAY_MILLISECONDS;
    this.jobs = [
      {
        name: 'ask-channels',
        everySeconds: MINUTE_SECONDS,
        // All at once: each is answered in seconds, also where a vendor is silent.
        run: async () => {
          const asked = channels.inOrder.filter(({ name }) => !channels.isOff(name));
          await Promise.all(
            asked.map(async (channel) =>
              saveHealth(pool, channel.sender, await channel.health(), clock.now()),
            ),
          );
          await forgetHealthBut(
            pool,
            asked.map(({ sender }) => sender),
          );
        },
      },
      {
        name: 'forget-messages',
        everySeconds: HOUR_SECONDS,
        run: async () => {
          const before = new Date(clock.now().getTime() - keptMilliseconds());
          await forgetBefore(pool, before);
          await forgetEarlyReceiptsBefore(pool, new Date(clock.now().getTime() - HOUR_SECONDS * 1000));
          await forgetWindowsBefore(pool, before);
          await forgetTokensBefore(pool, before);
          await forgetMailboxCodesBefore(pool, new Date(clock.now().getTime() - DAY_MILLISECONDS));
          // Telegram itself keeps what it was not asked for one day.
          await forgetUpdatesBefore(pool, new Date(clock.now().getTime() - 2 * DAY_MILLISECONDS));
          await forgetProofsBefore(pool, before);
        },
      },
      {
        name: 'forget-inbound-messages',
        everySeconds: HOUR_SECONDS,
        run: () => {
          const inboundMilliseconds = config.INBOUND_RETENTION_DAYS * DAY_MILLISECONDS;
          return forgetInboundBefore(pool, new Date(clock.now().getTime() - inboundMilliseconds));
        },
      },
    ];
  }
}
