// backups.ts — the backups of this Saring as its settings say: where, when, and by which passphrase.
import { readFileSync } from 'node:fs';
import type { Files } from '@saring/files';
import type { Clock } from '@saring/kernel';
import type { ServiceEnv } from '@saring/service-kit';
import { SERVICES } from '..';
import type { Place } from './backup';
import { BackupError } from './backup-error';
import { configuredFiles, listBackups, makeBackup, removeBackup, type StoredBackup } from './backup-store';
import type { BackupConfig } from './config';
import type { Retention } from './domain/retention';

const MINUTES_AN_HOUR = 60;

/** Of the program that runs. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }).version;

export class Backups {
  readonly files: Files;
  private readonly source: Place;

  /** @param workFactor how hard a passphrase is to try; less in tests alone. */
  constructor(
    private readonly config: BackupConfig,
    env: ServiceEnv,
    private readonly clock: Clock,
    private readonly workFactor?: number,
  ) {
    this.files = configuredFiles(config);
    this.source = {
      ...{ databaseUrl: env['DATABASE_URL'] ?? '', secretsKey: env['SECRETS_KEY'] ?? '' },
      services: SERVICES,
    };
  }

  /** Without a passphrase none is made by itself. */
  get isScheduled(): boolean {
    return this.config.BACKUP_PASSPHRASE !== undefined;
  }

  get place(): string {
    return this.files.place;
  }

  /** Since midnight, by the clock of the time zone. */
  get minuteOfDay(): number {
    const [hour = 0, minute = 0] = this.config.BACKUP_AT.split(':').map(Number);
    return hour * MINUTES_AN_HOUR + minute;
  }

  get timeZone(): string {
    return this.config.TIME_ZONE;
  }

  get retention(): Retention {
    const { config, timeZone } = this;
    return {
      ...{ daily: config.BACKUP_KEEP_DAILY, weekly: config.BACKUP_KEEP_WEEKLY },
      ...{ monthly: config.BACKUP_KEEP_MONTHLY, timeZone },
    };
  }

  /** Newest first. @throws FilesError */
  list(): Promise<readonly StoredBackup[]> {
    return listBackups(this.files);
  }

  /** @throws BackupError, FilesError */
  async make(): Promise<StoredBackup> {
    const { BACKUP_PASSPHRASE: passphrase } = this.config;
    if (passphrase === undefined) throw new BackupError('BACKUP_PASSPHRASE is not set.');
    const wanted = { passphrase, version: programVersion() };
    const hard = this.workFactor === undefined ? wanted : { ...wanted, workFactor: this.workFactor };
    return (await makeBackup(this.source, this.files, hard, this.clock)).stored;
  }

  /** @throws FilesError */
  remove(name: string): Promise<void> {
    return removeBackup(this.files, name);
  }
}
