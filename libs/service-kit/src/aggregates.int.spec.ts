// The guarantees of Aggregates for every kind of thing, on a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { accept, refuse, type Change, type CommandContext, type Decider } from '@saring/event-sourcing';
import { PostgresEventStore, prepareEventStore } from '@saring/event-store';
import { createTestDatabase, eventually, type TestDatabase } from '@saring/testing';
import type { Pool, PoolClient } from 'pg';
import { Aggregates, HANDLED_COMMANDS_TABLE, inTransaction, STALE_RETRIES, StaleError } from '.';

type Event = { readonly type: 'Opened' } | { readonly type: 'Closed' };
type Command = { readonly type: 'Open' } | { readonly type: 'Close' } | { readonly type: 'Break' };
type Door = { readonly open: boolean; readonly openings: number };

const decider: Decider<Door, Command, Event, 'DOOR.BROKEN'> = {
  initialState: () => ({ open: false, openings: 0 }),
  evolve: (door, { type }) =>
    type === 'Opened' ? { open: true, openings: door.openings + 1 } : { ...door, open: false },
  decide: ({ open }, { type }) => {
    if (type === 'Break') return refuse('DOOR.BROKEN');
    if (type === 'Open') return open ? accept() : accept({ type: 'Opened' });
    return open ? accept({ type: 'Closed' }) : accept();
  },
};

/** Each opening draws a number of a series without gaps. */
class Doors extends Aggregates<Door, Command, Event, 'DOOR.BROKEN'> {
  protected readonly decider = decider;
  reads = 0;
  /** Runs once, after the next load: someone who is faster. */
  meanwhile: (() => Promise<unknown>) | null = null;

  protected streamOf(id: string): string {
    return `door-${id}`;
  }

  override async load(id: string) {
    this.reads += 1;
    const change = await super.load(id);
    const { meanwhile } = this;
    this.meanwhile = null;
    await meanwhile?.();
    return change;
  }

  protected override async complete(
    client: PoolClient,
    change: Change<Door, Command, Event, 'DOOR.BROKEN'>,
  ): Promise<void> {
    if (change.events.some(({ type }) => type === 'Opened'))
      await client.query('update series set last = last + 1');
  }

  protected async project(
    client: PoolClient,
    { id, state, version }: Change<Door, Command, Event, 'DOOR.BROKEN'>,
  ): Promise<void> {
    await client.query(
      `insert into doors (id, open, version) values ($1, $2, $3)
       on conflict (id) do update set open = $2, version = $3`,
      [id, state.open, version],
    );
  }
}

const OPEN: Command = { type: 'Open' };
const CLOSE: Command = { type: 'Close' };
let database: TestDatabase;
let pool: Pool;
let store: PostgresEventStore;
let doors: Doors;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = await database.pool('aggregates');
  await prepareEventStore(pool);
  await pool.query(HANDLED_COMMANDS_TABLE);
  await pool.query('create table doors (id uuid primary key, open boolean, version integer)');
  await pool.query('create table names (id uuid primary key, name text)');
  await pool.query('create table series (last integer not null)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = new PostgresEventStore(pool);
  doors = new Doors(pool, store);
  id = randomUUID();
  await pool.query('truncate series; insert into series values (0)');
});

const once = (
  content: unknown = null,
  commandId: string = randomUUID(),
): CommandContext & { commandId: string } => ({
  actor: 'operator:1',
  commandId,
  content,
});
const types = async () => (await store.readStream(`door-${id}`)).map(({ type }) => type);
const rowOf = async () =>
  (await pool.query('select open, version from doors where id = $1', [id])).rows[0] as unknown;
const lastOfSeries = async () =>
  (await pool.query<{ last: number }>('select last from series')).rows[0]?.last;
const nameOf = async () =>
  (await pool.query<{ name: string }>('select name from names where id = $1', [id])).rows[0]?.name;
const named = (name: string) => async (client: PoolClient) => {
  await client.query(
    'insert into names (id, name) values ($1, $2) on conflict (id) do update set name = $2',
    [id, name],
  );
};

it('stores the events and the row, and gives the change', async () => {
  const change = await doors.handle(id, [OPEN, CLOSE, OPEN], once());
  expect(change).toMatchObject({ state: { open: true, openings: 2 }, version: 3 });
  expect(await types()).toEqual(['Opened', 'Closed', 'Opened']);
  expect(await rowOf()).toEqual({ open: true, version: 3 });
});

