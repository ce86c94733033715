// jobs.ts — what auth-otp does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, forgetCommandsJob, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { AUTH_CONFIG, type AuthConfig } from './config';

const HOUR_SECONDS = 3_600;
const DAY_MILLISECONDS = 86_400_000;

/** How long rows stay after the time in a column, in the order in which they go. */
const keptBy = (config: AuthConfig) => [
  { table: 'otp_challenges', column: 'created_at', days: config.CODE_RETENTION_DAYS },
  { table: 'reverse_codes', column: 'created_at', days: config.CODE_RETENTION_DAYS },
  { table: 'otp_lifts', column: 'at', days: config.NUMBER_CHANGES_RETENTION_DAYS },
  { table: 'phone_changes', column: 'at', days: config.NUMBER_CHANGES_RETENTION_DAYS },
  { table: 'operator_tries', column: 'tried_at', days: config.LOGIN_TRIES_RETENTION_DAYS },
  // So long a page can say why a device was put out.
  { table: 'former_devices', column: 'at', days: 90 },
  { table: 'api_keys', column: 'expires_at', days: 0 },
  { table: 'refresh_tokens', column: 'expires_at', days: 0 },
  { table: 'session_families', column: 'expires_at', days: 0 },
  { table: 'operator_sessions', column: 'expires_at', days: 0 },
  // Said again by its number, a code is proved still.
  { table: 'operator_bot_codes', column: 'expires_at', days: 1 },
  { table: 'operator_bots', column: 'good_until', days: 0 },
  { table: 'passkey_challenges', column: 'expires_at', days: 0 },
  { table: 'audit_entries', column: 'at', days: config.AUDIT_RETENTION_DAYS },
];

@Injectable()
export class AuthJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {
    this.jobs = [
      { name: 'forget-ended-codes-and-sessions', everySeconds: HOUR_SECONDS, run: () => this.sweep() },
      forgetCommandsJob(pool, clock),
    ];
  }

  /** One sweep; also for tests. */
  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const { table, column, days } of keptBy(this.config))
      await this.pool.query(`delete from ${table} where ${column} < $1`, [
        new Date(now - days * DAY_MILLISECONDS),
      ]);
  }
}
