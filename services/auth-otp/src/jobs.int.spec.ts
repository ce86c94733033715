// jobs.int.spec.ts — what auth-otp forgets by the clock, and not before.
import 'reflect-metadata';
import { newId } from '@saring/kernel';
import { authConfig } from './config';
import { AuthJobs } from './jobs';
import { AuthStack } from './testing/auth-stack';

let auth: AuthStack;
beforeAll(async () => (auth = await AuthStack.start()));
afterAll(() => auth.close());

it('keeps what operators did as long as the setting says, and never less than a year', async () => {
  const { env } = auth.stack;
  expect(authConfig.safeParse({ ...env, AUDIT_RETENTION_DAYS: '364' }).success).toBe(false);
  const now = auth.clock.now().getTime();
  const daysAgo = (days: number) => new Date(now - days * 86_400_000);
  for (const days of [366, 399, 401])
    await auth.pool.query(
      `insert into audit_entries (id, at, operator_id, operator_name, method, route, params, targets, body_json,
         before_json, outcome, address) values ($1, $2, $1, $3, 'POST', '/x', '{}', '{}', '', '', 'done', '')`,
      [newId(), daysAgo(days), `${days}`],
    );
  const config = authConfig.parse({ ...env, AUDIT_RETENTION_DAYS: '400' });
  await new AuthJobs(auth.pool, auth.clock, config).sweep();
  const { rows } = await auth.pool.query<{ name: string }>(
    "select operator_name as name from audit_entries where route = '/x' order by at",
  );
  expect(rows.map(({ name }) => name)).toEqual(['399', '366']);
});

it('keeps codes, wrong passwords and changes of numbers as their settings say, within their bounds', async () => {
  const { env } = auth.stack;
  const wrong = {
    CODE_RETENTION_DAYS: ['1', '91'],
    LOGIN_TRIES_RETENTION_DAYS: ['29', '366'],
    NUMBER_CHANGES_RETENTION_DAYS: ['89', '3651'],
  };
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) expect(authConfig.safeParse({ ...env, [name]: value }).success).toBe(false);
  const daysAgo = (days: number) => new Date(auth.clock.now().getTime() - days * 86_400_000);
  for (const days of [29, 39, 41, 99])
    await auth.pool.query(
      `insert into operator_tries (account, address_key, failures, tried_at) values ($1, 'spec', 1, $2)`,
      [`${days}`, daysAgo(days)],
    );
  const config = authConfig.parse({ ...env, LOGIN_TRIES_RETENTION_DAYS: '40' });
  await new AuthJobs(auth.pool, auth.clock, config).sweep();
  const { rows } = await auth.pool.query<{ account: string }>(
    "select account from operator_tries where address_key = 'spec' order by tried_at",
  );
  expect(rows.map(({ account }) => account)).toEqual(['39', '29']);
});
