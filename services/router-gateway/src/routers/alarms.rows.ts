// alarms.rows.ts — what on routers works against Saring, until it is gone.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Alarm } from '../domain/alarms';

type RaisedAlarm = Alarm & { readonly routerId: string; readonly raisedAt: string };

@Injectable()
export class RouterAlarms {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  /** @param routerId empty: of all routers. */
  async list(routerId: string): Promise<RaisedAlarm[]> {
    const { rows } = await this.pool.query<{
      router_id: string;
      code: Alarm['code'];
      detail: string;
      raised_at: Date;
    }>(
      `select a.router_id, a.code, a.detail, a.raised_at from alarms a join routers r using (router_id)
       where r.removed_at is null and ($1 = '' or a.router_id::text = $1) order by a.raised_at`,
      [routerId],
    );
    return rows.map((row) => ({
      routerId: row.router_id,
      code: row.code,
      detail: row.detail,
      raisedAt: row.raised_at.toISOString(),
    }));
  }

  /** Makes the alarms of a router these. @returns what was raised and what was cleared by that. */
  async replace(
    routerId: string,
    alarms: readonly Alarm[],
  ): Promise<{ raised: Alarm[]; cleared: Alarm['code'][] }> {
    const codes = alarms.map(({ code }) => code);
    const gone = await this.pool.query<{ code: Alarm['code'] }>(
      'delete from alarms where router_id = $1 and not code = any($2::text[]) returning code',
      [routerId, codes],
    );
    const added = await this.pool.query<{ code: string }>(
      `insert into alarms (router_id, code, detail) select $1, * from unnest($2::text[], $3::text[])
       on conflict (router_id, code) do update set detail = excluded.detail where alarms.detail <> excluded.detail
       returning code`,
      [routerId, codes, alarms.map(({ detail }) => detail)],
    );
    const changed = new Set(added.rows.map((row) => row.code));
    return {
      raised: alarms.filter(({ code }) => changed.has(code)),
      cleared: gone.rows.map((row) => row.code),
    };
  }
}
