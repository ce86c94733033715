// sender.ts — sends what is in the outbox, one message at a time, on one replica at a time.
import { Inject, Injectable } from '@nestjs/common';
import type { MessageKey } from '@saring/i18n';
import { toInstant, sleep, type Clock, type PhoneNumber } from '@saring/kernel';
import {
  CLOCK,
  LOGGER,
  PG_POOL,
  planningAgain,
  SiteDirectory,
  type LeaderWork,
  type Logger,
} from '@saring/service-kit';
import type { Pool } from 'pg';
import type { MessageOutline, OutgoingMessage } from '../channels/channel';
import { Channels, type SuitedChannels } from '../channels/channels';
import { Breakers } from './breakers';
import { MessageOpener } from './message-opener';
import {
  deferMessage,
  dueLanes,
  expireOverdue,
  markSending,
  nextDue,
  nextTest,
  planMessagesAgain,
  recentAttempts,
  saveOutcome,
  settleInterrupted,
  type DueMessage,
} from './outbox.rows';
import { noteCodeDelivered, showChannels } from './metrics';
import { takeEarlyReceipts } from './receipts';
import { settleByReceipts } from './receipts.rows';
import { Senders, type FreeAt } from './senders';
import { endKinds } from './switched-off.rows';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { afterAttempt, type Attempt } from './domain/message';
import { laneWaitMilliseconds } from './domain/lanes';
import { targetWaitMilliseconds, waitedFor } from './domain/pacing';
import { quietUntil } from './domain/quiet-hours';
import { quietHoursOf } from './quiet-kinds';

/** How often the outbox is read while this process wrote nothing to it. */
const LOOK_MILLISECONDS = 500;
/** How often it is looked at while the pace holds everything back. */
const PACE_LOOK_MILLISECONDS = 100;
/** How often it is looked whether an operator has switched a channel on again. */
const HELD_MILLISECONDS = 30_000;

