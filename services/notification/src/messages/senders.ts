// senders.ts — when each number of a channel may write, and which of them writes to whom.
import { Inject, Injectable } from '@nestjs/common';
import { toInstant, type PhoneNumber } from '@saring/kernel';
import { PG_POOL, SiteDirectory } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Channel } from '../channels/channel';
import { Channels } from '../channels/channels';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { readChannels } from './channel-state.rows';
import { freeAt, PACE_WINDOW_SECONDS } from './domain/lanes';
import { NO_RULE, sendersInOrder, type SenderRule } from './domain/senders';
import { lastSenderOf, writtenToday } from './senders.rows';

/** How often it is looked whether an operator has changed something, or a day has begun. */
const LOOK_AGAIN_MILLISECONDS = 30_000;

type Attempted = { readonly sender: string; readonly at: string };
/** Milliseconds since 1970 from which it may write; what is past: now. */
export type FreeAt = (channel: Channel) => number;

@Injectable()
export class Senders {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly channels: Channels,
    private readonly sites: SiteDirectory,
  ) {}

  /** By the switch, the breaker, the limit of a day and the pace of each. @param recent of the last minute, oldest first. */
  async freeAt(recent: readonly Attempted[], now: Date): Promise<FreeAt> {
    const stateOf = await readChannels(this.pool);
    const zone = this.sites.timeZoneOf(this.config, '');
    const isLimited = [...this.config.SENDER_LIMITS.values()].some(({ perDay }) => perDay !== null);
    const written = isLimited ? await writtenToday(this.pool, zone, now) : () => 0;
    return ({ name, sender }) => {
      const { weight, perDay } = this.ruleOf(sender);
      const isStopped = this.channels.isOff(name) || weight === 0 || written(sender) >= (perDay ?? Infinity);
      if (isStopped) return now.getTime() + LOOK_AGAIN_MILLISECONDS;
      return Math.max(stateOf(sender).breaker.openUntilMilliseconds, this.pacedUntil(sender, recent));
    };
  }

  /** Of each channel those that may write to a number at all, who wrote last first. */
  async arrange(phone: PhoneNumber, channels: readonly Channel[]): Promise<readonly Channel[]> {
    const names = [...new Set(channels.map(({ name }) => name))];
    const arranged = await Promise.all(
      names.map(async (name) => {
        const senders = channels
          .filter((one) => one.name === name)
          .map((channel) => ({ channel, name: channel.sender, weight: this.ruleOf(channel.sender).weight }));
        const last = senders.length > 1 ? await lastSenderOf(this.pool, phone, name) : '';
        const order = sendersInOrder(senders, phone, last);
        return order.flatMap((sender) => senders.find((one) => one.name === sender)?.channel ?? []);
      }),
    );
    return arranged.flat();
  }

  /** What an operator set for it. */
  ruleOf(sender: string): SenderRule {
    return this.config.SENDER_LIMITS.get(sender) ?? NO_RULE;
  }

  private pacedUntil(sender: string, recent: readonly Attempted[]): number {
    const { MESSAGES_PER_SENDER_PER_MINUTE: perMinute } = this.config;
    if (perMinute === 0) return 0;
    const own = recent.filter((one) => one.sender === sender).map(({ at }) => toInstant(new Date(at)));
    return freeAt(own, perMinute, PACE_WINDOW_SECONDS);
  }
}
