import { AccessStatusChangedSchema, FACTS_STREAM } from '@saring/contracts';
import { PostgresEventStore, prepareEventStore } from '@saring/event-store';
import { connectNats, ensureStreams } from '@saring/messaging';
import {
  createTestDatabase,
  eventually,
  startTestStack,
  type TestDatabase,
  type TestStack,
} from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { CHECKPOINTS_TABLE, createLogger, createPool, publicFact, startFactPublisher } from '.';

const EVENTS = 3;
/** Beyond the calls that publishing three events makes. */
const MOST_CALLS = 12;
const logger = createLogger('silent');
let stack: TestStack;
let nats: NatsConnection;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  await ensureStreams(await nats.jetstreamManager());
});
afterAll(async () => {
  await nats.close();
  await stack.close();
});

/** The n-th call of all that the task makes to its pool or to NATS throws, once. */
const faultAt = (n: number) => {
  let calls = 0;
  const step = (): void => {
    calls += 1;
    if (calls === n) throw new Error(`call ${n} fails`);
  };
  const wrap = <T extends object>(target: T, methods: Record<string, (result: unknown) => unknown>): T =>
    new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key, object);
        if (typeof value !== 'function') return value;
        const follow = methods[String(key)];
        return (...args: unknown[]) => {
          if (follow) step();
          const result: unknown = Reflect.apply(value, object, args);
          return follow ? follow(result) : result;
        };
      },
    });
  const same = (result: unknown): unknown => result;
  const client = (result: unknown): unknown =>
    (result as Promise<object>).then((one) => wrap(one, { query: same }));
  return {
    pool: (pool: Pool) => wrap(pool, { query: same, connect: client }),
    nats: (connection: NatsConnection) =>
      wrap(connection, { jetstream: (result) => wrap(result as object, { publish: same }) }),
  };
};

it.each(Array.from({ length: MOST_CALLS }, (_, index) => index + 1))(
  'publishes every fact though call %i of its world fails',
  async (n) => {
    const database: TestDatabase = await createTestDatabase();
    const real = createPool({ url: database.url, schema: 'public', max: 4, name: 'spec', logger });
    await real.query(CHECKPOINTS_TABLE);
    await prepareEventStore(real);
    const seeded = new PostgresEventStore(real);
    const events = Array.from({ length: EVENTS }, () => ({ type: 'AccessStatusChanged', data: {} }));
    await seeded.append(`quota-account-${n}`, events, 'none');
    const faults = faultAt(n);
    const pool = faults.pool(real);
    const store = new PostgresEventStore(pool);
    const manager = await nats.jetstreamManager();
    const before = (await manager.streams.info(FACTS_STREAM)).state.messages;
    const publisher = startFactPublisher({
      service: `spec-${n}`,
      databaseUrl: database.url,
      store,
      pool,
      nats: faults.nats(nats),
      logger,
      publish: () => [publicFact(AccessStatusChangedSchema, { subscriberId: `s${n}`, version: 1 })],
    });
    await eventually(
      async () => (await manager.streams.info(FACTS_STREAM)).state.messages === before + EVENTS,
    );
    await publisher.stop();
    await store.close();
    await seeded.close();
    await real.end();
    await database.drop();
  },
  30_000,
);
