// jobs.ts — a backup once a day and where an operator asked for one; older ones go when the new one is proved.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, LOGGER, PG_POOL, type JobSource, type Logger, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Backups } from './backups';
import type { StoredBackup } from './backup-store';
import { isBackupDue, removableBackups, type KeptBackup } from './domain/retention';
import { backupBytes, backupScheduled, backupVerifiedAt } from './metrics';
import { lastWishAt } from './wishes.rows';

export const BACKUP_JOB = 'make-backup';
/** How late a backup may be behind its time of day. */
const LOOK_SECONDS = 300;
/** Nothing is read whole again sooner than this after a failure; whoever asks for one does not wait. */
const AFTER_FAILURE_MILLISECONDS = 15 * 60_000;

type Failure = { readonly error: Error; readonly at: number };

@Injectable()
export class BackupJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];
  private failure: Failure | null = null;

  constructor(
    private readonly backups: Backups,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.jobs = [{ name: BACKUP_JOB, everySeconds: LOOK_SECONDS, run: () => this.look() }];
  }

  /** One look at the clock; also for tests. @throws why no backup could be made, until one could. */
  async look(): Promise<void> {
    const { backups, clock } = this;
    backupScheduled.set(backups.isScheduled ? 1 : 0);
    if (!backups.isScheduled) return;
    const all = await backups.list();
    show(all);
    const kept = all.map(keptOf);
    const wishedAt = await lastWishAt(this.pool);
    const isWished = wishedAt !== null && !all.some((one) => one.verifiedAt && one.verifiedAt >= wishedAt);
    const now = clock.now();
    if (!isWished && !isBackupDue(kept, now, backups.minuteOfDay, backups.timeZone)) return this.tidy(all);
    const rests = this.failure && now.getTime() - this.failure.at < AFTER_FAILURE_MILLISECONDS;
    const isNewWish = isWished && wishedAt.getTime() > (this.failure?.at ?? 0);
    if (rests && !isNewWish && this.failure) throw this.failure.error;
    await this.make();
    const after = await backups.list();
    show(after);
    await this.tidy(after);
  }

  private async make(): Promise<void> {
    try {
      const { name, bytes } = await this.backups.make();
      this.failure = null;
      this.logger.info({ backup: name, bytes, place: this.backups.place }, 'a backup was made and proved');
    } catch (error) {
      this.failure = { error: error as Error, at: this.clock.now().getTime() };
      throw error;
    }
  }

  /** Only what the retention no longer wants, and never without a proved one that is newer. */
  private async tidy(all: readonly StoredBackup[]): Promise<void> {
    for (const name of removableBackups(all.map(keptOf), this.backups.retention)) {
      await this.backups.remove(name);
      this.logger.info({ backup: name, place: this.backups.place }, 'an old backup was removed');
    }
  }
}

const keptOf = ({ name, takenAt, verifiedAt }: StoredBackup): KeptBackup => ({
  ...{ name, takenAt, isVerified: verifiedAt !== null },
});

const show = (all: readonly StoredBackup[]): void => {
  const newest = all.find(({ verifiedAt }) => verifiedAt !== null);
  backupVerifiedAt.set((newest?.takenAt.getTime() ?? 0) / 1_000);
  backupBytes.set(newest?.bytes ?? 0);
};
