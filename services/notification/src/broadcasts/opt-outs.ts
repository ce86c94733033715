// opt-outs.ts — numbers that want no messages to many.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, PhoneNumber } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { optedOut, saveOptOut } from './broadcasts.rows';

@Injectable()
export class BroadcastOptOuts {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async isOut(phone: PhoneNumber): Promise<boolean> {
    return (await optedOut(this.pool, [phone])).has(phone);
  }

  /** @param by who says so: an operator, or the owner of the number. */
  async set(phone: PhoneNumber, isOut: boolean, by: string): Promise<void> {
    await saveOptOut(this.pool, phone, isOut, { by, at: this.clock.now() });
  }
}
