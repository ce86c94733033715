// backup-command.ts — `npm run backup` and `npm run restore`: a file, a folder, or the place that the settings name.
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { folderFiles, type Files } from '@saring/files';
import { systemClock } from '@saring/kernel';
import { createLogger, filesConfig, filesOf, localDatabaseUrl, parseConfig } from '@saring/service-kit';
import { SERVICES } from '..';
import { backupConfig } from './config';
import { lockFolder } from '../local/data-folder';
import { startPostgres } from '../local/engines';
import { givenEnvironment, localEnvironment } from '../local/environment';
import {
  inspectBackup,
  requireFit,
  restoreBackup,
  takeBackup,
  type Held,
  type Place,
  type Wanted,
} from './backup';
import { BackupError } from './backup-error';
import { fileSource, requirePassphrase, storedSource, type BackupSource } from './backup-file';
import { backupName, configuredFiles, listBackups, makeBackup } from './backup-store';
import { programVersion } from './backups';

/** In place of a folder: where the settings say. */
const STORE = 'store';
/** In place of a name: the newest that is verified, or the newest of all. */
const LATEST = 'latest';

const USAGE = `usage: npm run backup -- [FILE | --to=FOLDER | --to=store]
       npm run restore -- [--preview] FILE
       npm run restore -- [--preview] --from=FOLDER|store NAME|latest
       npm run restore -- --from=FOLDER|store --list
store is the place that BACKUP_FOLDER or BACKUP_S3_… name.
The passphrase is BACKUP_PASSPHRASE, or the first line of the standard input.`;

type Env = Readonly<Record<string, string | undefined>>;

const passphraseOf = async (env: Env): Promise<string> => {
  const given = env['BACKUP_PASSPHRASE'];
  if (given) return requirePassphrase(given);
  if (process.stdin.isTTY) process.stderr.write('Passphrase: ');
  for await (const line of createInterface({ input: process.stdin, terminal: false }))
    return requirePassphrase(line);
  throw new BackupError('There is no passphrase: set BACKUP_PASSPHRASE, or give it on the standard input.');
};

const filesAt = (wanted: string, env: Env): Files =>
  wanted === STORE ? configuredFiles(parseConfig(backupConfig, env)) : folderFiles(wanted);

const backup = async ([target, ...more]: readonly string[]): Promise<string> => {
  const to = valueOf(target, '--to=');
  if (more.length > 0 || (to === null && target?.startsWith('-'))) throw new BackupError(USAGE);
  const { env } = localEnvironment();
  const place = {
    ...{ databaseUrl: localDatabaseUrl(env), secretsKey: env['SECRETS_KEY'] ?? '' },
    ...{ services: SERVICES, files: filesOf(parseConfig(filesConfig, env)) },
  };
  const files = to === null ? null : filesAt(to, env);
  const wanted = { passphrase: await passphraseOf(env), version: programVersion() };
  const { held, name } = files
    ? await storeNow(place, files, wanted)
    : await writeNow(place, resolve(target ?? backupName(new Date())), wanted);
  return `Done: ${described(held)}\n${name}\nKeep SECRETS_KEY (or ${join(env['DATA_DIR'] ?? '.data', 'secrets-key')}) apart from it: what is sealed in the backup opens with that key alone.\n`;
};

type Made = { readonly held: Held; readonly name: string };

const storeNow = async (place: Place, files: Files, wanted: Wanted): Promise<Made> => {
  const { held, stored } = await makeBackup(place, files, wanted, systemClock);
  return { held, name: `${stored.name} in ${files.place}` };
};

const writeNow = async (place: Place, file: string, wanted: Wanted): Promise<Made> => {
  await takeBackup(place, { ...wanted, file });
  return { held: await inspectBackup(fileSource(file), wanted.passphrase), name: file };
};

/** What follows a word; null: it is another. */
const valueOf = (argument: string | undefined, word: string): string | null =>
  argument?.startsWith(word) && argument.length > word.length ? argument.slice(word.length) : null;

