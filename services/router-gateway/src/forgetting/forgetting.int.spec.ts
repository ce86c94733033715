// forgetting.int.spec.ts — what is about a deleted person goes, and nothing that only has the same letters.
import { RouterGateway } from '@saring/contracts';
import { newId } from '@saring/kernel';
import type { Pool } from 'pg';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const MAC = '02:AA:BB:CC:DD:01';
const PERSON = newId();
let town: SimulatedSite<RouterOsSimulator>;
let pool: Pool;
beforeAll(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  await town.startGateway();
  pool = await town.stack.database.pool('router_gateway');
});
afterAll(() => town.close());

const haveLine = (username: string) =>
  pool.query(
    `insert into lines (line_id, subscriber_id, router_id, username, state, terms, is_adopted, password_version)
     values ($1, $2, $3, $4, 'removed', '{}', false, 1)`,
    [newId(), PERSON, newId(), username],
  );

it('forgets a line that is called `a` and one like a pattern, and leaves the words of the router', async () => {
  await haveLine('a');
  await haveLine('budi.(x)');
  const routerId = newId();
  for (const [code, detail] of [
    ['ONE', 'the line a is not known'],
    ['TWO', 'a-b and Lan.a and ban: nobody'],
    ['THREE', `the host ${MAC.toLowerCase()} is barred`],
    ['FOUR', 'the line budi.(x) is off'],
    ['FIVE', 'the line budix is off'],
  ] as const)
    await pool.query('insert into alarms (router_id, code, detail) values ($1, $2, $3)', [
      ...[routerId, code, detail],
    ]);
  const content = [
    'add a comment="a" name=a profile=a',
    'add caller-id=02:aa:bb:cc:dd:01 name="budi.(x)" password=a.b name=ani',
  ].join('\n');
  await pool.query(
    `insert into configurations (configuration_id, router_id, taken_at, seen_at, digest, content, accepted)
     values ($1, $2, now(), now(), 'd', $3, true)`,
    [newId(), routerId, content],
  );
  const person = { subscriberId: PERSON, phones: [], macs: [MAC] };
  await town.messenger.request(RouterGateway.method.forgetPerson, person);
  const alarms = await pool.query<{ code: string }>(
    'select code from alarms where router_id = $1 order by code',
    [routerId],
  );
  expect(alarms.rows.map(({ code }) => code)).toEqual(['FIVE', 'TWO']);
  const kept = await pool.query<{ content: string }>(
    'select content from configurations where router_id = $1',
    [routerId],
  );
  expect(kept.rows[0]?.content.split('\n')).toEqual([
    'add a comment="" name= profile=a',
    'add caller-id= name="" password=a.b name=ani',
  ]);
});
