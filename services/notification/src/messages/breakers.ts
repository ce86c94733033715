// breakers.ts — what a linked phone itself says of its link.
import { Inject, Injectable } from '@nestjs/common';
import { afterFailure, afterSuccess, isOpenAt, type Clock } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { CHANNEL_BREAKER } from '../channels/breaker';
import { readChannels, saveBreaker } from './channel-state.rows';

const REASON_CHARACTERS = 120;

@Injectable()
export class Breakers {
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
}
