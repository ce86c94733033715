import { createTestDatabase, type TestDatabase } from '@saring/testing';
import { createLogger, createPool, migrate } from '@saring/service-kit';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { hashPassword, passwordMatches } from './operators/passwords';
import { insertOperator, listOperators, saveTotp } from './operators/operators.rows';
import {
  findOperatorOfKey,
  findOperatorOfSession,
  insertApiKey,
  openOperatorSession,
} from './operators/operator-tokens.rows';
import { readTries, saveFailures } from './operators/operator-tries.rows';
import { resetOperator } from './operator-reset';

const NOW = new Date('2026-11-21T04:00:00.000Z');
let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url, 'auth_otp', join(__dirname, '../prisma/migrations'));
  pool = createPool({
    url: database.url,
    schema: 'auth_otp',
    max: 2,
    name: 'spec',
    logger: createLogger('silent'),
  });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it('lets an operator in who lost the password and the second factor, and no one else', async () => {
  await insertOperator(
    pool,
    {
      email: 'admin@saring.local',
      phone: null,
      name: '',
      role: 'super_admin',
      password_hash: await hashPassword('the lost password'),
      must_change_password: false,
    },
    NOW,
  );
  const [before] = await listOperators(pool);
  const id = before?.id ?? '';
  await saveTotp(pool, id, 'sealed');
  const trier = { account: id, addressKey: '10.1.1.1' };
  await saveFailures(pool, trier, 9, new Date('2026-11-22T04:00:00.000Z'), NOW);
  const token = await openOperatorSession(pool, id, NOW);
  const asked = { operatorId: id, name: 'script', scopes: ['quota:read'], makerKeyId: null };
  const key = await insertApiKey(pool, { ...asked, expiresAt: new Date('2027-01-01T00:00:00Z') }, NOW);
  const password = await resetOperator(pool, 'Admin@saring.local');
  const [after] = await listOperators(pool);
  expect(await passwordMatches(password ?? '', after?.password_hash ?? null)).toBe(true);
  expect(after).toMatchObject({ must_change_password: true, totp_sealed: null });
  const { rows: entries } = await pool.query(
    'select operator_id, method, route, body_json, outcome from audit_entries',
  );
  expect(entries).toEqual([
    {
      ...{ operator_id: id, method: 'CLI', route: 'npm run operator -- reset' },
      ...{ body_json: '{"endKeys":false}', outcome: 'done' },
    },
  ]);
  expect(await readTries(pool, trier, NOW)).toMatchObject({ failures: 0, lockedUntil: null });
  expect(await findOperatorOfSession(pool, token, NOW)).toBeNull();
  expect(await findOperatorOfKey(pool, key?.key ?? '', NOW)).toMatchObject({ must_change_password: false });
  await resetOperator(pool, 'admin@saring.local', true);
  expect(await findOperatorOfKey(pool, key?.key ?? '', NOW)).toBeNull();
  expect(await resetOperator(pool, 'nobody@saring.local')).toBeNull();
});
