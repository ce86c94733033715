// environment.ts — what `npm start` runs with: the environment, `.env`, and for the rest a machine of its own.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { flag, requireSettings, type ServiceDefinition, type ServiceEnv } from '@saring/service-kit';
import { z } from 'zod';
import { backupConfig, backupSettings } from '../backup/config';

const SECRET_BYTES = 32;
const DEFAULT_PORT = '9000';

type LocalEnvironment = {
  readonly env: Record<string, string | undefined>;
  /** The names that `.env` sets. */
  readonly fileSettings: readonly string[];
};

/** `.env` beside package.json, under the real environment. */
export const givenEnvironment = (): LocalEnvironment => {
  const file = existsSync('.env') ? (parseEnv(readFileSync('.env', 'utf8')) as Record<string, string>) : {};
  return { env: { ...file, ...process.env }, fileSettings: Object.keys(file) };
};

/** What was given, and for the rest a machine of its own; makes its folder and its key where there are none. */
export const localEnvironment = (): LocalEnvironment => {
  const { env, fileSettings } = givenEnvironment();
  const wanted = resolve(env['DATA_DIR'] || '.data');
  mkdirSync(wanted, { recursive: true });
  // A link to a folder is that folder: a second start on it is refused, whatever it is called.
  const dataDir = realpathSync(wanted);
  const whole: Record<string, string | undefined> = {
    ...env,
    DATA_DIR: dataDir,
    PORT: env['PORT'] || DEFAULT_PORT,
    SECRETS_KEY: env['SECRETS_KEY'] || ownSecret(dataDir),
    TIME_ZONE: env['TIME_ZONE'] || 'Asia/Jakarta',
    LOG_LEVEL: env['LOG_LEVEL'] || 'warn',
    FILES_FOLDER: env['FILES_FOLDER'] || (env['FILES_S3_BUCKET'] ? undefined : join(dataDir, 'files')),
    SIMULATORS: env['SIMULATORS'] || (env['ROUTERS_FILE'] ? 'off' : 'on'),
  };
  return { env: whole, fileSettings };
};

/** The settings of the start itself. */
export const localConfig = backupSettings.extend({
  PORT: z.coerce.number().int().min(1).max(65_535).default(Number(DEFAULT_PORT)),
  DATA_DIR: z.string().default('.data'),
  SIMULATORS: flag(true),
});

/** Read from an engine of this machine where nothing is set. */
export const OF_ENGINES = {
  DATABASE_URL: 'postgresql://saring@localhost/saring',
  NATS_URL: 'nats://localhost',
};

/**
 * Before any engine runs, so that a wrong setting costs no wait.
 * @throws ConfigError naming every wrong setting of the start and of all services at once.
 */
export const requireLocalSettings = (services: readonly ServiceDefinition[], env: ServiceEnv): void => {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  requireSettings(services, { ...OF_ENGINES, ...Object.fromEntries(given) }, [localConfig, backupConfig]);
};

/** Made at the first start and kept: with another one, stored router passwords could not be read. */
const ownSecret = (dataDir: string): string => {
  const file = join(dataDir, 'secrets-key');
  if (!existsSync(file))
    writeFileSync(file, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
};

export const simulatorsOn = (env: ServiceEnv): boolean =>
  ['on', 'true', '1'].includes(env['SIMULATORS'] ?? '');
