// What routers were last brought to, and what on them works against Saring.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Alarm } from '../domain/alarms';

export type AppliedVersions = {
  readonly subscriberId: string;
  readonly statusVersion: number;
  readonly devicesVersion: number;
};
export type RaisedAlarm = Alarm & { readonly routerId: string; readonly raisedAt: string };

@Injectable()
export class RouterRecords {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async appliedOn(routerId: string): Promise<Map<string, AppliedVersions>> {
    const { rows } = await this.pool.query<AppliedVersions>(
      `select subscriber_id as "subscriberId", status_version as "statusVersion", devices_version as "devicesVersion"
       from applied_access where router_id = $1`,
      [routerId],
    );
    return new Map(rows.map((row) => [row.subscriberId, row]));
  }

  async appliedTo(subscriberId: string): Promise<Map<string, AppliedVersions>> {
    const { rows } = await this.pool.query<AppliedVersions & { routerId: string }>(
      `select router_id as "routerId", subscriber_id as "subscriberId", status_version as "statusVersion", devices_version as "devicesVersion"
       from applied_access where subscriber_id = $1`,
      [subscriberId],
    );
    return new Map(rows.map((row) => [row.routerId, row]));
  }

  async saveApplied(routerId: string, applied: readonly AppliedVersions[]): Promise<void> {
    await this.pool.query(
      `insert into applied_access (router_id, subscriber_id, status_version, devices_version)
       select $1, * from unnest($2::uuid[], $3::float8[], $4::float8[])
       on conflict (router_id, subscriber_id) do update
         set status_version = excluded.status_version, devices_version = excluded.devices_version`,
      [
        routerId,
        applied.map((one) => one.subscriberId),
        applied.map((one) => one.statusVersion),
        applied.map((one) => one.devicesVersion),
      ],
    );
  }

  /** @param routerId empty: of all routers. */
  async alarms(routerId: string): Promise<RaisedAlarm[]> {
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
  async replaceAlarms(
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
    const news = new Set(added.rows.map((row) => row.code));
    return { raised: alarms.filter(({ code }) => news.has(code)), cleared: gone.rows.map((row) => row.code) };
  }
}
