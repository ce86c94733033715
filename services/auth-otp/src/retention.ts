import { waitOrAbort } from '@saring/kernel';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';

const SWEEP_MILLISECONDS = 3_600_000;
/** Longer than the day that limits count over. */
const CHALLENGE_DAYS = 2;
/** Who lifted which limits stays readable for so long. */
const LIFT_DAYS = 365;
/** So long a page can say why a device was put out. */
const FORMER_DEVICE_DAYS = 90;
/** An address from which an operator got in stays known for so long. */
const TRIES_DAYS = 90;

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
    const now = this.clock.now();
    const challengesBefore = new Date(now.getTime() - CHALLENGE_DAYS * 86_400_000);
    await this.pool.query('delete from otp_challenges where created_at < $1', [challengesBefore]);
    await this.pool.query('delete from otp_lifts where at < $1', [
      new Date(now.getTime() - LIFT_DAYS * 86_400_000),
    ]);
    await this.pool.query('delete from operator_tries where tried_at < $1', [
      new Date(now.getTime() - TRIES_DAYS * 86_400_000),
    ]);
    await this.pool.query('delete from former_devices where at < $1', [
      new Date(now.getTime() - FORMER_DEVICE_DAYS * 86_400_000),
    ]);
    await this.pool.query('delete from api_keys where expires_at < $1', [now]);
    await this.pool.query('delete from refresh_tokens where expires_at < $1', [now]);
    await this.pool.query('delete from session_families where expires_at < $1', [now]);
    await this.pool.query('delete from operator_sessions where expires_at < $1', [now]);
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.sweep();
      } catch (error) {
        this.logger.warn(
          { error: (error as Error).message },
          'ended codes and sessions wait to be forgotten',
        );
      }
      await waitOrAbort(SWEEP_MILLISECONDS, this.stopping.signal);
    }
  }
}