const described = ({ manifest, sums, fileBytes }: Held): string => {
  const lines = manifest.schemas.map(({ name, tables }) => {
    const rows = sums.tables
      .filter(({ table }) => table.startsWith(`${name}.`))
      .reduce((sum, one) => sum + one.rows, 0);
    return `  ${name.padEnd(16)} ${String(tables.length).padStart(4)} tables ${String(rows).padStart(12)} rows`;
  });
  const { count, bytes, missing } = sums.files;
  const files = `  ${'files'.padEnd(16)} ${String(count).padStart(11)} ${String(bytes).padStart(12)} bytes${missing > 0 ? `, ${missing} missing` : ''}`;
  const [day = '', time = ''] = manifest.takenAt.split('T');
  return [
    `backup of ${day} ${time.slice(0, 5)} UTC by Saring ${manifest.version}, ${fileBytes} bytes`,
    ...lines,
    ...(count + missing > 0 ? [files] : []),
  ].join('\n');
};

/** As the machine has it: none is made up, since it would open nothing of the backup. */
const requireKey = (): void => {
  const { env } = givenEnvironment();
  const file = join(env['DATA_DIR'] || '.data', 'secrets-key');
  if (!env['SECRETS_KEY'] && !existsSync(file))
    throw new BackupError(`Put the kept key into ${file} first, or set SECRETS_KEY.`);
};

const restore = async (args: readonly string[]): Promise<string> => {
  const isPreview = args[0] === '--preview';
  const [first, ...more] = isPreview ? args.slice(1) : args;
  const from = valueOf(first, '--from=');
  const name = from === null ? first : more.shift();
  if (name === undefined || more.length > 0) throw new BackupError(USAGE);
  if (from !== null && name === '--list') return listed(filesAt(from, givenEnvironment().env));
  if (name.startsWith('-')) throw new BackupError(USAGE);
  requireKey();
  const { env } = localEnvironment();
  const source = from === null ? fileSource(name) : await sourceIn(filesAt(from, env), name);
  const passphrase = await passphraseOf(env);
  const held = await inspectBackup(source, passphrase);
  const place = { secretsKey: env['SECRETS_KEY'] ?? '', services: SERVICES };
  requireFit(held, place);
  if (isPreview) return `It can be restored here: ${described(held)}\n`;
  const files = filesOf(parseConfig(filesConfig, env));
  await intoDatabase(env, (databaseUrl) =>
    restoreBackup({ ...place, databaseUrl, files }, { source, passphrase, held }),
  );
  return `Restored: ${described(held)}\nStart Saring: npm start\n`;
};

/** @throws BackupError naming what there is. */
const sourceIn = async (files: Files, name: string): Promise<BackupSource> => {
  const all = await listBackups(files);
  const found =
    name === LATEST
      ? (all.find(({ verifiedAt }) => verifiedAt !== null) ?? all[0])
      : all.find((one) => one.name === name);
  if (!found) throw new BackupError(`There is no backup ${name} there.\n${await listed(files)}`);
  return storedSource(files, { ...found, at: found.takenAt });
};

const listed = async (files: Files): Promise<string> => {
  const lines = (await listBackups(files)).map(
    ({ name, bytes, verifiedAt }) =>
      `  ${name} ${String(bytes).padStart(14)} bytes  ${verifiedAt ? 'verified' : 'not verified'}`,
  );
  return [`${files.place}: ${lines.length} backups`, ...lines, ''].join('\n');
};

/** DATABASE_URL, or the cluster of DATA_DIR, which no start may use meanwhile. */
const intoDatabase = async (env: Env, work: (databaseUrl: string) => Promise<void>): Promise<void> => {
  if (env['DATABASE_URL']) return work(env['DATABASE_URL']);
  const wanted = env['DATA_DIR'] ?? '.data';
  mkdirSync(wanted, { recursive: true });
  const dataDir = realpathSync(wanted);
  const unlock = await lockFolder(dataDir);
  try {
    const logger = createLogger('warn');
    const postgres = await startPostgres({ dataDir, logger, onLost: () => process.exit(1) });
    try {
      await work(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    await unlock();
  }
};

if (require.main === module) {
  const [command, ...args] = process.argv.slice(2);
  (command === 'restore' ? restore(args) : backup(args))
    .then((said) => process.stdout.write(said))
    .catch((error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    });
}
