// backup.requests.ts — what the console asks of backups: what there is, one more now, and the bytes of one.
import { Controller, Inject } from '@nestjs/common';
import {
  Backup,
  type GetBackupPieceRequest,
  type ReplyOf,
  type RequestBackupRequest,
} from '@saring/contracts';
import { FilesError } from '@saring/files';
import { toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, listJobs, makeDue, PG_POOL, runningSince } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Backups } from './backups';
import { readPiece, type StoredBackup } from './backup-store';
import { BACKUP_JOB } from './jobs';
import { rememberWish } from './wishes.rows';

const rpc = Backup.method;
/** Fits into a message of NATS, written as JSON too. */
const PIECE_BYTES = 512 * 1024;

@Controller()
export class BackupRequests {
  constructor(
    private readonly backups: Backups,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Answers(rpc.listBackups)
  async list(): Promise<ReplyOf<typeof rpc.listBackups>> {
    const { backups } = this;
    const job = (await listJobs(this.pool)).find(({ name }) => name === BACKUP_JOB);
    const since = job ? runningSince(job) : null;
    const { daily, weekly, monthly } = backups.retention;
    return {
      ...(await this.listed()),
      ...{ place: backups.place, scheduled: backups.isScheduled },
      ...{ dailyTime: backups.dailyTime, timeZone: backups.timeZone },
      ...{ keepDaily: daily, keepWeekly: weekly, keepMonthly: monthly },
      ...(since ? { runningSince: toInstant(since) } : {}),
      ...(job?.lastError ? { lastError: job.lastError } : {}),
    };
  }

  /** A place that is away is said, and hides nothing else. */
  private async listed(): Promise<Pick<ReplyOf<typeof rpc.listBackups>, 'items' | 'placeError'>> {
    try {
      return { items: (await this.backups.list()).map(view) };
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      return { items: [], placeError: error.message };
    }
  }

  @Answers(rpc.requestBackup)
  async request({ commandId }: RequestBackupRequest): Promise<ReplyOf<typeof rpc.requestBackup>> {
    if (!this.backups.isScheduled) throw new RefusalError('BACKUP.NOT_SET_UP');
    const now = this.clock.now();
    await rememberWish(this.pool, commandId, now);
    await makeDue(this.pool, BACKUP_JOB, now);
    return { askedAt: toInstant(now) };
  }

  @Answers(rpc.getBackupPiece)
  async piece({ name, fromByte }: GetBackupPieceRequest): Promise<ReplyOf<typeof rpc.getBackupPiece>> {
    try {
      const { content, sizeBytes } = await readPiece(this.backups.files, name, fromByte, PIECE_BYTES);
      return { content: new Uint8Array(content), ...(sizeBytes === undefined ? {} : { sizeBytes }) };
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      if (error.fault === 'absent' || error.fault === 'name') throw new RefusalError('BACKUP.UNKNOWN');
      throw new RefusalError('BACKUP.PLACE_AWAY', { reason: error.message });
    }
  }
}

const view = ({ name, bytes, takenAt, verifiedAt }: StoredBackup) => ({
  ...{ name, sizeBytes: bytes, takenAt: toInstant(takenAt) },
  ...(verifiedAt ? { verifiedAt: toInstant(verifiedAt) } : {}),
});
