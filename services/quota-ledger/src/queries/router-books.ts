// router-books.ts — look-ups in the books of routers, and the share of them that nobody can explain.
import type { QuotaLedger, ReplyOf } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import { Gauge, register } from 'prom-client';

type Books = ReplyOf<typeof QuotaLedger.method.getRouterBooks>;
type Hour = NonNullable<Books['hours']>[number];

/** Above it, and above the bytes, a router's hour raises an alarm: something passes the meter by. */
const UNEXPLAINED_SHARE_MOST = 0.02;
const UNEXPLAINED_BYTES_LEAST = 10_000_000;
/** Hours of one answer: a month and a day. */
export const BOOKS_HOURS_MOST = 32 * 24;
const ALARMING_ROUTERS_MOST = 100;

type Row = {
  readonly router_id: string;
  readonly hour: Date;
  readonly carried_bytes: number;
  readonly charged_bytes: number;
  readonly strangers_bytes: number;
  readonly held_bytes: number;
  readonly unclaimed_bytes: number;
  readonly unwitnessed_bytes: number;
  readonly by_hand_bytes: number;
};

/** What rows claimed while no interface looked explains nothing of what interfaces carried. */
const UNEXPLAINED = `greatest(0, carried_bytes - held_bytes - unclaimed_bytes
  - greatest(0, charged_bytes + strangers_bytes + by_hand_bytes - unwitnessed_bytes))`;

const hourOf = (row: Row & { readonly unexplained_bytes: number }): Hour => ({
  hour: row.hour.toISOString(),
  carriedBytes: row.carried_bytes,
  chargedBytes: row.charged_bytes,
  strangersBytes: row.strangers_bytes,
  heldBytes: row.held_bytes,
  unclaimedBytes: row.unclaimed_bytes,
  unwitnessedBytes: row.unwitnessed_bytes,
  byHandBytes: row.by_hand_bytes,
  unexplainedBytes: row.unexplained_bytes,
});

const add = (left: Hour, right: Hour): Hour => ({
  hour: '',
  carriedBytes: (left.carriedBytes ?? 0) + (right.carriedBytes ?? 0),
  chargedBytes: (left.chargedBytes ?? 0) + (right.chargedBytes ?? 0),
  strangersBytes: (left.strangersBytes ?? 0) + (right.strangersBytes ?? 0),
  heldBytes: (left.heldBytes ?? 0) + (right.heldBytes ?? 0),
  unclaimedBytes: (left.unclaimedBytes ?? 0) + (right.unclaimedBytes ?? 0),
  unwitnessedBytes: (left.unwitnessedBytes ?? 0) + (right.unwitnessedBytes ?? 0),
  byHandBytes: (left.byHandBytes ?? 0) + (right.byHandBytes ?? 0),
  unexplainedBytes: (left.unexplainedBytes ?? 0) + (right.unexplainedBytes ?? 0),
});

export class RouterBookQueries {
  constructor(private readonly pool: Pool) {}

  async books(routerId: string, from: Date, to: Date): Promise<Books> {
    const { rows } = await this.pool.query<Row & { unexplained_bytes: number }>(
      `select *, ${UNEXPLAINED} as unexplained_bytes from router_hours
       where router_id = $1 and hour >= $2 and hour < $3 order by hour limit $4`,
      [routerId, from, to, BOOKS_HOURS_MOST],
    );
    const hours = rows.map(hourOf);
    return { routerId, hours, total: hours.reduce(add, { hour: '' }) };
  }

  /** Routers of which too much of the last full hour cannot be explained. */
  async alarming(now: Date): Promise<readonly { readonly routerId: string; readonly share: number }[]> {
    const hour = new Date(now.getTime() - HOUR_MILLISECONDS);
    hour.setUTCMinutes(0, 0, 0);
    const { rows } = await this.pool.query<{ router_id: string; share: number }>(
      `select router_id, ${UNEXPLAINED}::float8 / carried_bytes as share from router_hours
       where hour = $1 and carried_bytes > 0 and ${UNEXPLAINED} > greatest($2, carried_bytes * $3::float8)
       order by share desc limit $4`,
      [hour, UNEXPLAINED_BYTES_LEAST, UNEXPLAINED_SHARE_MOST, ALARMING_ROUTERS_MOST],
    );
    return rows.map((row) => ({ routerId: row.router_id, share: row.share }));
  }
}

const HOUR_MILLISECONDS = 3_600_000;

/** What the alarm of docs/operations.md looks at: routers above the share, by the last full hour, at each scrape. */
export const exposeUnexplained = (books: RouterBookQueries, clock: Clock): void => {
  register.removeSingleMetric(UNEXPLAINED_METRIC);
  new Gauge({
    name: UNEXPLAINED_METRIC,
    help: 'Share of what a router carried in the last full hour that nothing explains, where it is above 2 %',
    labelNames: ['router'],
    async collect() {
      this.reset();
      for (const { routerId, share } of await books.alarming(clock.now()))
        this.set({ router: routerId }, share);
    },
  });
};

const UNEXPLAINED_METRIC = 'saring_router_unexplained_share';
