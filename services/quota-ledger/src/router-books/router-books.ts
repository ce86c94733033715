// router-books.ts — look-ups in the books of routers, and their share that nothing explains.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL } from '@saring/service-kit';
import type { QuotaLedger, ReplyOf } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import { Gauge, register } from 'prom-client';

type Books = ReplyOf<typeof QuotaLedger.method.getRouterBooks>;
type Hour = NonNullable<Books['hours']>[number];

/** Above it, and above the bytes, a router's hour raises an alarm: something passes the meter by, or claims too much. */
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
  readonly held_carried_bytes: number;
  readonly unexplained_bytes: number;
  readonly overcharged_bytes: number;
};

/** Bytes that rows claimed while no interface was read explain none of the bytes that interfaces carried. */
const CLAIMED = `(charged_bytes + strangers_bytes + by_hand_bytes - unwitnessed_bytes + held_carried_bytes
  + unclaimed_bytes)`;
/** Below zero: claimed by rows, and carried by nothing. */
const DIFFERENCE = `(carried_bytes - ${CLAIMED})`;
const UNEXPLAINED = `greatest(0, ${DIFFERENCE})`;
const OVERCHARGED = `greatest(0, -${DIFFERENCE})`;

const hourOf = (row: Row): Hour => ({
  hour: row.hour.toISOString(),
  carriedBytes: row.carried_bytes,
  chargedBytes: row.charged_bytes,
  strangersBytes: row.strangers_bytes,
  heldBytes: row.held_bytes,
  unclaimedBytes: row.unclaimed_bytes,
  unwitnessedBytes: row.unwitnessed_bytes,
  byHandBytes: row.by_hand_bytes,
  heldCarriedBytes: row.held_carried_bytes,
  unexplainedBytes: row.unexplained_bytes,
  overchargedBytes: row.overcharged_bytes,
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
  heldCarriedBytes: (left.heldCarriedBytes ?? 0) + (right.heldCarriedBytes ?? 0),
  unexplainedBytes: (left.unexplainedBytes ?? 0) + (right.unexplainedBytes ?? 0),
  overchargedBytes: (left.overchargedBytes ?? 0) + (right.overchargedBytes ?? 0),
});

@Injectable()
export class RouterBookQueries {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async books(routerId: string, from: Date, to: Date): Promise<Books> {
    const { rows } = await this.pool.query<Row>(
      `select *, ${UNEXPLAINED} as unexplained_bytes, ${OVERCHARGED} as overcharged_bytes from router_hours
       where router_id = $1 and hour >= $2 and hour < $3 order by hour limit $4`,
      [routerId, from, to, BOOKS_HOURS_MOST],
    );
    const hours = rows.map(hourOf);
    return { routerId, hours, total: hours.reduce(add, { hour: '' }) };
  }

  /** All routers' bytes of the last full hour, by kind. */
  async lastHour(now: Date): Promise<Readonly<Record<string, number>>> {
    const { rows } = await this.pool.query<Record<string, number>>(
      `select coalesce(sum(carried_bytes), 0)::float8 as carried, coalesce(sum(charged_bytes), 0)::float8 as charged,
         coalesce(sum(strangers_bytes), 0)::float8 as strangers, coalesce(sum(held_bytes), 0)::float8 as held,
         coalesce(sum(unclaimed_bytes), 0)::float8 as unclaimed,
         coalesce(sum(unwitnessed_bytes), 0)::float8 as unwitnessed,
         coalesce(sum(by_hand_bytes), 0)::float8 as by_hand, coalesce(sum(${UNEXPLAINED}), 0)::float8 as unexplained,
         coalesce(sum(held_carried_bytes), 0)::float8 as held_carried,
         coalesce(sum(${OVERCHARGED}), 0)::float8 as overcharged
       from router_hours where hour = $1`,
      [lastFullHour(now)],
    );
    return rows[0] ?? {};
  }

  /** Routers of which too much of the last full hour cannot be explained; below zero: rows claimed what nothing carried. */
  async alarming(now: Date): Promise<readonly { readonly routerId: string; readonly share: number }[]> {
    const { rows } = await this.pool.query<{ router_id: string; share: number }>(
      `select router_id, ${DIFFERENCE}::float8 / greatest(carried_bytes, ${CLAIMED}) as share from router_hours
       where hour = $1 and abs(${DIFFERENCE}) > greatest($2, greatest(carried_bytes, ${CLAIMED}) * $3::float8)
       order by abs(${DIFFERENCE}) desc limit $4`,
      [lastFullHour(now), UNEXPLAINED_BYTES_LEAST, UNEXPLAINED_SHARE_MOST, ALARMING_ROUTERS_MOST],
    );
    return rows.map((row) => ({ routerId: row.router_id, share: row.share }));
  }
}

const HOUR_MILLISECONDS = 3_600_000;

const lastFullHour = (now: Date): Date => {
  const hour = new Date(now.getTime() - HOUR_MILLISECONDS);
  hour.setUTCMinutes(0, 0, 0);
  return hour;
};

/** The figures behind the alerts, of the last full hour, read at each scrape. */
export const exposeBooks = (books: RouterBookQueries, clock: Clock): void => {
  for (const name of [UNEXPLAINED_METRIC, HOUR_METRIC]) register.removeSingleMetric(name);
  new Gauge({
    name: UNEXPLAINED_METRIC,
    help: 'Share of the last full hour of a router that nothing explains, where it is above 2 %; negative: overcharged',
    labelNames: ['router'],
    async collect() {
      this.reset();
      for (const { routerId, share } of await books.alarming(clock.now()))
        this.set({ router: routerId }, share);
    },
  });
  new Gauge({
    name: HOUR_METRIC,
    help: 'Bytes of all routers in the last full hour, by what became of them',
    labelNames: ['kind'],
    async collect() {
      for (const [kind, bytes] of Object.entries(await books.lastHour(clock.now())))
        this.set({ kind }, bytes);
    },
  });
};

const UNEXPLAINED_METRIC = 'saring_router_unexplained_share';
const HOUR_METRIC = 'saring_books_last_hour_bytes';
