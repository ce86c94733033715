// router-book-sums.ts — what each router's interfaces carried in an hour, and whose it was.
import type { PoolClient } from 'pg';
import type { UsageMetered } from '../domain/meter';

/** Bytes of one router in one hour. */
type RouterHour = {
  readonly routerId: string;
  readonly hour: string;
  carried: number;
  charged: number;
  strangers: number;
  held: number;
  /** Of what is held: this much can have been carried. */
  heldCarried: number;
  unclaimed: number;
  unwitnessed: number;
  byHand: number;
};

/** The hours that one batch of events adds to. */
export class RouterBooks {
  private readonly hours = new Map<string, RouterHour>();
  private last: RouterHour | null = null;
  private lastMs = -1;

  /** Events of one router and hour come one behind the other. */
  hourOf(routerId: string, hourMs: number): RouterHour {
    if (this.last && this.last.routerId === routerId && this.lastMs === hourMs) return this.last;
    const key = `${routerId}|${hourMs}`;
    const found = this.hours.get(key) ?? {
      ...{ routerId, hour: new Date(hourMs).toISOString() },
      ...{ carried: 0, charged: 0, strangers: 0, held: 0, heldCarried: 0 },
      ...{ unclaimed: 0, unwitnessed: 0, byHand: 0 },
    };
    this.hours.set(key, found);
    this.last = found;
    this.lastMs = hourMs;
    return found;
  }

  /** Adds what an event says of the router itself; charges come one by one. */
  add(hour: RouterHour, event: UsageMetered): void {
    hour.carried += event.carried ?? 0;
    hour.strangers += event.strangers ?? 0;
    hour.byHand += event.byHand ?? 0;
    // The growth that falls back was carried in an earlier interval, so it explains nothing of this one.
    hour.unwitnessed += (event.unwitnessed ?? 0) + (event.carriedBefore ?? 0);
    if (event.carried === undefined && event.unwitnessed === undefined) return;
    const unclaimed = event.unclaimedSum ?? unclaimedOfOld(event);
    hour.unclaimed += unclaimed;
    if (event.carried === undefined) hour.unwitnessed += unclaimed;
    else hour.heldCarried += event.heldCarried ?? Math.min(heldOf(event), event.carried);
  }

  /** Hours to which something is added: each column counts, or rows would depend on how events are cut into batches. */
  rows(): RouterHour[] {
    return [...this.hours.values()].filter(({ routerId: _router, hour: _hour, ...bytes }) =>
      Object.values(bytes).some((one) => one !== 0),
    );
  }
}

const heldOf = ({ held, in: ins, out }: UsageMetered): number =>
  (held ?? []).reduce((sum, [entry]) => sum + (ins[entry] ?? 0) + (out[entry] ?? 0), 0);

/** Events of before unclaimed bytes were summed up name rows only: no more of them than was carried. */
const unclaimedOfOld = ({ unclaimed, carried }: UsageMetered): number =>
  Math.min(
    (unclaimed ?? []).reduce((sum, [, bytes]) => sum + bytes, 0),
    carried ?? Infinity,
  );

const UPSERT = `
insert into router_hours as h (router_id, hour, carried_bytes, charged_bytes, strangers_bytes, held_bytes,
  unclaimed_bytes, unwitnessed_bytes, by_hand_bytes, held_carried_bytes)
select * from unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
  $8::bigint[], $9::bigint[], $10::bigint[])
on conflict (router_id, hour) do update set carried_bytes = h.carried_bytes + excluded.carried_bytes,
  charged_bytes = h.charged_bytes + excluded.charged_bytes, strangers_bytes = h.strangers_bytes + excluded.strangers_bytes,
  held_bytes = h.held_bytes + excluded.held_bytes, unclaimed_bytes = h.unclaimed_bytes + excluded.unclaimed_bytes,
  unwitnessed_bytes = h.unwitnessed_bytes + excluded.unwitnessed_bytes,
  by_hand_bytes = h.by_hand_bytes + excluded.by_hand_bytes,
  held_carried_bytes = h.held_carried_bytes + excluded.held_carried_bytes`;

export const writeRouterBooks = async (client: PoolClient, books: RouterBooks): Promise<void> => {
  const rows = books.rows();
  if (rows.length === 0) return;
  await client.query({
    name: 'upsert-router-hours',
    text: UPSERT,
    values: [
      rows.map((row) => row.routerId),
      rows.map((row) => row.hour),
      rows.map((row) => row.carried),
      rows.map((row) => row.charged),
      rows.map((row) => row.strangers),
      rows.map((row) => row.held),
      rows.map((row) => row.unclaimed),
      rows.map((row) => row.unwitnessed),
      rows.map((row) => row.byHand),
      rows.map((row) => row.heldCarried),
    ],
  });
};
