// safes.ts — the safes of sites: each move is an event; the books say what lies in them.
import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { toInstant, type Clock } from '@saring/kernel';
import { Aggregates, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Followers } from '../books/followers';
import { BILLING_EVENTS } from '../events';
import { safeDecider, type Safe, type SafeCommand, type SafeEvent, type SafeRefusal } from './domain/safe';

const STREAM = /^safe-(.+)$/;
export const safeSiteIn = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

@Injectable()
export class Safes extends Aggregates<Safe, SafeCommand, SafeEvent, SafeRefusal> {
  protected readonly decider = safeDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(BILLING_EVENTS) store: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly followers: Followers,
  ) {
    super(pool, store);
  }

  /** @throws RefusalError RUPIAH.INVALID, QUOTA.REASON_REQUIRED */
  async move(move: Omit<SafeCommand, 'type' | 'at'>, context: CommandContext): Promise<void> {
    const at = toInstant(this.clock.now());
    await this.handle(move.site, [{ ...move, type: 'MoveSafe', at }], context);
    await this.followers.show(this.streamOf(move.site), 'books');
  }

  protected streamOf(site: string): string {
    return `safe-${site}`;
  }

  /** Its rows are those of the journal. */
  protected async project(): Promise<void> {}
}
