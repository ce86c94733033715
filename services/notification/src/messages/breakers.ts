// breakers.ts — what attempts, and linked phones themselves, say of how each number of a channel fares.
import { Inject, Injectable } from '@nestjs/common';
import { afterFailure, afterSuccess, isOpenAt, type Clock } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { CHANNEL_BREAKER } from '../channels/breaker';
import type { Channel } from '../channels/channel';
import { readChannels, saveBreaker } from './channel-state.rows';
import type { Attempt } from './domain/message';

const REASON_CHARACTERS = 120;

@Injectable()
export class Breakers {
  /** By what each was tried so far. */
  private readonly identities = new Map<string, string>();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns whether a channel is left alone for now. */
  async readOpen(): Promise<(name: string) => boolean> {
    const [stateOf, at] = [await readChannels(this.pool), this.clock.now().getTime()];
    return (name) => isOpenAt(stateOf(name).breaker, at);
  }

  /** A phone that lost its link answers nobody: the channel need not fail first. Said twice nobody waits longer. */
  async disconnected(name: string, reason: string): Promise<void> {
    const { breaker } = (await readChannels(this.pool))(name);
    const at = this.clock.now().getTime();
    if (isOpenAt(breaker, at)) return;
    const said = { fault: 'device_disconnected', reason: reason.slice(0, REASON_CHARACTERS) } as const;
    await saveBreaker(this.pool, name, afterFailure(breaker, at, CHANNEL_BREAKER), said);
  }

  async connected(name: string): Promise<void> {
    const { breaker } = (await readChannels(this.pool))(name);
    if (breaker.failures > 0) await saveBreaker(this.pool, name, afterSuccess(), { fault: '', reason: '' });
  }

  /** What an attempt says of who made it. */
  async learn(name: string, attempt: Attempt, isTest: boolean): Promise<void> {
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

  /** By what each is tried at the start: what is stored of it was learned by this. */
  remember(channels: readonly Channel[]): void {
    for (const { sender, identity } of channels) this.identities.set(sender, identity);
  }

  /** A new token has not failed: nothing waits for the end of an outage of the old one. */
  async closeForNewIdentities(channels: readonly Channel[]): Promise<void> {
    for (const { sender, identity } of channels) {
      if (this.identities.get(sender) === identity) continue;
      await saveBreaker(this.pool, sender, afterSuccess(), { fault: '', reason: '' });
      this.identities.set(sender, identity);
    }
  }
}
