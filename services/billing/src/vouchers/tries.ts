// tries.ts — tries of one who asks after what others have, as codes and numbers: each costs growing time.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { TRIES_KEPT_SECONDS, waitSeconds } from './domain/voucher-tries';
import { VoucherCodes } from './voucher-codes';
import { addTry, lockTries } from './voucher-tries.rows';

@Injectable()
export class Tries {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly codes: VoucherCodes,
  ) {}

  /** Counts one try, right or wrong. @throws RefusalError of this code, with the seconds to wait */
  async charge(source: string, code: string): Promise<void> {
    const now = this.clock.now();
    const forgotten = new Date(now.getTime() - TRIES_KEPT_SECONDS * 1_000);
    const sources = [this.codes.sourceOf(source)];
    await inTransaction(this.pool, async (client) => {
      const tries = await lockTries(client, sources);
      const wait = Math.max(0, ...tries.map((one) => waitSeconds(one, 0, now)));
      if (wait > 0) throw new RefusalError(code, { retryInSeconds: wait });
      await addTry(client, sources, now, forgotten);
    });
  }
}
