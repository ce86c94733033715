// A rebuild from any closing gives row by row what a rebuild from zero gives: generated months over real PostgreSQL, with
// transactions that commit late, and with each thing that a closing needs left out in turn.
import 'reflect-metadata';
import type { RecordedEvent } from '@saring/event-sourcing';
import { PostgresEventStore, prepareEventStore } from '@saring/event-store';
import { systemClock } from '@saring/kernel';
import { CHECKPOINTS_TABLE, createPool, migrate } from '@saring/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@saring/testing';
import type { Pool } from 'pg';
import { openUsageOf, readAccounts } from '../balances/account-row';
import { MIGRATIONS, SCHEMA } from '../balances/balance-projection';
import { Balances } from '../balances/balances';
import { besideIn } from '../balances/fold-beside';
import { LedgerMonths } from '../testing/ledger-months';
import { specLogger } from '../testing/ledger-stack';
import { CloseMonths } from './close-months';
import type { Closing } from './closing.rows';
import { copyClosing, loadClosing } from './copy-closing';
import { FOLD_VERSION, PROJECTED_TABLES, sumsOfTables, type TableSums } from './projected-tables';
import { atOneMoment, readsOf } from './snapshot';

const SEEDS = [1, 2, 3];
const CUTS = 3;
const STEPS = 90;
const SPEC_MILLISECONDS = 300_000;

/** A ledger without services: a store, and balances that are projected in pages of any size. */
class Books {
  readonly store: PostgresEventStore;
  readonly months: LedgerMonths;
  private readonly balances: Balances;

  private constructor(
    private readonly database: TestDatabase,
    readonly pool: Pool,
    seed: number,
  ) {
    this.store = new PostgresEventStore(pool);
    this.months = new LedgerMonths(this.store, pool, seed);
    this.balances = new Balances({ store: this.store, pool, onError: () => undefined });
  }

  static async open(seed: number): Promise<Books> {
    const database = await createTestDatabase();
    await migrate(database.url, SCHEMA, MIGRATIONS);
    const pool = createPool({ url: database.url, schema: SCHEMA, max: 8, name: 'spec', logger: specLogger });
    await prepareEventStore(pool);
    await pool.query(CHECKPOINTS_TABLE);
    return new Books(database, pool, seed);
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.database.drop();
  }

  get place() {
    return {
      ...{ databaseUrl: this.database.url, schema: SCHEMA, migrations: MIGRATIONS, pool: this.pool },
      ...{ checkpointsTable: CHECKPOINTS_TABLE, store: this.store, logger: specLogger },
    };
  }

  get closer(): CloseMonths {
    return new CloseMonths({ ...this.place, clock: systemClock, timeZone: 'Asia/Jakarta' });
  }

  /** Projects what can be seen, after a restart. */
  async project(): Promise<void> {
    await this.balances.load();
    for (;;) {
      const limit = 1 + this.months.roll(40);
      const page = await this.store.readAll({ after: this.balances.at, limit });
      if (page.length === 0) return;
      await this.balances.project(page);
    }
  }

  async events(): Promise<readonly RecordedEvent[]> {
    return this.store.readAll({ after: null, limit: 100_000 });
  }

  /** All events show once no earlier transaction is open, in this or another database. */
  untilAllShow(): Promise<unknown> {
    return eventually(async () => expect((await this.events()).length).toBe(this.months.appended));
  }

  /** All rows of a rebuild from a closing, or from zero. */
  rebuilt(closing: Closing | null): Promise<Dump> {
    return besideIn('spec_rebuild', this.place, async (fold) => {
      if (closing) {
        await loadClosing(fold.pool, SCHEMA, closing);
        await fold.load();
      }
      await fold.foldTo();
      return { ...(await dumpOf(fold.pool)), sums: await sumsOfTables(readsOf(fold.pool), fold.schema) };
    });
  }
}

type Dump = Readonly<Record<string, unknown>> & { readonly sums: TableSums };

const dumpOf = async (pool: Pool): Promise<Readonly<Record<string, unknown>>> => {
  const dump: Record<string, unknown> = {};
  for (const table of [...PROJECTED_TABLES, 'checkpoints'].filter((one) => one !== 'usage_blocks')) {
    const { rows } = await pool.query(
      `select to_jsonb(t) - 'block' - 'slot' - 'updated_at' as row from ${table} t order by 1`,
    );
    dump[table] = rows;
  }
  dump['accounts'] = (await readAccounts(pool, 'true', [])).map((entry) => ({
    ...entry,
    open: openUsageOf(entry),
  }));
  return dump;
};

/** A ledger of some months that was copied at several points, once while transactions were open. */
const closedBooks = async (seed: number) => {
  const books = await Books.open(seed);
  const closings: Closing[] = [];
  for (let cut = 0; cut < CUTS; cut += 1) {
    await books.months.live(STEPS);
    if (cut !== 1) await books.months.commitAll();
    await books.project();
    const closing = await copyClosing(books.place, `2026-0${cut + 1}`);
    if (!closing) throw new Error('nothing was projected');
    await books.closer.prove(closing);
    closings.push(closing);
  }
  await books.months.live(STEPS / 2);
  await books.months.commitAll();
  await books.untilAllShow();
  await books.project();
  return { books, closings };
};

