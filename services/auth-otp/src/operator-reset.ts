// operator-reset.ts — `npm run operator -- reset <email>`: lets an operator in again who lost password or second factor.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, createPool, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import { hashPassword, newOneTimePassword } from './operators/passwords';
import { findOperatorByLogin, removeTotp, resetPassword } from './operators/operators.rows';

const POSTGRES_URL_FILE = 'postgres.url';
const USAGE = 'usage: npm run operator -- reset <email>';

/** @returns the one-time password; null: there is no such operator. Sessions end, the lock and the second factor go. */
export const resetOperator = async (pool: Pool, email: string): Promise<string | null> => {
  const password = newOneTimePassword();
  const passwordHash = await hashPassword(password);
  return inTransaction(pool, async (client) => {
    const operator = await findOperatorByLogin(client, email.toLowerCase(), null);
    if (!operator) return null;
    await resetPassword(client, operator.id, passwordHash);
    await removeTotp(client, operator.id);
    return password;
  });
};

/** DATABASE_URL, or where the `npm start` of this folder has written down its own. */
const databaseUrl = (): string => {
  const file = join(process.env['DATA_DIR'] || '.data', POSTGRES_URL_FILE);
  const url = process.env['DATABASE_URL'] || (existsSync(file) ? readFileSync(file, 'utf8') : '');
  if (!url) throw new Error(`Saring does not run here: there is no ${file}. Start it, or set DATABASE_URL.`);
  return url;
};

const main = async ([command, email]: readonly string[]): Promise<void> => {
  if (command !== 'reset' || !email) throw new Error(USAGE);
  const logger = createLogger('silent');
  const pool = createPool({ url: databaseUrl(), schema: 'auth_otp', max: 2, name: 'operator-reset', logger });
  try {
    const password = await resetOperator(pool, email);
    if (password === null) throw new Error(`There is no operator ${email}.`);
    process.stdout.write(
      `One-time password of ${email} (change it at login): ${password}\nThe second factor is off, open sessions have ended.\n`,
    );
  } finally {
    await pool.end();
  }
};

if (require.main === module)
  main(process.argv.slice(2)).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
