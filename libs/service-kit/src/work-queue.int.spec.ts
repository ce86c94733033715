// The guarantees of the work queue: work is done once it is due, again when it failed, and by one replica, on a real PostgreSQL.
import type { Process } from '@saring/event-sourcing';
import { systemClock, type Clock } from '@saring/kernel';
import { createTestDatabase, eventually, type TestDatabase } from '@saring/testing';
import type { Pool } from 'pg';
import {
  addDueWork,
  bringForward,
  createLogger,
  dropDueWork,
  DUE_WORK_TABLE,
  summariseWork,
  WorkQueue,
} from '.';

type Kind = 'boil' | 'pour' | 'tell';
type Cup = { readonly id: string; readonly isBroken: boolean };

const process: Omit<Process<Cup, never, Kind>, 'after'> = {
  lanes: [['boil', 'pour'], ['tell']],
  isStillDue: (_kind, { isBroken }) => !isBroken,
  retryInSeconds: (kind, _cup, attempts) => (kind === 'tell' && attempts >= 3 ? null : 10 * attempts),
  repeatAt: (kind, _cup, _attempts, startedAt) =>
    kind === 'boil' ? new Date(Date.parse(startedAt) + 60_000).toISOString() : null,
};

const START = '2026-11-27T07:00:00.000Z';
let database: TestDatabase;
let pool: Pool;
let now: Date;
const clock: Clock = { ...systemClock, now: () => now };
let queue: WorkQueue;
let done: string[];
let failing: Set<string>;
let broken: Set<string>;
/** Runs within the work, once. */
let during: (() => Promise<void>) | null;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = await database.pool('work');
  await pool.query(DUE_WORK_TABLE);
});
afterAll(() => database.drop());

const perform = async (kind: Kind, { id }: Cup): Promise<void> => {
  done.push(`${kind} ${id}`);
  const meanwhile = during;
  during = null;
  await meanwhile?.();
  if (failing.has(kind)) throw new Error(`no ${kind}`);
};

const start = (): void => {
  const ending = new AbortController();
  const running = queue.drain<Cup, Cup, Kind>(
    {
      topic: 'cup',
      process,
      find: (id) => Promise.resolve(id === 'gone' ? null : { id, isBroken: broken.has(id) }),
      stateOf: (cup) => cup,
      do: {
        boil: (cup) => perform('boil', cup),
        pour: (cup) => perform('pour', cup),
        tell: (cup) => perform('tell', cup),
      },
    },
    ending.signal,
  );
  stop = async () => {
    ending.abort();
    await running;
  };
};

beforeEach(async () => {
  await pool.query('truncate due_work');
  now = new Date(START);
  queue = new WorkQueue(pool, clock, createLogger('silent'));
  [done, failing, broken, during] = [[], new Set(), new Set(), null];
  start();
});
afterEach(() => stop());

const add = async (id: string, kind: Kind, notBefore = START): Promise<void> => {
  await addDueWork(pool, 'cup', id, [{ kind, notBefore }], now);
  queue.wake();
};
const left = async () =>
  (await pool.query('select id, kind, attempts, next_attempt_at, last_error from due_work order by id')).rows;
const after = (seconds: number) => new Date(Date.parse(START) + seconds * 1_000);

it('does work once, when its time has come', async () => {
  await add('a', 'pour', after(5).toISOString());
  await add('b', 'pour');
  await eventually(() => expect(done).toEqual(['pour b']));
  now = after(5);
  queue.wake();
  await eventually(() => expect(done).toEqual(['pour b', 'pour a']));
  await eventually(async () => expect(await left()).toEqual([]));
});

it('tries again what failed, later each time, and says why', async () => {
  failing.add('pour');
  await add('a', 'pour');
  await eventually(async () =>
    expect(await left()).toMatchObject([{ attempts: 1, next_attempt_at: after(10), last_error: 'no pour' }]),
  );
  now = after(10);
  queue.wake();
  await eventually(async () =>
    expect(await left()).toMatchObject([{ attempts: 2, next_attempt_at: after(30) }]),
  );
  expect(await summariseWork(pool, after(40))).toMatchObject([
    { topic: 'cup', kind: 'pour', waiting: 1, due: 1, failing: 1, lastError: 'no pour' },
  ]);
});

it('waits no longer than it would have for what was planned while the clock was an hour ahead', async () => {
  // The look of a start at the right hour would plan again what it finds.
  await stop();
  now = after(3_600);
  start();
  failing.add('pour');
  await add('a', 'pour', after(3_600).toISOString());
  await add('b', 'pour', after(3_700).toISOString());
  await eventually(async () =>
    expect(await left()).toMatchObject([
      { id: 'a', next_attempt_at: after(3_610) },
      { id: 'b', next_attempt_at: after(3_700) },
    ]),
  );
  await stop();
  now = after(1);
  start();
  await eventually(async () =>
    expect(await left()).toMatchObject([{ next_attempt_at: after(11) }, { next_attempt_at: after(101) }]),
  );
  now = after(11);
  failing.clear();
  queue.wake();
  await eventually(() => expect(done).toEqual(['pour a', 'pour a']));
});

it('gives up where the rules say so', async () => {
  failing.add('tell');
  await add('a', 'tell');
  for (const seconds of [10, 30]) {
    await eventually(async () => expect(await left()).toMatchObject([{ next_attempt_at: after(seconds) }]));
    now = after(seconds);
    queue.wake();
  }
  await eventually(async () => expect(await left()).toEqual([]));
  expect(done).toHaveLength(3);
});

it('drops what is no longer due, and what belongs to nothing', async () => {
  broken.add('a');
  await add('a', 'pour');
  await add('gone', 'tell');
  await eventually(async () => expect(await left()).toEqual([]));
  expect(done).toEqual([]);
});

it('repeats what is to be repeated', async () => {
  await add('a', 'boil');
  await eventually(async () =>
    expect(await left()).toMatchObject([{ attempts: 1, next_attempt_at: after(60), last_error: null }]),
  );
});

it('keeps work that is added again while it is done', async () => {
  during = async () =>
    addDueWork(pool, 'cup', 'a', [{ kind: 'pour', notBefore: after(7).toISOString() }], now);
  await add('a', 'pour');
  await eventually(async () =>
    expect(await left()).toMatchObject([{ attempts: 0, next_attempt_at: after(7) }]),
  );
});

it('works each lane by itself: a slow one delays no other', async () => {
  let release: () => void = () => undefined;
  during = () => new Promise((resolve) => (release = resolve));
  await add('a', 'tell');
  await eventually(() => expect(done).toEqual(['tell a']));
  await add('a', 'pour');
  await eventually(() => expect(done).toEqual(['tell a', 'pour a']));
  release();
});

it('brings work forward and never puts it off', async () => {
  const at = (seconds: number) => ({ kind: 'pour', notBefore: after(seconds).toISOString() });
  for (const seconds of [50, 90, 20]) await bringForward(pool, 'cup', 'a', at(seconds), START);
  expect(await left()).toMatchObject([{ next_attempt_at: after(20) }]);
  await dropDueWork(pool, 'cup', 'a', 'pour');
  expect(await left()).toEqual([]);
});
