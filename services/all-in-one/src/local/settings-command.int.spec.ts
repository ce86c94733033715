// settings-command.int.spec.ts — settings changed from the machine, when no console can be reached.
import 'reflect-metadata';
import { join } from 'node:path';
import { listSealedSettings } from '@saring/auth-otp';
import { prepareEventStore } from '@saring/event-store';
import { createLogger, createPool, migrate, openedSettings, SealedSettings } from '@saring/service-kit';
import { createTestDatabase, type TestDatabase } from '@saring/testing';
import type { Pool } from 'pg';
import { settingsCommand } from './settings-command';

const env = { SECRETS_KEY: 'k'.repeat(40), DEVICE_LIMIT: '4' };
const sealed = new SealedSettings(env.SECRETS_KEY);
let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url, 'auth_otp', join(__dirname, '../../../auth-otp/prisma/migrations'));
  const logger = createLogger('silent');
  pool = createPool({ url: database.url, schema: 'auth_otp', max: 2, name: 'spec', logger });
  await prepareEventStore(pool);
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const run = (command: string, name?: string, value?: string): Promise<string> =>
  settingsCommand(pool, env, { command, name, value });
const stored = async () => openedSettings(await listSealedSettings(pool), sealed, createLogger('silent'));

it('sets, lists and unsets, with secrets sealed and never printed', async () => {
  expect(await run('list')).toContain('No setting');
  expect(await run('set', 'DEVICE_LIMIT', '7')).toContain('DEVICE_LIMIT is stored');
  await run('set', 'FONNTE_TOKEN', 'a-token-to-hide\n');
  expect((await stored()).get('FONNTE_TOKEN')).toEqual({ version: 1, value: 'a-token-to-hide' });
  expect(await run('list')).toBe('DEVICE_LIMIT=7\nFONNTE_TOKEN=(secret)\n');
  expect(JSON.stringify(await listSealedSettings(pool))).not.toContain('a-token-to-hide');
  await run('unset', 'DEVICE_LIMIT');
  expect((await stored()).get('DEVICE_LIMIT')).toEqual({ version: 2, value: null });
  expect(await run('list')).toContain("DEVICE_LIMIT=(the machine's)");
});

it.each([
  ['set', 'DEVICE_LIMIT', '99', /auth-otp refuses this value: DEVICE_LIMIT must be at most 20/],
  ['set', 'SECRETS_KEY', 'x', /the machine's/],
  ['set', 'FONNTE_BASE_URL', 'https://evil.example', /the machine's/],
  ['set', 'BUSINESS_NAME', 'x', /profile of a site/],
  ['set', 'NO_SUCH', 'x', /There is no setting NO_SUCH/],
  ['set', undefined, undefined, /usage/],
  ['unset', 'DEVICE_LIMIT', 'x', /usage/],
  ['drop', undefined, undefined, /usage/],
])('refuses %s %s %s in a sentence', (command, name, value, sentence) =>
  expect(run(command, name, value)).rejects.toThrow(sentence),
);

it('is in the record: which setting, by nobody who works here, and no value', async () => {
  await run('set', 'NUMBER_SILENT_DAYS', '120');
  const { rows } = await pool.query<Record<string, unknown>>(
    `select operator_name, method, route, permission, params, body_json, before_json, outcome from audit_entries
     where params->>'name' = 'NUMBER_SILENT_DAYS'`,
  );
  expect(rows).toEqual([
    {
      ...{ operator_name: 'machine', method: 'CLI', route: 'npm run settings', permission: 'settings:write' },
      ...{ params: { name: 'NUMBER_SILENT_DAYS' }, body_json: '{"isSet":true}', before_json: '' },
      outcome: 'done',
    },
  ]);
});
