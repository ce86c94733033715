// operator-reset.ts — `npm run operator -- reset <email>`: lets an operator in again who lost password or second factor.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@saring/kernel';
import { createLogger, createPool, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import { recordReset } from './audit/login-record';
import { hashPassword, newOneTimePassword } from './operators/passwords';
import { endApiKeys, findOperatorByLogin, removeTotp, resetPassword } from './operators/operators.rows';
import { deletePasskeys } from './operators/passkeys.rows';

const POSTGRES_URL_FILE = 'postgres.url';
const END_KEYS = '--end-keys';
const USAGE = `usage: npm run operator -- reset <email> [${END_KEYS}]`;

/**
 * Sessions end, the lock, the second factor and the passkeys go; API keys stay unless they are to end: scripts go on.
 * @returns the one-time password; null: there is no such operator.
 */
export const resetOperator = async (pool: Pool, email: string, endKeys = false): Promise<string | null> => {
  const password = newOneTimePassword();
  const passwordHash = await hashPassword(password);
  return inTransaction(pool, async (client) => {
    const operator = await findOperatorByLogin(client, email.toLowerCase(), null);
    if (!operator) return null;
    await resetPassword(client, operator.id, passwordHash);
    await removeTotp(client, operator.id);
    await deletePasskeys(client, operator.id);
    if (endKeys) await endApiKeys(client, operator.id);
    await recordReset(client, operator, endKeys, systemClock.now());
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

const main = async ([command, email, option]: readonly string[]): Promise<void> => {
  const endKeys = option === END_KEYS;
  if (command !== 'reset' || !email || (option !== undefined && !endKeys)) throw new Error(USAGE);
  const logger = createLogger('silent');
  const pool = createPool({ url: databaseUrl(), schema: 'auth_otp', max: 2, name: 'operator-reset', logger });
  try {
    const password = await resetOperator(pool, email, endKeys);
    if (password === null) throw new Error(`There is no operator ${email}.`);
    process.stdout.write(
      `One-time password of ${email} (change it at login): ${password}\nThe second factor is off, passkeys and open sessions have ended, API keys ${endKeys ? 'have ended' : `stay (${END_KEYS} ends them)`}.\n`,
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