@Injectable()
export class Sender implements LeaderWork {
  readonly leads = 'notification sender';
  private pause = new AbortController();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly channels: Channels,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly sites: SiteDirectory,
    private readonly senders: Senders,
    private readonly breakers: Breakers,
    private readonly opener: MessageOpener,
  ) {
    breakers.remember(channels.inOrder);
    showChannels(channels.inOrder.map(({ name }) => name));
  }

  /** Something was put into the outbox: do not wait to look. */
  wake(): void {
    this.pause.abort();
  }

  /** What waits of a kind that was switched off is not sent. */
  async endKind(template: MessageKey): Promise<void> {
    await endKinds(this.pool, [template]);
  }

  /** Nor what waits for who switched its kinds off. */
  async endKindsTo(phone: PhoneNumber, templates: readonly MessageKey[]): Promise<void> {
    await endKinds(this.pool, templates, phone);
  }

  async run(signal: AbortSignal): Promise<void> {
    await settleInterrupted(this.pool);
    await settleByReceipts(this.pool, null);
    const again = planningAgain(this.clock, (now) => planMessagesAgain(this.pool, now));
    while (!signal.aborted) {
      await again();
      this.pause = new AbortController();
      const wait = await this.sendNext();
      if (wait > 0) await sleep(wait, AbortSignal.any([signal, this.pause.signal]));
    }
  }

  /**
   * Sends the first message of the first lane that has room. One at a time: a code that was asked for meanwhile does not
   * wait for a batch.
   * @returns milliseconds until it is worth looking again; 0: at once.
   */
  private async sendNext(): Promise<number> {
    const now = this.clock.now();
    await expireOverdue(this.pool, now);
    await this.breakers.closeForNewIdentities(this.channels.inOrder);
    const recent = await recentAttempts(this.pool, now);
    const freeAt = await this.senders.freeAt(recent, now);
    if (!this.channels.inOrder.some((channel) => freeAt(channel) <= now.getTime())) return this.sendTest(now);
    const lanes = await dueLanes(this.pool, now);
    if (lanes.length === 0) return LOOK_MILLISECONDS;
    const { MESSAGES_PER_MINUTE, MESSAGES_PER_TARGET_PER_MINUTE } = this.config;
    for (const lane of lanes) {
      if (laneWaitMilliseconds(recent, MESSAGES_PER_MINUTE, lane, toInstant(now)) > 0) continue;
      const message = await nextDue(this.pool, lane, now);
      if (!message) continue;
      const quiet = this.quietUntil(message, now);
      if (quiet) {
        await deferMessage(this.pool, message.id, quiet);
        return 0;
      }
      const suited = await this.suitedFor(message);
      const names = suited.channels.map(({ name }) => name);
      const toTarget = waitedFor(recent, { toPhone: message.to_phone, lane }, names);
      const wait = targetWaitMilliseconds(toTarget, MESSAGES_PER_TARGET_PER_MINUTE, toInstant(now));
      if (wait > 0) await deferMessage(this.pool, message.id, new Date(now.getTime() + wait));
      else await this.attemptByThoseFor(message, suited, freeAt, now);
      return 0;
    }
    return PACE_LOOK_MILLISECONDS;
  }

  /** Null: it may go now, by the clock of its site. Codes and tests always may. */
  private quietUntil({ template, purpose, site }: DueMessage, now: Date): Date | null {
    const hours = purpose === 'notice' ? quietHoursOf(template, this.config.MESSAGE_QUIET_HOURS) : null;
    const until = hours && quietUntil(hours, toInstant(now), this.sites.timeZoneOf(this.config, site));
    return until === null ? null : new Date(until);
  }

  /** While all are left alone an operator's test still goes: whoever mended one need not wait for the next try. */
  private async sendTest(now: Date): Promise<number> {
    const message = await nextTest(this.pool, now);
    if (!message) return LOOK_MILLISECONDS;
    await this.attempt(message, await this.suitedFor(message), now);
    return 0;
  }

  /**
   * Channels that are not for this message are passed over. Where only those are that are left alone or switched off now, it
   * waits for them, a test of an operator does not; where none is, it can never be sent.
   */
  private async attemptByThoseFor(
    message: DueMessage,
    suited: SuitedChannels,
    freeAt: FreeAt,
    now: Date,
  ): Promise<void> {
    const ready = suited.channels.filter((channel) => freeAt(channel) <= now.getTime());
    if (message.purpose === 'test' && ready.length === 0) return this.attempt(message, suited, now);
    if (ready.length > 0 || (suited.channels.length === 0 && !suited.isHeld))
      return this.attempt(message, { ...suited, channels: ready }, now);
    const lookAgainAt = suited.isHeld ? now.getTime() + HELD_MILLISECONDS : Infinity;
    const opensAt = Math.min(lookAgainAt, ...suited.channels.map(freeAt));
    await deferMessage(this.pool, message.id, new Date(Math.max(opensAt, now.getTime() + 1)));
  }

  /** Of a channel with several numbers the one that writes to this person first; where none of them may, it is held. */
  private async suitedFor(message: DueMessage): Promise<SuitedChannels> {
    const suited = await this.channels.forMessage(outlineOf(message));
    const channels = await this.senders.arrange(message.to_phone, suited.channels);
    if (channels.length > 0 || suited.channels.length === 0) return { ...suited, channels };
    return { channels, isHeld: true, lacking: 'channel_off' };
  }

  /**
   * By the first channel; where that surely sent nothing, by the next. Whatever may have gone out goes out by no other:
   * a message comes once.
   */
  private async attempt(message: DueMessage, suited: SuitedChannels, at: Date): Promise<void> {
    const opened = await this.opener.open(message);
    if (!(await markSending(this.pool, message.id, at))) return;
    if (opened === null) {
      const attempt = {
        outcome: 'rejected',
        fault: 'unreadable',
        reason: 'sealed with another SECRETS_KEY',
      } as const;
      return this.settle(message, attempt, NOBODY);
    }
    const { attempt, by } = await this.firstOf(suited, opened, message.purpose === 'test');
    await this.settle(message, attempt, by);
  }

  /** What the last one that was asked said; one that may yet send it counts for more than one that passed it over. */
  private async firstOf(
    { channels, lacking }: SuitedChannels,
    message: OutgoingMessage,
    isTest: boolean,
  ): Promise<{ readonly attempt: Attempt; readonly by: By }> {
    const none: Attempt = { outcome: 'passed', fault: lacking, reason: 'no channel can send it' };
    let last: { readonly attempt: Attempt; readonly by: By } = { attempt: none, by: NOBODY };
    for (const channel of channels) {
      // Another one may have taken long to say no.
      const isOff = this.channels.isOff(channel.name);
      const attempt = isOff ? SWITCHED_OFF : await channel.send(message);
      if (!isOff) await this.breakers.learn(channel.sender, attempt, isTest);
      if (attempt.outcome !== 'passed' || last.by === NOBODY) last = { attempt, by: channel };
      if (!isSurelyUnsent(attempt)) break;
    }
    return last;
  }

  private async settle(message: DueMessage, attempt: Attempt, by: By): Promise<void> {
    const at = this.clock.now();
    const { purpose, expires_at: expiresAt } = message;
    const attempted = { attempts: message.attempts + 1, purpose, expiresAt: toInstant(expiresAt) };
    const next = afterAttempt(attempt, attempted, toInstant(at));
    await saveOutcome(this.pool, message.id, next, by, at);
    // A receipt may be there before the answer.
    if (next.state === 'sent') await takeEarlyReceipts(this.pool, by.name, next.providerId);
    if (next.state === 'sent' && purpose === 'otp' && !by.capabilities.receipts)
      noteCodeDelivered(by.name, message.created_at, at);
    await settleByReceipts(this.pool, message.id);
    if (attempt.outcome !== 'sent')
      this.logger.warn(
        {
          ...{ messageId: message.id, channel: by.name, outcome: attempt.outcome, reason: attempt.reason },
          state: next.state,
        },
        'message not sent',
      );
  }
}

/** By which it was tried. */
type By = {
  readonly name: string;
  readonly sender: string;
  readonly capabilities: { readonly receipts: boolean };
};
const NOBODY: By = { name: '', sender: '', capabilities: { receipts: false } };
const SWITCHED_OFF: Attempt = { outcome: 'busy', fault: 'channel_off', reason: 'switched off meanwhile' };

/** The next channel may send it then. */
const isSurelyUnsent = ({ outcome }: Attempt): boolean =>
  outcome === 'busy' || outcome === 'channelDown' || outcome === 'passed';

const outlineOf = (message: DueMessage): MessageOutline => ({
  ...{ to: message.to_phone, template: message.template, hasAttachment: message.has_attachment },
  onlyChannel: message.only_channel,
});
