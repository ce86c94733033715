// webhooks.requests.ts — a vendor's webhook is proved, stored, and then answered; where people can write to.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { verificationAnswer } from '../channels/cloud-webhook';
import { openWindow } from '../channels/contacts';
import { Channels } from '../channels/channels';
import { isChannelName } from '../channels/channel';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { takeCloudStatus, takeGatewayReceipt } from '../messages/receipts';
import { Breakers } from '../messages/breakers';
import { Conversations } from './conversations';
import type { Inbound } from './inbound';
import { Inbox } from './inbox';
import { Turns } from './turns';
import { inboxPhoneOf, webhookReaderOf } from './webhooks';

type Methods = typeof Notification.method;

@Controller()
export class WebhookRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly channels: Channels,
    private readonly breakers: Breakers,
    private readonly letters: Inbox,
    private readonly turns: Turns,
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
    const news = reader.read(webhook);
    const isWaiting = await this.turns.of(channel, body.length, async () => {
      const taken: boolean[] = [];
      for (const said of news) taken.push(await this.take(channel, said));
      return taken.includes(true);
    });
    if (isWaiting) this.conversations.wake();
    return {};
  }

  @Answers(Notification.method.confirmWebhook)
  async confirm({
    channel,
    mode,
    token,
    challenge,
  }: RequestOf<Methods['confirmWebhook']>): Promise<ReplyOf<Methods['confirmWebhook']>> {
    const query = { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge };
    const answer =
      channel === 'cloud' ? verificationAnswer(query, this.config.CLOUD_VERIFY_TOKEN ?? '') : null;
    if (answer === null) throw new RefusalError('NOTIFICATION.WEBHOOK_UNPROVED');
    return { challenge: answer };
  }

  @Answers(Notification.method.getInbox)
  async inbox(): Promise<ReplyOf<Methods['getInbox']>> {
    const isOpen = await this.breakers.readOpen();
    for (const { name, sender } of this.channels.inOrder) {
      // Of a channel's numbers its first alone is known.
      const phone = isChannelName(name) && sender === name ? inboxPhoneOf(name, this.config) : null;
      if (phone !== null && !isOpen(name) && !this.channels.isOff(name)) return { phone };
    }
    return { phone: '' };
  }

  /** @returns whether it waits for an answer. */
  private async take(channel: string, said: Inbound): Promise<boolean> {
    switch (said.kind) {
      case 'device':
        await (said.isConnected
          ? this.breakers.connected(said.sender)
          : this.breakers.disconnected(said.sender, said.reason));
        return false;
      case 'receipt':
        await takeCloudStatus(this.pool, said.status);
        return false;
      case 'gateway-receipt':
        await takeGatewayReceipt(this.pool, channel, said, this.clock.now());
        return false;
      case 'message': {
        const { contact, opensWindowAt } = said;
        if (opensWindowAt) await openWindow(this.pool, channel, contact, opensWindowAt);
        return this.letters.take(channel, said, this.clock.now());
      }
    }
  }
}
