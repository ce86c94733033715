// backups.ts — the backups of this Saring as its settings say: where, when, and by which passphrase.
import { readFileSync } from 'node:fs';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Files } from '@saring/files';
import { filesOf, type FilesConfig } from '@saring/service-kit';
import { SERVICES } from '..';
import { BackupError } from './backup-error';
import { configuredFiles, listBackups, makeBackup, removeBackup, type StoredBackup } from './backup-store';
import type { BackupConfig } from './config';
import type { Retention } from './domain/retention';

const MINUTES_AN_HOUR = 60;

export type MakerSettings = {
  readonly config: BackupConfig;
  readonly databaseUrl: string;
  readonly secretsKey: string;
  /** Where the files are that rows name. */
  readonly filesConfig: FilesConfig;
  /** How hard a passphrase is to try; less in tests alone. */
  readonly workFactor?: number;
};

/** In this thread, which it keeps for seconds. @throws BackupError, FilesError */
export const makeHere = async (
  { config, databaseUrl, secretsKey, filesConfig, workFactor }: MakerSettings,
  clock: { now(): Date },
): Promise<StoredBackup> => {
  const { BACKUP_PASSPHRASE: passphrase } = config;
  if (passphrase === undefined) throw new BackupError('BACKUP_PASSPHRASE is not set.');
  const wanted = { passphrase, version: programVersion() };
  const hard = workFactor === undefined ? wanted : { ...wanted, workFactor };
  const place = { databaseUrl, secretsKey, services: SERVICES, files: filesOf(filesConfig) };
  return (await makeBackup(place, configuredFiles(config), hard, clock)).stored;
};

/** Of the program that runs. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }).version;

/** Makes one, proves it, and says what it is. @param signal ends it amid its work. @throws BackupError, FilesError */
type BackupMaker = (signal: AbortSignal) => Promise<StoredBackup>;

export class Backups implements OnModuleDestroy {
  readonly files: Files;
  private readonly stopping = new AbortController();

  constructor(
    private readonly config: BackupConfig,
    private readonly maker: BackupMaker,
  ) {
    this.files = configuredFiles(config);
  }

  /** Without a passphrase none is made by itself. */
  get isScheduled(): boolean {
    return this.config.BACKUP_PASSPHRASE !== undefined;
  }

  /** 03:30 */
  get dailyTime(): string {
    return this.config.BACKUP_AT;
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
  make(): Promise<StoredBackup> {
    return this.maker(this.stopping.signal);
  }

  /** Whoever stops the program waits for no backup: it is made up after the next start. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /** @throws FilesError */
  remove(name: string): Promise<void> {
    return removeBackup(this.files, name);
  }
}
