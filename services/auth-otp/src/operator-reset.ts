// operator-reset.ts — `npm run operator -- reset <email>`: lets an operator in again who lost password or second factor.
import { systemClock } from '@saring/kernel';
import { createLogger, createPool, inTransaction, localDatabaseUrl } from '@saring/service-kit';
import type { Pool } from 'pg';
import { recordReset } from './audit/login-record';
import { hashPassword, newOneTimePassword } from './operators/passwords';
import { endApiKeys, findOperatorByLogin, removeTotp, resetPassword } from './operators/operators.rows';
import { deletePasskeys } from './operators/passkeys.rows';

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

const main = async ([command, email, option]: readonly string[]): Promise<void> => {
  const endKeys = option === END_KEYS;
  if (command !== 'reset' || !email || (option !== undefined && !endKeys)) throw new Error(USAGE);
  const logger = createLogger('silent');
  const pool = createPool({
    url: localDatabaseUrl(process.env),
    schema: 'auth_otp',
    max: 2,
    name: 'operator-reset',
    logger,
  });
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
