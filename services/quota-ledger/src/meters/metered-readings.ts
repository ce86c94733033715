// metered-readings.ts — waits until what routers last reported is metered.
import { Inject, Injectable } from '@nestjs/common';
import { partitionOf } from '@saring/contracts';
import { sleep, type Clock } from '@saring/kernel';
import { lastReadingSequence } from '@saring/messaging';
import { CLOCK, NATS, PG_POOL } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { isMetered } from './places';

/** How long a reset waits for the fresh reading to be metered. */
const METERED_WITHIN_MILLISECONDS = 5_000;
const LOOK_EVERY_MILLISECONDS = 20;

@Injectable()
export class MeteredReadings {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Waits until what was last read of these routers is metered. @returns those for which it is not, in time. */
  async unmetered(routerIds: readonly string[]): Promise<string[]> {
    const late: string[] = [];
    const deadline = this.clock.monotonicMilliseconds() + METERED_WITHIN_MILLISECONDS;
    for (const routerId of routerIds) {
      const sequence = await lastReadingSequence(this.nats, routerId);
      while (!(await isMetered(this.pool, this.nats, partitionOf(routerId), sequence))) {
        if (this.clock.monotonicMilliseconds() > deadline) {
          late.push(routerId);
          break;
        }
        await sleep(LOOK_EVERY_MILLISECONDS);
      }
    }
    return late;
  }
}
