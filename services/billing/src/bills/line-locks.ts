// line-locks.ts — one at a time decides whether a line stays and what pays for it: who begins to pay for one finds it there
// until that is stored, and who lets one go finds nothing that pays for it until it is gone.
import { Inject, Injectable } from '@nestjs/common';
import { inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

/** Each keeps a connection while its work takes another. */
const MOST_AT_ONCE = 2;

@Injectable()
export class LineLocks {
  private held = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  /** Over all replicas. */
  async hold<T>(lineId: string, work: () => Promise<T>): Promise<T> {
    if (this.held >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.held += 1;
    try {
      return await inTransaction(this.pool, async (client) => {
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`line ${lineId}`]);
        return work();
      });
    } finally {
      // Who waits takes over the place.
      const next = this.waiting.shift();
      if (next) next();
      else this.held -= 1;
    }
  }
}
