// local-database.ts — where the PostgreSQL of this folder's `npm start` is, for commands beside it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const POSTGRES_URL_FILE = 'postgres.url';

/** DATABASE_URL, or where the `npm start` of this folder has written down its own. @throws Error in a sentence. */
export const localDatabaseUrl = (env: Readonly<Record<string, string | undefined>>): string => {
  const file = join(env['DATA_DIR'] || '.data', POSTGRES_URL_FILE);
  const url = env['DATABASE_URL'] || (existsSync(file) ? readFileSync(file, 'utf8') : '');
  if (!url) throw new Error(`Saring does not run here: there is no ${file}. Start it, or set DATABASE_URL.`);
  return url;
};
