// router-writes.int.spec.ts — of one router no more writes are kept than a page can use, the newest.
import { join } from 'node:path';
import { newId, systemClock } from '@saring/kernel';
import { migrate } from '@saring/service-kit';
import { createTestDatabase, type TestDatabase } from '@saring/testing';
import { RouterWrites, type Write } from './router-writes.rows';

const MOST_KEPT = 5_000;
const write: Write = {
  ...{ change: 'binding_added', action: 'add', path: '/ip/hotspot/ip-binding', subscriberId: 'budi' },
  ...{ deviceId: 'phone', target: 'bypassed', state: 'done', refusal: '' },
};
const many = (count: number, target: string): Write[] =>
  Array.from({ length: count }, () => ({ ...write, target }));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url, 'router_gateway', join(__dirname, '../../prisma/migrations'));
});
afterAll(() => database.drop());

it('forgets what was written first, of the router that wrote more, and of no other', async () => {
  let milliseconds = Date.parse('2026-11-28T00:00:00.000Z');
  const pool = await database.pool('router_gateway');
  const writes = new RouterWrites(pool, { ...systemClock, now: () => new Date((milliseconds += 1)) });
  const [busy, quiet] = [newId(), newId()];
  const kept = async (routerId: string) => {
    const rows = await writes.list(routerId, 2 * MOST_KEPT, null);
    return { count: rows.length, targets: new Set(rows.map(({ target }) => target)) };
  };
  await writes.add(busy, many(3, 'oldest'));
  await writes.add(quiet, many(2, 'quiet'));
  await writes.add(busy, many(MOST_KEPT, 'newer'));
  await writes.forgetOld(busy);
  expect(await kept(busy)).toEqual({ count: MOST_KEPT, targets: new Set(['newer']) });
  await writes.forgetOld(quiet);
  expect(await kept(quiet)).toEqual({ count: 2, targets: new Set(['quiet']) });
});
