// balance-projection.ts — keeps the balances, on one replica, and what follows from them; builds them again on demand.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import { systemClock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import {
  CHECKPOINTS_TABLE,
  EVENT_STORE,
  LOGGER,
  PG_POOL,
  runTogether,
  type LeaderWork,
  type Logger,
} from '@saring/service-kit';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { LiveBalances } from './live-balances';
import { AccessStatusReaction } from '../accounts/access-status';
import { NoticesReaction } from '../accounts/notices';
import { Balances } from './balances';
import { rebuildBalances } from './rebuild';
import { ShownAccounts } from './shown-accounts';

export const MIGRATIONS = join(__dirname, '..', '..', 'prisma', 'migrations');
const SCHEMA = 'quota_ledger';

@Injectable()
export class BalanceProjection implements LeaderWork {
  readonly leads = 'quota-ledger balances';
  private pause: ((swap: () => Promise<void>) => Promise<void>) | null = null;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
    private readonly shown: ShownAccounts,
    private readonly statuses: AccessStatusReaction,
    private readonly notices: NoticesReaction,
    private readonly live: LiveBalances,
  ) {}

  /** A failure in one ends both and gives up the lead, which is then sought again. */
  run(signal: AbortSignal): Promise<void> {
    return runTogether(signal, [
      (inner) => this.statuses.runExpiry(inner),
      (inner) => this.notices.run(inner),
      (inner) => this.projectBalances(inner),
    ]);
  }

  /** Projects until aborted; a rebuild may pause it for the swap. */
  private async projectBalances(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.projectRound(signal);
    } finally {
      this.shown.projectHere(false);
      this.pause = null;
    }
  }

  private async projectRound(signal: AbortSignal): Promise<void> {
    const round = new AbortController();
    let resume: () => void = () => undefined;
    const swapped = new Promise<void>((resolve) => (resume = resolve));
    const balances = new Balances({
      store: this.store,
      pool: this.pool,
      onCommitted: (entries) => {
        this.shown.show(entries);
        this.statuses.consider(entries);
        this.notices.consider(entries);
        this.live.moved(entries);
      },
      onError: (error) => {
        this.shown.forget();
        this.logger.warn({ error: (error as Error).message }, 'the balances wait and start again');
      },
    });
    this.shown.projectHere(true);
    const running = balances.run(AbortSignal.any([signal, round.signal]));
    this.pause = async (swap) => {
      round.abort();
      await running;
      try {
        await swap();
      } finally {
        resume();
      }
    };
    await running;
    if (!signal.aborted) await swapped;
  }

  /** Builds a read model again from zero while queries go on. Refused `QUOTA.READ_MODEL_UNKNOWN`, `QUOTA.NOT_LEADER`. */
  async rebuild(name: string): Promise<{ events: number; durationMilliseconds: number }> {
    if (name !== 'balances') throw new RefusalError('QUOTA.READ_MODEL_UNKNOWN', { name });
    const pause = this.pause;
    if (!pause) throw new RefusalError('QUOTA.NOT_LEADER');
    const start = systemClock.monotonicMilliseconds();
    const events = await rebuildBalances({
      databaseUrl: this.config.DATABASE_URL,
      schema: SCHEMA,
      migrations: MIGRATIONS,
      checkpointsTable: CHECKPOINTS_TABLE,
      store: this.store,
      pool: this.pool,
      logger: this.logger,
      whilePaused: pause,
    });
    return { events, durationMilliseconds: Math.round(systemClock.monotonicMilliseconds() - start) };
  }
}