it('finds the commands on the state where they depend on it', async () => {
  const toggle = ({ open }: Door) => [open ? CLOSE : OPEN];
  await doors.handle(id, toggle, once());
  await doors.handle(id, async (state) => toggle(state), once());
  expect(await types()).toEqual(['Opened', 'Closed']);
});

it('reads the stream once, and not at all where the change is just loaded', async () => {
  await doors.handle(id, [OPEN], once());
  expect(doors.reads).toBe(1);
  const change = await doors.load(id);
  await doors.handle(change, [CLOSE], once());
  expect(doors.reads).toBe(2);
});

it('wakes the followers of the events', async () => {
  const heard: string[] = [];
  const follower = store.follow({
    after: null,
    batchSize: 100,
    handle: async (events) => void heard.push(...events.map(({ stream }) => stream)),
  });
  await doors.handle(id, [OPEN], once());
  await eventually(() => expect(heard).toContain(`door-${id}`));
  await follower.stop();
});

describe('when someone is faster', () => {
  it('reads and decides again', async () => {
    doors.meanwhile = () => new Doors(pool, store).handle(id, [OPEN], once());
    const change = await doors.handle(id, [OPEN, CLOSE], once());
    expect(change).toMatchObject({ state: { open: false }, version: 2 });
    expect(await types()).toEqual(['Opened', 'Closed']);
    expect(doors.reads).toBe(2);
  });

  it('reads again what a caller has loaded before', async () => {
    const change = await doors.load(id);
    await doors.handle(id, [OPEN], once());
    await doors.handle(change, [OPEN, CLOSE], once());
    expect(await types()).toEqual(['Opened', 'Closed']);
  });

  it('gives each of two their effect', async () => {
    await doors.handle(id, [OPEN], once());
    await Promise.all([doors.handle(id, [CLOSE, OPEN], once()), doors.handle(id, [CLOSE, OPEN], once())]);
    expect(await types()).toEqual(['Opened', 'Closed', 'Opened', 'Closed', 'Opened']);
    expect(await rowOf()).toEqual({ open: true, version: 5 });
  });

  it('gives up after a bounded number of attempts', async () => {
    const faster = new Doors(pool, store);
    await faster.handle(id, [OPEN], once());
    const attempts = doors.handle(
      id,
      async () => {
        await faster.handle(id, [CLOSE, OPEN], once());
        return [CLOSE];
      },
      once(),
    );
    await expect(attempts).rejects.toBeInstanceOf(StaleError);
    expect(doors.reads).toBe(STALE_RETRIES);
  });
});

describe('the same command again', () => {
  it('changes nothing and gives the state of now', async () => {
    const context = once();
    await doors.handle(id, [OPEN], context);
    await doors.handle(id, [CLOSE], once());
    expect(await doors.handle(id, [OPEN], context)).toMatchObject({ state: { open: false }, events: [] });
    expect(await types()).toEqual(['Opened', 'Closed']);
  });

  it('takes effect once when it comes twice at once, and leaves no gap in a series', async () => {
    const context = once();
    await Promise.all([doors.handle(id, [OPEN], context), doors.handle(id, [OPEN], context)]);
    expect(await types()).toEqual(['Opened']);
    expect(await lastOfSeries()).toBe(1);
  });

  it('gives the state of now where its twin commits after the stream was read', async () => {
    const context = once();
    doors.meanwhile = () => new Doors(pool, store).handle(id, [OPEN], context);
    expect(await doors.handle(id, [OPEN], context)).toMatchObject({ state: { open: true }, version: 1 });
    expect(await types()).toEqual(['Opened']);
  });

  it('is refused with other content', async () => {
    const context = once({ why: 'fresh air' });
    await doors.handle(id, [OPEN], context);
    const other = doors.handle(id, [OPEN], { ...context, content: { why: 'a guest' } });
    await expect(other).rejects.toMatchObject({ code: 'COMMAND.ID_REUSED' });
  });

  it('is found in its events where they are older than the table', async () => {
    const context = once();
    await doors.handle(id, [OPEN, CLOSE], context);
    await pool.query('delete from handled_commands where command_id = $1', [context.commandId]);
    await doors.handle(id, [OPEN], context);
    expect(await types()).toEqual(['Opened', 'Closed']);
  });

  it('is another command on another stream', async () => {
    const context = once();
    await doors.handle(randomUUID(), [OPEN], context);
    await doors.handle(id, [OPEN], context);
    expect(await types()).toEqual(['Opened']);
  });
});

