// channel-state.requests.ts — how the channels fare, what the day's codes and the month's messages cost, and the switch of codes.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isOpenAt, type Clock } from '@saring/kernel';
import { Answers, CLOCK, PG_POOL, SiteDirectory } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Channels } from '../channels/channels';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { readHealth } from './channel-health.rows';
import { readChannels, readOtpSending, saveOtpSending } from './channel-state.rows';
import { countFailedSince, countQueued, otpsToday } from './outbox.rows';
import { pricedMessages } from './receipts.rows';
import { zonesOf } from './otp-zones';
import { Senders } from './senders';

type Methods = typeof Notification.method;
type ChannelReply = ReplyOf<Methods['getChannelState']>;

const DAY_MILLISECONDS = 86_400_000;

@Controller()
export class ChannelStateRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly channels: Channels,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly sites: SiteDirectory,
    private readonly senders: Senders,
  ) {}

  @Answers(Notification.method.getChannelState)
  getChannelState(): Promise<ChannelReply> {
    return this.channelState();
  }

  @Answers(Notification.method.setOtpSending)
  async setOtpSending(request: RequestOf<Methods['setOtpSending']>): Promise<ChannelReply> {
    await saveOtpSending(this.pool, request.on);
    return this.channelState();
  }

  private async channelState(): Promise<ChannelReply> {
    const at = this.clock.now();
    const [otpSending, channels] = [await readOtpSending(this.pool), await this.channelsAt(at)];
    // A channel that reaches the few who linked it is no way for the rest.
    const forAnybody = channels.filter(({ identityIsPhone }) => identityIsPhone);
    const general = forAnybody.length > 0 ? forAnybody : channels;
    const [first] = general;
    const isOpen = general.every(({ open }) => open);
    const today = await otpsToday(this.pool, '', zonesOf(this.sites, this.config, ''), at);
    return {
      // By which the next message goes; where none does, of the first choice.
      channel: (general.find(({ open }) => !open) ?? first)?.name ?? '',
      open: isOpen,
      reason: first?.reason ?? '',
      ...(first?.fault === undefined ? {} : { fault: first.fault }),
      ...(isOpen && { openUntil: general.flatMap(({ openUntil }) => openUntil ?? []).sort()[0] }),
      channels: channels.map(({ identityIsPhone: _, ...health }) => health),
      queued: await countQueued(this.pool),
      failedToday: await countFailedSince(this.pool, new Date(at.getTime() - DAY_MILLISECONDS)),
      otpLeftToday: Math.max(0, this.config.OTP_DAILY_BUDGET - today.all),
      otpUsedToday: today.all,
      otpPerDay: this.config.OTP_DAILY_BUDGET,
      otpSending: otpSending && this.config.OTP_SENDING,
      prices: await this.pricesAt(at),
      broadcastRupiah: this.broadcastRupiah(first?.name),
    };
  }

  /** In the order of choice. */
  private async channelsAt(at: Date) {
    const [stateOf, healthOf] = [await readChannels(this.pool), await readHealth(this.pool)];
    return this.channels.inOrder.map(({ name: channel, sender: name, capabilities: { identityIsPhone } }) => {
      if (this.channels.isOff(channel) || this.senders.ruleOf(name).weight === 0)
        return {
          ...{ name, identityIsPhone, open: true, reason: '', fault: 'channel_off' as const },
          openUntil: undefined,
        };
      const { breaker, reason, fault } = stateOf(name);
      const open = isOpenAt(breaker, at.getTime());
      const openUntil = open ? new Date(breaker.openUntilMilliseconds).toISOString() : undefined;
      const said = healthOf(name);
      return {
        ...{ name, identityIsPhone, open, reason, fault: fault === '' ? undefined : fault, openUntil },
        ...(said && { checkedAt: said.checkedAt.toISOString(), healthFault: said.fault || undefined }),
      };
    });
  }

  /** To Meta a message to many is one of marketing; the other channels charge none of them. */
  private broadcastRupiah(channel: string | undefined): number | undefined {
    return channel === 'cloud' ? this.config.CLOUD_PRICES['marketing'] : 0;
  }

  /** Prices are the operator's own: Meta tells the category alone. */
  private async pricesAt(at: Date) {
    const zone = this.sites.timeZoneOf(this.config, '');
    const priced = await pricedMessages(this.pool, zone, at);
    return priced.map((one) => {
      const price = this.config.CLOUD_PRICES[one.category];
      return { ...one, ...(price !== undefined && { amountRupiah: one.billable * price }) };
    });
  }
}