it.each(SEEDS)(
  'gives the same from zero and from each closing of ledger %i',
  async (seed) => {
    const { books, closings } = await closedBooks(seed);
    try {
      const zero = await books.rebuilt(null);
      for (const table of PROJECTED_TABLES.filter((one) => one !== 'usage_blocks'))
        expect([table, (zero[table] as unknown[]).length > 0]).toEqual([table, true]);
      for (const closing of closings) expect(await books.rebuilt(closing)).toEqual(zero);
      expect(zero).toMatchObject(await dumpOf(books.pool));
    } finally {
      await books.close();
    }
  },
  SPEC_MILLISECONDS,
);

/** Copies that are wrong in one way each: none is proved, and none gives what zero gives. */
const WRONG: readonly (readonly [
  name: string,
  make: (books: Books, closing: Closing) => Promise<Closing>,
])[] = [
  ...PROJECTED_TABLES.map(
    (table) =>
      [
        `without ${table}`,
        async ({ pool }: Books, closing: Closing) => {
          await pool.query('delete from closing_parts where closing_id = $1 and table_name = $2', [
            ...[closing.closingId, table],
          ]);
          return closing;
        },
      ] as const,
  ),
  [
    'whose checkpoint is one too far',
    async (books, closing) => ({ ...closing, ...(await placeOf(books, closing, 1)) }),
  ],
  [
    'whose checkpoint is one too early',
    async (books, closing) => ({ ...closing, ...(await placeOf(books, closing, -1)) }),
  ],
];

const placeOf = async (
  books: Books,
  { position }: Closing,
  by: number,
): Promise<Pick<Closing, 'position'>> => {
  const events = await books.events();
  const at = events.findIndex((event) => event.position === position);
  return { position: events[at + by]?.position ?? '' };
};

describe('a closing', () => {
  let books: Books;
  let zero: Dump;
  let cut: string;
  beforeAll(async () => {
    books = await Books.open(1);
    await books.months.live(STEPS);
    await books.months.commitAll();
    // On both sides of the cut stands an event that nobody overlooks.
    await books.months.grant();
    await books.months.commitAll();
    await books.untilAllShow();
    await books.project();
    await copyClosing(books.place, 'cut');
    await books.months.grant();
    await books.months.live(STEPS / 2);
    await books.months.commitAll();
    await books.untilAllShow();
    zero = await books.rebuilt(null);
    const { rows } = await books.pool.query<{ id: string }>('select closing_id as id from closings');
    cut = rows[0]?.id ?? '';
  }, SPEC_MILLISECONDS);
  afterAll(() => books.close());

  /** A copy of the copy, to be made wrong. */
  const another = async (): Promise<Closing> => {
    const { pool } = books;
    const id = `${cut}-${Math.random()}`;
    const { rows } = await pool.query<Closing>(
      `insert into closings (closing_id, month, position, version, sums)
       select $2, month, position, version, sums from closings where closing_id = $1
       returning closing_id as "closingId", month, position, version, sums`,
      [cut, id],
    );
    await pool.query(
      `insert into closing_parts select $2, table_name, part, row_count, rows from closing_parts where closing_id = $1`,
      [cut, id],
    );
    return rows[0]!;
  };

  it('is of another version where the same events give other rows', () =>
    // Where this fails, raise FOLD_VERSION in projected-tables.ts and write the new sums here: closings that were made
    // before are not used any more then.
    // Where this fails, raise FOLD_VERSION in projected-tables.ts and write the new sums here: closings that were made
    // before are not used any more then.
    expect([FOLD_VERSION, zero.sums]).toMatchInlineSnapshot(`
      [
        1,
        {
          "anomalies": [
            6,
            "8f93be15e4c47f94",
          ],
          "handled_commands": [
            46,
            "7e36b3112b529614",
          ],
          "purchases": [
            5,
            "be27287dd826731c",
          ],
          "quota_accounts": [
            4,
            "403f537c4ca64f30",
          ],
          "quota_requests": [
            2,
            "ebaf21c5a76a0b76",
          ],
          "router_hours": [
            47,
            "490c9f34ad61850a",
          ],
          "statement_lines": [
            36,
            "573d3705aecf8766",
          ],
          "usage_hours": [
            184,
            "b07b3740ae042044",
          ],
        },
      ]
    `));

  it('that is whole gives what zero gives', async () => {
    const closing = await another();
    expect(await books.rebuilt(closing)).toEqual(zero);
    await books.closer.prove(closing);
  });

  it.each(WRONG)('%s gives something else', async (_name, make) => {
    const wrong = await make(books, await another());
    const result = await books.rebuilt(wrong).catch((error: Error) => error.message);
    expect(result).not.toEqual(zero);
  });

  it.each(WRONG.slice(-2))('%s is not proved', async (_name, make) => {
    const wrong = await make(books, await another());
    await expect(books.closer.prove(wrong)).rejects.toThrow('is not what the events give');
  });

  it('is copied without that readers of events wait for it', async () => {
    const count = `select count(*)::int as count from events`;
    const { pool, months, place } = books;
    const before = months.appended;
    await atOneMoment(place.databaseUrl, pool, async (reads) => {
      await months.grant();
      await months.commitAll();
      await books.untilAllShow();
      const { rows } = await reads((client) => client.query<{ count: number }>(count));
      expect([rows[0]?.count, months.appended]).toEqual([before, before + 1]);
    });
  });
});
