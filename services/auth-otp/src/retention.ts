import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, keepDoing, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';

const SWEEP_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 86_400_000;

/** How long rows stay after the time in a column, in the order in which they go. */
const KEPT = [
  // Longer than the day that limits count over.
  { table: 'otp_challenges', column: 'created_at', days: 2 },
  // Who lifted which limits stays readable for so long.
  { table: 'otp_lifts', column: 'at', days: 365 },
  // Which numbers an account had stays readable for so long.
  { table: 'phone_changes', column: 'at', days: 365 },
  // An address from which an operator got in stays known for so long.
  { table: 'operator_tries', column: 'tried_at', days: 90 },
  // So long a page can say why a device was put out.
  { table: 'former_devices', column: 'at', days: 90 },
  { table: 'api_keys', column: 'expires_at', days: 0 },
  { table: 'refresh_tokens', column: 'expires_at', days: 0 },
  { table: 'session_families', column: 'expires_at', days: 0 },
  { table: 'operator_sessions', column: 'expires_at', days: 0 },
];

/** Forgets codes and sessions that have ended. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private ended: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.ended = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  /** One sweep; also for tests. */
  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const { table, column, days } of KEPT)
      await this.pool.query(`delete from ${table} where ${column} < $1`, [
        new Date(now - days * DAY_MILLISECONDS),
      ]);
  }

  private run(): Promise<void> {
    return keepDoing(this.stopping.signal, () => this.sweep(), {
      pauseMilliseconds: SWEEP_MILLISECONDS,
      retryMilliseconds: SWEEP_MILLISECONDS,
      onError: ({ message }) =>
        this.logger.warn({ error: message }, 'ended codes and sessions wait to be forgotten'),
    });
  }
}
