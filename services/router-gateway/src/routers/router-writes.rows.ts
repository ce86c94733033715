// router-writes.rows.ts — what the gateway wrote on each router within the last day, for the console: no MAC, no
// address, no secret. Renewals, which every sweep sends, are left out.
import { Inject, Injectable } from '@nestjs/common';
import type { RouterChange } from '@saring/kernel';
import { newId, type Clock } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

/** How long a write is shown. */
const KEPT_MILLISECONDS = 86_400_000;
/** Writes kept of one router: a router that is filled anew takes a hundred thousand. */
const MOST_KEPT_A_ROUTER = 5_000;
const REFUSAL_CHARACTERS = 200;

export type Write = {
  readonly change: RouterChange;
  readonly action: 'add' | 'set' | 'remove';
  readonly path: string;
  readonly subscriberId: string;
  readonly deviceId: string;
  readonly target: string;
  readonly state: 'done' | 'failed';
  /** The router's words. */
  readonly refusal: string;
};

export type WriteRow = Write & { readonly writeId: string; readonly at: Date };

const SELECT = `select write_id as "writeId", at, change, action, path, subscriber_id as "subscriberId",
  device_id as "deviceId", target, state, refusal from router_writes`;

@Injectable()
export class RouterWrites {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async add(routerId: string, writes: readonly Write[]): Promise<void> {
    const of = <Key extends keyof Write>(key: Key): Write[Key][] => writes.map((write) => write[key]);
    await this.pool.query(
      `insert into router_writes
         (router_id, at, write_id, change, action, path, subscriber_id, device_id, target, state, refusal)
       select $1, $2, * from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
         $10::text[], $11::text[])`,
      [
        ...[routerId, this.clock.now(), writes.map(() => newId()), of('change'), of('action'), of('path')],
        ...[of('subscriberId'), of('deviceId'), of('target'), of('state')],
        of('refusal').map((words) => words.slice(0, REFUSAL_CHARACTERS)),
      ],
    );
  }

  /** Newest first. @param before the write that the caller holds last; null: from the newest. */
  async list(routerId: string, limit: number, before: string | null): Promise<readonly WriteRow[]> {
    const { rows } = await this.pool.query<WriteRow>(
      `${SELECT} where router_id = $1 and at >= $2 and ($3::uuid is null or (at, write_id) <
         (select at, write_id from router_writes where write_id = $3))
       order by at desc, write_id desc limit $4`,
      [routerId, this.oldest(), before, limit],
    );
    return rows;
  }

  async forgetOld(routerId: string): Promise<void> {
    await this.pool.query(
      `delete from router_writes where at < $1 or router_id = $2 and write_id in
         (select write_id from router_writes where router_id = $2 order by at desc, write_id desc offset $3)`,
      [this.oldest(), routerId, MOST_KEPT_A_ROUTER],
    );
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - KEPT_MILLISECONDS);
  }
}
