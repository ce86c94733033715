// sender.ts — sends what is in the outbox, one message at a time, on one replica at a time.
import { Inject, Injectable } from '@nestjs/common';
import type { MessageKey } from '@saring/i18n';
import { afterFailure, afterSuccess, isOpenAt, toInstant, sleep, type Clock } from '@saring/kernel';
import { CLOCK, LOGGER, PG_POOL, SiteDirectory, type LeaderWork, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Channel, MessageOutline, OutgoingMessage } from '../channels/channel';
import { Channels, type SuitedChannels } from '../channels/channels';
import { Kinds } from '../kinds/kinds';
import { readChannels, saveBreaker } from './channel-state.rows';
import {
  attachmentOf,
  deferMessage,
  dueLanes,
  expireOverdue,
  markSending,
  nextDue,
  nextTest,
  recentAttempts,
  saveOutcome,
  settleInterrupted,
  type DueMessage,
} from './outbox.rows';
import { takeEarlyReceipts } from './receipts';
import { settleByReceipts } from './receipts.rows';
import { SealedParams } from './sealed-params';
import { endKinds } from './switched-off.rows';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { CHANNEL_BREAKER } from '../channels/breaker';
import { afterAttempt, type Attempt } from './domain/message';
import { laneWaitMilliseconds } from './domain/lanes';
import { targetWaitMilliseconds } from './domain/pacing';
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
  /** By what each channel was tried so far. */
  private readonly identities: Map<string, string>;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly channels: Channels,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly sealed: SealedParams,
    private readonly sites: SiteDirectory,
    private readonly kinds: Kinds,
  ) {
    this.identities = new Map(channels.inOrder.map(({ name, identity }) => [name, identity]));
  }

  /** Something was put into the outbox: do not wait to look. */
  wake(): void {
    this.pause.abort();
  }

  /** What waits of a kind that was switched off is not sent. */
  async endKind(template: MessageKey): Promise<void> {
    await endKinds(this.pool, [template]);
  }

  async run(signal: AbortSignal): Promise<void> {
    await settleInterrupted(this.pool);
    await settleByReceipts(this.pool, null);
    while (!signal.aborted) {
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
    await this.tryNewIdentities();
    const usable = await this.usable(now);
    if (usable.length === 0) return this.sendTest(now);
    const lanes = await dueLanes(this.pool, now);
    if (lanes.length === 0) return LOOK_MILLISECONDS;
    const recent = await recentAttempts(this.pool, now);
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
      const toTarget = recent.filter(({ toPhone }) => toPhone === message.to_phone).map(({ at }) => at);
      const wait = targetWaitMilliseconds(toTarget, MESSAGES_PER_TARGET_PER_MINUTE, toInstant(now));
      if (wait > 0) await deferMessage(this.pool, message.id, new Date(now.getTime() + wait));
      else await this.attemptByThoseFor(message, usable, now);
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

  /** Channels that are neither left alone now nor switched off, first choice first. */
  private async usable(now: Date): Promise<readonly Channel[]> {
    const stateOf = await readChannels(this.pool);
    return this.channels.inOrder.filter(
      ({ name }) => !this.channels.isOff(name) && !isOpenAt(stateOf(name).breaker, now.getTime()),
    );
  }

  /** While all are left alone an operator's test still goes: whoever mended one need not wait for the next try. */
  private async sendTest(now: Date): Promise<number> {
    const message = await nextTest(this.pool, now);
    if (!message) return LOOK_MILLISECONDS;
    await this.attempt(message, await this.channels.forMessage(outlineOf(message)), now);
    return 0;
  }

  /**
   * Channels that are not for this message are passed over. Where only those are that are left alone or switched off now, it
   * waits for them, a test of an operator does not; where none is, it can never be sent.
   */
  private async attemptByThoseFor(message: DueMessage, usable: readonly Channel[], now: Date): Promise<void> {
    const suited = await this.channels.forMessage(outlineOf(message));
    const ready = suited.channels.filter(({ name }) => usable.some((one) => one.name === name));
    if (message.purpose === 'test' && ready.length === 0) return this.attempt(message, suited, now);
    if (ready.length > 0 || (suited.channels.length === 0 && !suited.isHeld))
      return this.attempt(message, { ...suited, channels: ready }, now);
    const stateOf = await readChannels(this.pool);
    const lookAgainAt = suited.isHeld ? now.getTime() + HELD_MILLISECONDS : Infinity;
    const opensAt = Math.min(
      lookAgainAt,
      ...suited.channels.map(({ name }) => stateOf(name).breaker.openUntilMilliseconds),
    );
    await deferMessage(this.pool, message.id, new Date(Math.max(opensAt, now.getTime() + 1)));
  }

  /** A new token has not failed: nothing waits for the end of an outage of the old one. */
  private async tryNewIdentities(): Promise<void> {
    for (const { name, identity } of this.channels.inOrder) {
      if (this.identities.get(name) === identity) continue;
      await saveBreaker(this.pool, name, afterSuccess(), { fault: '', reason: '' });
      this.identities.set(name, identity);
    }
  }

  /**
   * By the first channel; where that surely sent nothing, by the next. Whatever may have gone out goes out by no other:
   * a message comes once.
   */
  private async attempt(message: DueMessage, suited: SuitedChannels, at: Date): Promise<void> {
    const opened = await this.open(message);
    if (!(await markSending(this.pool, message.id, at))) return;
    if (opened === null) {
      const attempt = {
        outcome: 'rejected',
        fault: 'unreadable',
        reason: 'sealed with another SECRETS_KEY',
      } as const;
      return this.settle(message, attempt, '');
    }
    const { attempt, by } = await this.firstOf(suited, opened, message.purpose === 'test');
    await this.settle(message, attempt, by);
  }

  /** What the last one that was asked said; one that may yet send it counts for more than one that passed it over. */
  private async firstOf(
    { channels, lacking }: SuitedChannels,
    message: OutgoingMessage,
    isTest: boolean,
  ): Promise<{ readonly attempt: Attempt; readonly by: string }> {
    const none: Attempt = { outcome: 'passed', fault: lacking, reason: 'no channel can send it' };
    let last: { readonly attempt: Attempt; readonly by: string } = { attempt: none, by: '' };
    for (const channel of channels) {
      // Another one may have taken long to say no.
      const isOff = this.channels.isOff(channel.name);
      const attempt = isOff ? SWITCHED_OFF : await channel.send(message);
      if (!isOff) await this.learn(channel.name, attempt, isTest);
      if (attempt.outcome !== 'passed' || last.by === '') last = { attempt, by: channel.name };
      if (!isSurelyUnsent(attempt)) break;
    }
    return last;
  }

  /** What an attempt says of its channel. */
  private async learn(name: string, attempt: Attempt, isTest: boolean): Promise<void> {
    const at = this.clock.now().getTime();
    const { breaker } = (await readChannels(this.pool))(name);
    if (attempt.outcome === 'channelDown') {
      // A test that fails while the channel is left alone does not make others wait longer.
      const isProbe = isTest && isOpenAt(breaker, at);
      const failed = afterFailure(breaker, at, CHANNEL_BREAKER);
      const wished = at + (attempt.retryAfterSeconds ?? 0) * 1000;
      const openUntilMilliseconds = Math.max(failed.openUntilMilliseconds, wished);
      const after = isProbe ? breaker : { ...failed, openUntilMilliseconds };
      await saveBreaker(this.pool, name, after, attempt);
    } else if (breaker.failures > 0 && attempt.outcome !== 'unknown' && attempt.outcome !== 'passed')
      await saveBreaker(this.pool, name, afterSuccess(), { fault: '', reason: '' });
  }

  /** Null when the content cannot be opened: one such message must not hold up the others. */
  private async open(message: DueMessage): Promise<OutgoingMessage | null> {
    const { id, to_phone: to, template, locale, site } = message;
    const file = await attachmentOf(this.pool, id);
    const render = await this.kinds.renderer(message);
    try {
      const params = { ...this.sealed.open(id, message.params_sealed), ...this.whereToGo(site) };
      const text = this.signed(render(params), site);
      const opened = { id, to, template, params, locale, text };
      if (!file) return { ...opened, attachment: null };
      const content = Uint8Array.from(this.sealed.openBytes(id, file.sealed));
      return { ...opened, attachment: { name: file.name, contentType: file.type, content } };
    } catch (error) {
      this.logger.error(
        { messageId: message.id, error: (error as Error).message },
        'a message cannot be opened',
      );
      return null;
    }
  }

  /** Help in a message: the portal's address and the contact; lines without a value are left out. */
  private whereToGo(site: string): { readonly page: string; readonly contact: string } {
    const { PUBLIC_URL = '', BUSINESS_PHONE } = this.config;
    return { page: PUBLIC_URL, contact: this.sites.of(site).phone ?? BUSINESS_PHONE };
  }

  /** Whose message it is: people know their WiFi by its name, not by the number that writes. */
  private signed(text: string, site: string): string {
    const { name } = this.sites.of(site);
    return name === undefined ? text : `${text}\n\n${name}`;
  }

  private async settle(message: DueMessage, attempt: Attempt, channel: string): Promise<void> {
    const at = this.clock.now();
    const { purpose, expires_at: expiresAt } = message;
    const attempted = { attempts: message.attempts + 1, purpose, expiresAt: toInstant(expiresAt) };
    const next = afterAttempt(attempt, attempted, toInstant(at));
    await saveOutcome(this.pool, message.id, next, channel, at);
    // A receipt may be there before the answer.
    if (next.state === 'sent') await takeEarlyReceipts(this.pool, channel, next.providerId);
    await settleByReceipts(this.pool, message.id);
    if (attempt.outcome !== 'sent')
      this.logger.warn(
        {
          ...{ messageId: message.id, channel, outcome: attempt.outcome, reason: attempt.reason },
          state: next.state,
        },
        'message not sent',
      );
  }
}

const SWITCHED_OFF: Attempt = { outcome: 'busy', fault: 'channel_off', reason: 'switched off meanwhile' };

/** The next channel may send it then. */
const isSurelyUnsent = ({ outcome }: Attempt): boolean =>
  outcome === 'busy' || outcome === 'channelDown' || outcome === 'passed';

const outlineOf = (message: DueMessage): MessageOutline => ({
  ...{ to: message.to_phone, template: message.template, hasAttachment: message.has_attachment },
});
