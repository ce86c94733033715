// webhooks.requests.ts — a vendor's webhook is proved, stored, and then answered; where people can write to.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { afterFailure, afterSuccess, isOpenAt, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { CHANNEL_BREAKER } from '../channels/breaker';
import { Channels } from '../channels/channels';
import { isChannelName } from '../channels/channel';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { readChannels, saveBreaker } from '../messages/channel-state.rows';
import { Conversations } from './conversations';
import type { DeviceEvent } from './inbound';
import { insertInbound } from './inbound.rows';
import { sealSaid } from './said';
import { SealedParams } from '../messages/sealed-params';
import { inboxPhoneOf, webhookReaderOf } from './webhooks';

type Methods = typeof Notification.method;

const REASON_CHARACTERS = 120;

@Controller()
export class WebhookRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly channels: Channels,
    private readonly sealed: SealedParams,
    private readonly conversations: Conversations,
  ) {}

  @Answers(Notification.method.receiveWebhook)
  async receive({
    channel,
    key,
    headers,
    body,
  }: RequestOf<Methods['receiveWebhook']>): Promise<ReplyOf<Methods['receiveWebhook']>> {
    const reader = webhookReaderOf(channel, this.config);
    const webhook = { key, headers, body, receivedAt: this.clock.now() };
    if (!reader?.isProved(webhook)) throw new RefusalError('NOTIFICATION.WEBHOOK_UNPROVED');
    let isWaiting = false;
    for (const said of reader.read(webhook)) {
      if (said.kind === 'device') await this.learn(channel, said);
      else {
        const { id, contact, phone } = said;
        const row = {
          ...{ channel, message_id: id, contact, phone, received_at: webhook.receivedAt },
          said_sealed: sealSaid(this.sealed, channel, said),
        };
        isWaiting = (await insertInbound(this.pool, row)) || isWaiting;
      }
    }
    if (isWaiting) this.conversations.wake();
    return {};
  }

  @Answers(Notification.method.getInbox)
  async inbox(): Promise<ReplyOf<Methods['getInbox']>> {
    const at = this.clock.now().getTime();
    const stateOf = await readChannels(this.pool);
    for (const { name } of this.channels.inOrder) {
      const phone = isChannelName(name) ? inboxPhoneOf(name, this.config) : null;
      if (phone !== null && !isOpenAt(stateOf(name).breaker, at)) return { phone };
    }
    return { phone: '' };
  }

  /** A phone that lost its link answers nobody: the channel need not fail first. */
  private async learn(channel: string, { isConnected, reason }: DeviceEvent): Promise<void> {
    const { breaker } = (await readChannels(this.pool))(channel);
    if (isConnected) {
      if (breaker.failures > 0)
        await saveBreaker(this.pool, channel, afterSuccess(), { fault: '', reason: '' });
      return;
    }
    const at = this.clock.now().getTime();
    // Said twice it makes nobody wait longer.
    if (isOpenAt(breaker, at)) return;
    const after = afterFailure(breaker, at, CHANNEL_BREAKER);
    const said = { fault: 'device_disconnected', reason: reason.slice(0, REASON_CHARACTERS) } as const;
    await saveBreaker(this.pool, channel, after, said);
  }
}
