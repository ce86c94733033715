import type { Position } from '@saring/event-sourcing';
import {
  createTestDatabase,
  eventually,
  startFaultProxy,
  type FaultProxy,
  type TestDatabase,
} from '@saring/testing';
import { Pool } from 'pg';
import { eventStoreContract } from '../contract/event-store.contract';
import { PostgresEventStore } from './postgres-event-store';
import { prepareEventStore } from './schema';

let database: TestDatabase;
let proxy: FaultProxy;
let pool: Pool;
let store: PostgresEventStore;

beforeAll(async () => {
  database = await createTestDatabase();
  const direct = await database.pool('contract');
  await prepareEventStore(direct);
  const url = new URL(database.url);
  proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  pool = new Pool({ connectionString: url.href, options: '-c search_path=contract', max: 6 });
  pool.on('error', () => undefined);
  store = new PostgresEventStore(pool);
});
afterAll(async () => {
  await pool.end();
  await proxy.close();
  await database.drop();
});

eventStoreContract('postgres', () => ({ store, cutConnections: () => proxy.cut() }));

describe('the order that never skips', () => {
  it('shows two transactions that commit in reverse order, both, in one order', async () => {
    const own = await database.pool('reverse');
    await prepareEventStore(own);
    const events = new PostgresEventStore(own);
    const first = await own.connect();
    await first.query('begin');
    await events.appendIn(first, {
      stream: 'meter-a',
      events: [{ type: 'Early', data: {} }],
      expectedRevision: 'none',
    });
    await events.append('meter-b', [{ type: 'Late', data: {} }], 'none');
    // The later transaction has committed; a reader that took it now would never see the earlier one.
    expect(await events.readAll({ after: null, limit: 10 })).toEqual([]);
    await first.query('commit');
    first.release();
    const seen = await eventually(async () => {
      const all = await events.readAll({ after: null, limit: 10 });
      return all.length === 2 ? all : false;
    });
    expect(seen.map((event) => event.type)).toEqual(['Early', 'Late']);
  });

  it('waits for a transaction of another database of the same server, and loses nothing by it', async () => {
    const own = await database.pool('neighbour');
    await prepareEventStore(own);
    const events = new PostgresEventStore(own);
    const elsewhere = new URL(database.url);
    elsewhere.pathname = '/postgres';
    const neighbour = new Pool({ connectionString: elsewhere.href });
    const open = await neighbour.connect();
    await open.query('begin');
    await open.query('select pg_current_xact_id()');
    await events.append('meter-a', [{ type: 'A', data: {} }], 'none');
    expect(await events.readAll({ after: null, limit: 10 })).toEqual([]);
    expect(await events.readStream('meter-a')).toHaveLength(1);
    await open.query('commit');
    open.release();
    await neighbour.end();
    expect(
      await eventually(async () => (await events.readAll({ after: null, limit: 10 }))[0] ?? false),
    ).toMatchObject({ type: 'A' });
  });

  it('rolls an event back with the rows of its transaction', async () => {
    const own = await database.pool('rollback');
    await prepareEventStore(own);
    const events = new PostgresEventStore(own);
    const client = await own.connect();
    await client.query('begin');
    await events.appendIn(client, {
      stream: 'subscriber-1',
      events: [{ type: 'A', data: {} }],
      expectedRevision: 'none',
    });
    await client.query('rollback');
    client.release();
    expect(await events.readStream('subscriber-1')).toEqual([]);
    expect(await events.append('subscriber-1', [{ type: 'B', data: {} }], 'none')).toEqual({
      ok: true,
      revision: 0,
    });
  });
});

describe('a restore into a fresh cluster', () => {
  it('opens a new era, so that the next event sorts after all that were restored', async () => {
    const own = await database.pool('restored');
    await prepareEventStore(own);
    const events = new PostgresEventStore(own);
    await events.append('meter-a', [{ type: 'Old', data: {} }], 'none');
    const old = await eventually(async () => (await events.readAll({ after: null, limit: 1 }))[0] ?? false);
    // As pg_restore leaves it: the same rows, written in a cluster whose transaction ids were far ahead.
    await own.query(`update events set transaction_id = '4000000000'::xid8`);
    await own.query(`update event_eras set system_identifier = 'another cluster'`);
    expect(await prepareEventStore(own)).toBe(2);
    const checkpoint: Position = old.position.replace(/^1\/\d+\//, '1/4000000000/');
    await events.append('meter-a', [{ type: 'New', data: {} }], 0);
    const next = await eventually(
      async () => (await events.readAll({ after: checkpoint, limit: 5 }))[0] ?? false,
    );
    expect(next.type).toBe('New');
    expect((await events.readAll({ after: null, limit: 5 })).map((event) => event.type)).toEqual([
      'Old',
      'New',
    ]);
    expect(await prepareEventStore(own)).toBe(2);
  });
});
