// balance-projection.ts — keeps the balances, on one replica, and what follows from them; builds them again on demand.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import { systemClock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import {
  CHECKPOINTS_TABLE,
  EVENT_STORE,
  Health,
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
import { rebuildBalances, type Rebuilt } from './rebuild';
import { ShownAccounts } from './shown-accounts';

export const MIGRATIONS = join(__dirname, '..', '..', 'prisma', 'migrations');
export const SCHEMA = 'quota_ledger';
/** A projection that has written nothing for so long, but failed, makes the service not ready. */
const FAILING_MOST_MILLISECONDS = 5_000;

@Injectable()
export class BalanceProjection implements LeaderWork {
  readonly leads = 'quota-ledger balances';
  /** Of the failures since the last write. */
  private failing: { readonly since: number; readonly error: string } | null = null;
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
    health: Health,
  ) {
    health.add('balances', () => this.checkFailing());
  }

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
      this.failing = null;
      this.pause = null;
    }
  }

  private async checkFailing(): Promise<void> {
    const { failing } = this;
    if (failing && systemClock.monotonicMilliseconds() - failing.since > FAILING_MOST_MILLISECONDS)
      throw new Error(`no balance moves: ${failing.error}`);
  }

  private async projectRound(signal: AbortSignal): Promise<void> {
    const round = new AbortController();
    let resume: () => void = () => undefined;
    const swapped = new Promise<void>((resolve) => (resume = resolve));
    const balances = new Balances({
      store: this.store,
      pool: this.pool,
      onCommitted: (entries) => {
        this.failing = null;
        this.shown.show(entries);
        this.statuses.consider(entries);
        this.notices.consider(entries);
        this.live.moved(entries);
      },
      onError: (error) => {
        this.shown.forget();
        const { message } = error as Error;
        this.failing = { since: this.failing?.since ?? systemClock.monotonicMilliseconds(), error: message };
        this.logger.warn({ error: message }, 'the balances wait and start again');
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

  /**
   * Builds a read model again, from its last closing or from zero, while queries go on. Refused `QUOTA.READ_MODEL_UNKNOWN`,
   * `QUOTA.NOT_LEADER`.
   */
  async rebuild(name: string, fromZero: boolean): Promise<Rebuilt & { durationMilliseconds: number }> {
    if (name !== 'balances') throw new RefusalError('QUOTA.READ_MODEL_UNKNOWN', { name });
    const pause = this.pause;
    if (!pause) throw new RefusalError('QUOTA.NOT_LEADER');
    const start = systemClock.monotonicMilliseconds();
    const rebuilt = await rebuildBalances({
      databaseUrl: this.config.DATABASE_URL,
      schema: SCHEMA,
      migrations: MIGRATIONS,
      checkpointsTable: CHECKPOINTS_TABLE,
      store: this.store,
      pool: this.pool,
      logger: this.logger,
      fromZero,
      whilePaused: pause,
    });
    return { ...rebuilt, durationMilliseconds: Math.round(systemClock.monotonicMilliseconds() - start) };
  }
}
