// settings-command.ts — `npm run settings -- list | set NAME [VALUE] | unset NAME`: what operators set, from the machine,
// for when the console cannot be reached.
import { text } from 'node:stream/consumers';
import { listSealedSettings, Settings } from '@saring/auth-otp';
import { PostgresEventStore } from '@saring/event-store';
import { systemClock, toInstant } from '@saring/kernel';
import {
  createLogger,
  createPool,
  isSecretSetting,
  localDatabaseUrl,
  openedSettings,
  SealedSettings,
  SettingsInForce,
  type ServiceEnv,
} from '@saring/service-kit';
import type { Pool } from 'pg';
import { SERVICES } from '..';
import { localEnvironment, OF_ENGINES } from './environment';

const USAGE = `usage: npm run settings -- list
       npm run settings -- set NAME [VALUE]   (without VALUE it is read from the standard input)
       npm run settings -- unset NAME         (the machine's value holds again)`;
/** In the record, in place of an operator. */
const ACTOR = 'machine';

type Asked = {
  readonly command?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
};

/** @returns what to print. @throws Error in a sentence for whoever typed it. */
export const settingsCommand = async (
  pool: Pool,
  env: ServiceEnv,
  { command, name, value }: Asked,
): Promise<string> => {
  const sealed = new SealedSettings(env['SECRETS_KEY'] ?? '');
  const stored = openedSettings(await listSealedSettings(pool), sealed, createLogger('silent'));
  const given = Object.fromEntries(Object.entries(env).filter(([, one]) => one !== undefined && one !== ''));
  const services = SERVICES.map(({ name: service, config }) => ({
    ...{ service, settings: new SettingsInForce(config, { ...OF_ENGINES, ...given }, stored) },
  }));
  if (command === 'list' && name === undefined) return listOf(services, stored.size);
  const isSet = command === 'set' && value !== undefined;
  if (name === undefined || !(isSet || (command === 'unset' && value === undefined))) throw new Error(USAGE);
  const next = isSet ? value.trim() : null;
  requireFit(services, name, next);
  await new Settings(pool, new PostgresEventStore(pool)).handle(
    name,
    [
      {
        ...{ type: 'ChangeSetting', at: toInstant(systemClock.now()) },
        value: next === null ? null : { sealed: sealed.seal(name, next), digest: sealed.digest(name, next) },
      },
    ],
    { actor: ACTOR },
  );
  const done = next === null ? `the machine's value of ${name} holds again` : `${name} is stored`;
  return `Done: ${done}. Running services take it within seconds, or at their next start.\n`;
};

type Held = { readonly service: string; readonly settings: SettingsInForce };

/** @throws Error unless every service that has the setting would run with the value. */
const requireFit = (services: readonly Held[], name: string, value: string | null): void => {
  const verdicts = services
    .map(({ service, settings }) => ({ service, ...settings.check(name, value) }))
    .filter(({ isHeld }) => isHeld);
  if (verdicts.length === 0) throw new Error(`There is no setting ${name}.`);
  if (verdicts.some(({ effect }) => effect === 'machine'))
    throw new Error(`${name} is the machine's: change it in .env.`);
  if (verdicts.some(({ effect }) => effect === 'site'))
    throw new Error(`${name} is set in the profile of a site.`);
  const wrong = verdicts.find(({ problem }) => problem !== null);
  if (wrong) throw new Error(`${wrong.service} refuses this value: ${name} ${wrong.problem}`);
};

const listOf = (services: readonly Held[], count: number): string => {
  if (count === 0) return 'No setting was ever changed in the console.\n';
  const lines = services.flatMap(({ settings }) =>
    Object.keys(settings.schemas).flatMap((name) => {
      const { wanted = '', version, isStored, problem } = settings.standingOf(name);
      if (version === 0) return [];
      const shown = isSecretSetting(name) ? '(secret)' : wanted;
      const end = problem === null ? '' : ` (the stored value does not fit: ${problem})`;
      return [`${name}=${isStored ? shown : "(the machine's)"}${end}`];
    }),
  );
  return `${[...new Set(lines)].sort().join('\n')}\n`;
};

const main = async ([command, name, given]: readonly string[]): Promise<void> => {
  const { env } = localEnvironment();
  const value =
    command === 'set' && name !== undefined && given === undefined ? await text(process.stdin) : given;
  const logger = createLogger('silent');
  const pool = createPool({
    url: localDatabaseUrl(env),
    schema: 'auth_otp',
    max: 2,
    name: 'settings',
    logger,
  });
  try {
    process.stdout.write(await settingsCommand(pool, env, { command, name, value }));
  } finally {
    await pool.end();
  }
};

if (require.main === module)
  main(process.argv.slice(2)).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
