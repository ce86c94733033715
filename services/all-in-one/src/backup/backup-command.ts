// backup-command.ts — `npm run backup -- [FILE]`, `npm run restore -- FILE`, `npm run restore -- --preview FILE`.
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createLogger, localDatabaseUrl } from '@saring/service-kit';
import { SERVICES } from '..';
import { lockFolder } from '../local/data-folder';
import { startPostgres } from '../local/engines';
import { givenEnvironment, localEnvironment } from '../local/environment';
import { inspectBackup, requireFit, restoreBackup, takeBackup } from './backup';
import { BackupError } from './backup-error';
import { requirePassphrase } from './backup-file';

const USAGE = `usage: npm run backup -- [FILE]
       npm run restore -- [--preview] FILE
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

const versionOf = (): string =>
  (JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }).version;

const backup = async ([file, ...more]: readonly string[]): Promise<string> => {
  if (more.length > 0 || file?.startsWith('-')) throw new BackupError(USAGE);
  const { env } = localEnvironment();
  const databaseUrl = localDatabaseUrl(env);
  const second = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
  const name = resolve(file ?? `saring-${second}Z.backup.age`);
  const passphrase = await passphraseOf(env);
  const place = { databaseUrl, secretsKey: env['SECRETS_KEY'] ?? '', services: SERVICES };
  await takeBackup(place, { file: name, passphrase, version: versionOf() });
  return `Done: ${described(await inspectBackup(name, passphrase))}\n${name}\nKeep SECRETS_KEY (or ${join(env['DATA_DIR'] ?? '.data', 'secrets-key')}) apart from it: what is sealed in the backup opens with that key alone.\n`;
};

const described = ({ manifest, sums, fileBytes }: Awaited<ReturnType<typeof inspectBackup>>): string => {
  const lines = manifest.schemas.map(({ name, tables }) => {
    const rows = sums.tables
      .filter(({ table }) => table.startsWith(`${name}.`))
      .reduce((sum, one) => sum + one.rows, 0);
    return `  ${name.padEnd(16)} ${String(tables.length).padStart(4)} tables ${String(rows).padStart(12)} rows`;
  });
  const [day = '', time = ''] = manifest.takenAt.split('T');
  return [
    `backup of ${day} ${time.slice(0, 5)} UTC by Saring ${manifest.version}, ${fileBytes} bytes`,
    ...lines,
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
  const [file, ...more] = isPreview ? args.slice(1) : args;
  if (file === undefined || file.startsWith('-') || more.length > 0) throw new BackupError(USAGE);
  requireKey();
  const { env } = localEnvironment();
  const passphrase = await passphraseOf(env);
  const held = await inspectBackup(file, passphrase);
  const place = { secretsKey: env['SECRETS_KEY'] ?? '', services: SERVICES };
  requireFit(held, place);
  if (isPreview) return `It can be restored here: ${described(held)}\n`;
  await intoDatabase(env, (databaseUrl) =>
    restoreBackup({ ...place, databaseUrl }, { file, passphrase, held }),
  );
  return `Restored: ${described(held)}\nStart Saring: npm start\n`;
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
