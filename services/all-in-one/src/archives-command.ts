// archives-command.ts — `npm run archives -- explain …`: what each device moved on a day of an archived month.
import { isTimeZone } from '@saring/kernel';
import { archivesIn, explainDay, type ExplainedDevice } from '@saring/quota-ledger';
import { createLogger, createPool, localDatabaseUrl } from '@saring/service-kit';
import { parseArgs } from 'node:util';
import { localEnvironment } from './local/environment';

const USAGE = `usage: npm run archives -- explain --router=ID --day=YYYY-MM-DD [--device=ID] [--zone=Asia/Jakarta]
The files are those of ARCHIVE_FOLDER or FILES_…; Saring (its PostgreSQL) must run. The zone is that of the day; without it TIME_ZONE.`;

const explain = async (): Promise<string> => {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { router: text, day: text, device: text, zone: text },
  });
  const { router: routerId, day, device: deviceId } = values;
  const { env } = localEnvironment();
  const { TIME_ZONE: zoneOfAll = 'Asia/Jakarta' } = env;
  const timeZone = values.zone ?? zoneOfAll;
  if (positionals.join() !== 'explain' || !routerId || !day || !isTimeZone(timeZone)) throw new Error(USAGE);
  const folder = archivesIn(env);
  if (!folder) throw new Error('Neither ARCHIVE_FOLDER nor ARCHIVE_IN_FILES is set: there are no archives.');
  const pool = createPool({
    ...{ url: localDatabaseUrl(env), schema: 'quota_ledger', max: 1, name: 'archives' },
    logger: createLogger('warn'),
  });
  try {
    const question = { routerId, day, timeZone, ...(deviceId === undefined ? {} : { deviceId }) };
    return tableOf(await explainDay({ pool, folder, timeZone: zoneOfAll }, question));
  } finally {
    await pool.end();
  }
};

const tableOf = (devices: readonly ExplainedDevice[]): string => {
  const lines = devices.map(({ deviceId, subscriberId, bytesIn, bytesOut, heldBytes }) =>
    [deviceId, subscriberId, bytesIn, bytesOut, heldBytes].join('\t'),
  );
  return `${['device', 'subscriber', 'bytes in', 'bytes out', 'bytes held'].join('\t')}\n${lines.join('\n')}\n`;
};

explain().then(
  (said) => process.stdout.write(said),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
