// operator-tries.ts — what wrong tries cost: every try is counted before it is looked at.
import { Inject, Injectable } from '@nestjs/common';
import { toInstant, type Clock, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { lockoutSeconds, mayTryPassword } from './domain/operator-lockout';
import {
  giveBackTry,
  lockTries,
  readTries,
  saveFailures,
  saveSuccess,
  type Trier,
} from './operator-tries.rows';

@Injectable()
export class OperatorTries {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Tries at once are counted one by one. @throws RefusalError AUTH.OPERATOR_LOCKED */
  async take(trier: Trier): Promise<void> {
    const at = this.clock.now();
    const refusal = await inTransaction(this.pool, async (client): Promise<Refusal | null> => {
      await lockTries(client, trier);
      const tries = await readTries(client, trier, at);
      const allowed = mayTryPassword(tries, toInstant(at));
      if (!allowed.ok) return allowed.refusal;
      const failures = tries.failures + 1;
      const closedSeconds = lockoutSeconds(failures);
      const lockedUntil = closedSeconds > 0 ? new Date(at.getTime() + closedSeconds * 1000) : null;
      await saveFailures(client, trier, failures, lockedUntil, at);
      return null;
    });
    if (refusal) throw new RefusalError(refusal.code, refusal.details);
  }

  /** It proved nothing either way. */
  giveBack(trier: Trier): Promise<void> {
    return giveBackTry(this.pool, trier);
  }

  succeeded(trier: Trier): Promise<void> {
    return saveSuccess(this.pool, trier, this.clock.now());
  }
}
