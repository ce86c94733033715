// sender.ts — sends what is in the outbox, one message at a time, on one replica at a time.
import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '@saring/i18n';
import { afterFailure, afterSuccess, isOpenAt, toInstant, sleep, type Clock } from '@saring/kernel';
import { CLOCK, LOGGER, PG_POOL, SiteDirectory, type LeaderWork, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { CHANNEL, type Attachment, type Channel } from '../channels/channel';
import { readChannel, saveBreaker } from './channel-state.rows';
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
import { SealedParams } from './sealed-params';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { CHANNEL_BREAKER } from '../channels/breaker';
import { afterAttempt, type Attempt } from './domain/message';
import { laneWaitMilliseconds } from './domain/lanes';
import { targetWaitMilliseconds } from './domain/pacing';

/** How often the outbox is read while this process wrote nothing to it. */
const LOOK_MILLISECONDS = 500;
/** How often it is looked at while the pace holds everything back. */
const PACE_LOOK_MILLISECONDS = 100;

@Injectable()
export class Sender implements LeaderWork {
  readonly leads = 'notification sender';
  private pause = new AbortController();
  /** By which the channel was tried so far. */
  private token: string | undefined;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CHANNEL) private readonly channel: Channel,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly sealed: SealedParams,
    private readonly sites: SiteDirectory,
  ) {
    this.token = config.FONNTE_TOKEN;
  }

  /** Something was put into the outbox: do not wait to look. */
  wake(): void {
    this.pause.abort();
  }

  async run(signal: AbortSignal): Promise<void> {
    await settleInterrupted(this.pool);
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
    await this.tryNewToken();
    const { breaker } = await readChannel(this.pool);
    if (isOpenAt(breaker, now.getTime())) return this.sendTest(now);
    const lanes = await dueLanes(this.pool, now);
    if (lanes.length === 0) return LOOK_MILLISECONDS;
    const recent = await recentAttempts(this.pool, now);
    const { MESSAGES_PER_MINUTE, MESSAGES_PER_TARGET_PER_MINUTE } = this.config;
    for (const lane of lanes) {
      if (laneWaitMilliseconds(recent, MESSAGES_PER_MINUTE, lane, toInstant(now)) > 0) continue;
      const message = await nextDue(this.pool, lane, now);
      if (!message) continue;
      const toTarget = recent.filter(({ toPhone }) => toPhone === message.to_phone).map(({ at }) => at);
      const wait = targetWaitMilliseconds(toTarget, MESSAGES_PER_TARGET_PER_MINUTE, toInstant(now));
      if (wait > 0) await deferMessage(this.pool, message.id, new Date(now.getTime() + wait));
      else await this.attempt(message, now);
      return 0;
    }
    return PACE_LOOK_MILLISECONDS;
  }

  /** While the channel is left alone an operator's test still goes: whoever mended it need not wait for the next try. */
  private async sendTest(now: Date): Promise<number> {
    const message = await nextTest(this.pool, now);
    if (!message) return LOOK_MILLISECONDS;
    await this.attempt(message, now);
    return 0;
  }

  /** A new token has not failed: nothing waits for the end of an outage of the old one. */
  private async tryNewToken(): Promise<void> {
    const { FONNTE_TOKEN } = this.config;
    if (FONNTE_TOKEN === this.token) return;
    await saveBreaker(this.pool, afterSuccess(), { fault: '', reason: '' });
    this.token = FONNTE_TOKEN;
  }

  private async attempt(message: DueMessage, at: Date): Promise<void> {
    const opened = await this.open(message);
    if (!(await markSending(this.pool, message.id, at))) return;
    const attempt: Attempt =
      opened === null
        ? { outcome: 'rejected', fault: 'unreadable', reason: 'sealed with another SECRETS_KEY' }
        : await this.channel.send(message.to_phone, opened.text, opened.attachment);
    await this.settle(message, attempt);
  }

  /** Null when the content cannot be opened: one such message must not hold up the others. */
  private async open(message: DueMessage): Promise<{ text: string; attachment: Attachment | null } | null> {
    const file = await attachmentOf(this.pool, message.id);
    try {
      const params = this.sealed.open(message.id, message.params_sealed);
      const text = this.signed(
        renderMessage(message.template, message.locale, { ...params, ...this.whereToGo(message.site) }),
        message.site,
      );
      if (!file) return { text, attachment: null };
      const content = Uint8Array.from(this.sealed.openBytes(message.id, file.sealed));
      return { text, attachment: { name: file.name, contentType: file.type, content } };
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

  private async settle(message: DueMessage, attempt: Attempt): Promise<void> {
    const at = this.clock.now();
    const { purpose, expires_at: expiresAt } = message;
    const attempted = { attempts: message.attempts + 1, purpose, expiresAt: toInstant(expiresAt) };
    const next = afterAttempt(attempt, attempted, toInstant(at));
    await saveOutcome(this.pool, message.id, next, at);
    const { breaker } = await readChannel(this.pool);
    // A test that fails while the channel is left alone does not make others wait longer.
    const isProbe = purpose === 'test' && isOpenAt(breaker, at.getTime());
    if (attempt.outcome === 'channelDown') {
      const after = isProbe ? breaker : afterFailure(breaker, at.getTime(), CHANNEL_BREAKER);
      await saveBreaker(this.pool, after, attempt);
    } else if (breaker.failures > 0 && attempt.outcome !== 'unknown')
      await saveBreaker(this.pool, afterSuccess(), { fault: '', reason: '' });
    if (attempt.outcome !== 'sent')
      this.logger.warn(
        { messageId: message.id, outcome: attempt.outcome, reason: attempt.reason, state: next.state },
        'message not sent',
      );
  }
}
