// proof-jobs.ts — pictures of transfers go when they are old; files that no row names go, and rows without a file are told.
import { Inject, Injectable } from '@nestjs/common';
import { compareFiles, mayRemove, type Files } from '@saring/files';
import type { Clock } from '@saring/kernel';
import { CLOCK, LOGGER, PG_POOL, type JobSource, type Logger, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import { missingFiles, orphanedFiles } from '../metrics';
import { PROOF_PREFIX, ProofFiles } from './proof-files';
import { forgetProof, namedFiles, oldProofs } from './proofs.rows';

const DAY_SECONDS = 86_400;
/** Of one run; the next one goes on. */
const MOST_FORGOTTEN = 1_000;
const SHOWN_NAMES = 20;
const LABELS = { kind: 'proof' };

@Injectable()
export class ProofJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly proofs: ProofFiles,
  ) {
    const { files } = proofs;
    const tidy = (place: Files): ScheduledJob => ({
      name: 'tidy-proof-files',
      everySeconds: DAY_SECONDS,
      run: () => this.tidy(place),
      end: () => show(0, 0),
    });
    this.jobs = [
      { name: 'forget-proofs', everySeconds: DAY_SECONDS, run: () => this.forgetOld() },
      ...(files ? [tidy(files)] : []),
    ];
  }

  /** The file first: where the place is away the row still names it, and the next run goes on. */
  private async forgetOld(): Promise<void> {
    const keptMilliseconds = this.config.PROOF_RETENTION_DAYS * DAY_SECONDS * 1_000;
    const before = new Date(this.clock.now().getTime() - keptMilliseconds);
    for (const { orderId, file } of await oldProofs(this.pool, before, MOST_FORGOTTEN)) {
      if (file !== null) await this.proofs.remove([file]);
      await forgetProof(this.pool, orderId, file);
    }
  }

  private async tidy(files: Files): Promise<void> {
    const named = (after: string, until: string | null) => namedFiles(this.pool, after, until);
    const found = await compareFiles(files, PROOF_PREFIX, named, this.clock.now());
    const orphans = found.orphans.map(({ name }) => name);
    const place = files.place;
    if (found.missing.length > 0)
      this.logger.warn(
        { place, missing: found.missing.length, names: found.missing.slice(0, SHOWN_NAMES) },
        'rows name pictures of transfers that are not in the place of files',
      );
    if (orphans.length > 0 && !mayRemove(found)) {
      this.logger.warn(
        { place, orphans: orphans.length, files: found.files, names: orphans.slice(0, SHOWN_NAMES) },
        'the place holds many pictures of transfers that no row names; none is removed: is it the place of another Saring, or the database an older one?',
      );
      return show(orphans.length, found.missing.length);
    }
    await this.proofs.remove(orphans);
    if (orphans.length > 0)
      this.logger.info(
        { place, removed: orphans.length },
        'pictures of transfers that no row names were removed',
      );
    show(0, found.missing.length);
  }
}

const show = (orphans: number, missing: number): void => {
  orphanedFiles.set(LABELS, orphans);
  missingFiles.set(LABELS, missing);
};