describe('a command that changes nothing', () => {
  it('stays without effect when it comes again late', async () => {
    const context = once();
    await doors.handle(id, [CLOSE], context);
    await doors.handle(id, [OPEN], once());
    await doors.handle(id, [CLOSE], context);
    expect(await types()).toEqual(['Opened']);
  });

  it('does not overwrite newer rows when it comes again late', async () => {
    const context = once({ name: 'old' });
    await doors.handle(id, [], context, named('old'));
    await doors.handle(id, [], once({ name: 'new' }), named('new'));
    await doors.handle(id, [], context, named('old'));
    expect(await nameOf()).toBe('new');
  });

  it('is refused with other content', async () => {
    const context = once({ name: 'one' });
    await doors.handle(id, [], context, named('one'));
    const other = doors.handle(id, [], { ...context, content: { name: 'other' } }, named('other'));
    await expect(other).rejects.toMatchObject({ code: 'COMMAND.ID_REUSED' });
    expect(await nameOf()).toBe('one');
  });

  it('writes its rows once when it comes twice at once', async () => {
    const context = once();
    let writes = 0;
    const write = async () => void (writes += 1);
    await Promise.all([doors.handle(id, [], context, write), doors.handle(id, [], context, write)]);
    expect(writes).toBe(1);
  });

  it('opens no transaction where it has no content to compare, as a step of a process', async () => {
    const connect = jest.spyOn(pool, 'connect');
    await doors.handle(id, [CLOSE], { actor: 'gateway', commandId: randomUUID() });
    // A query of the pool connects with a callback, a transaction without.
    const calls: readonly (readonly unknown[])[] = connect.mock.calls;
    expect(calls.filter((parameters) => parameters.length === 0)).toEqual([]);
    connect.mockRestore();
  });
});

describe('a story with a transaction of its own', () => {
  const opening = (context: CommandContext) => (change: Awaited<ReturnType<Doors['load']>>) =>
    inTransaction(pool, async (client) => {
      doors.decide(change, OPEN, context);
      await doors.append(client, change, context, () => named('opened')(client));
      return 'done';
    });

  it('runs once for one command', async () => {
    const context = once();
    expect(await doors.once(id, context, opening(context))).toBe('done');
    expect(await doors.once(id, context, opening(context))).toBeUndefined();
    expect(await types()).toEqual(['Opened']);
    expect(await nameOf()).toBe('opened');
  });

  it('runs again when someone is faster', async () => {
    const context = once();
    doors.meanwhile = () => new Doors(pool, store).handle(id, [OPEN, CLOSE], once());
    expect(await doors.once(id, context, opening(context))).toBe('done');
    expect(await types()).toEqual(['Opened', 'Closed', 'Opened']);
  });
});

describe('a failure', () => {
  const failing = async () => {
    throw new Error('the row cannot be written');
  };

  it('takes back events, rows, numbers and the memory of the command together', async () => {
    const context = once();
    await expect(doors.handle(id, [OPEN], context, failing)).rejects.toThrow('cannot be written');
    expect(await types()).toEqual([]);
    expect(await rowOf()).toBeUndefined();
    expect(await lastOfSeries()).toBe(0);
    await doors.handle(id, [OPEN], context);
    expect(await types()).toEqual(['Opened']);
  });

  it('of one command leaves no trace of those before it', async () => {
    const context = once();
    const refused = doors.handle(id, [OPEN, { type: 'Break' }], context, named('broken'));
    await expect(refused).rejects.toMatchObject({ code: 'DOOR.BROKEN' });
    expect(await types()).toEqual([]);
    expect(await nameOf()).toBeUndefined();
    await doors.handle(id, [OPEN], context);
    expect(await types()).toEqual(['Opened']);
  });

  it('of one thing takes back the other in a transaction of the caller', async () => {
    const [one, other] = [await doors.load(id), await doors.load(randomUUID())];
    doors.decide(one, OPEN, once());
    doors.decide(other, OPEN, once());
    const both = inTransaction(pool, async (client) => {
      await doors.append(client, one, { actor: 'operator:1' });
      await doors.append(client, other, { actor: 'operator:1' }, failing);
    });
    await expect(both).rejects.toThrow('cannot be written');
    expect(await types()).toEqual([]);
  });
});
