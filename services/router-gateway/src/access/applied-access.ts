// applied-access.ts — which versions of accounts' access each router was last brought to.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

export type AppliedVersions = {
  readonly subscriberId: string;
  readonly statusVersion: number;
  readonly devicesVersion: number;
};

@Injectable()
export class AppliedAccess {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async on(routerId: string): Promise<Map<string, AppliedVersions>> {
    const { rows } = await this.pool.query<AppliedVersions>(
      `select subscriber_id as "subscriberId", status_version as "statusVersion", devices_version as "devicesVersion"
       from applied_access where router_id = $1`,
      [routerId],
    );
    return new Map(rows.map((row) => [row.subscriberId, row]));
  }

  async to(subscriberId: string): Promise<Map<string, AppliedVersions>> {
    const { rows } = await this.pool.query<AppliedVersions & { routerId: string }>(
      `select router_id as "routerId", subscriber_id as "subscriberId", status_version as "statusVersion", devices_version as "devicesVersion"
       from applied_access where subscriber_id = $1`,
      [subscriberId],
    );
    return new Map(rows.map((row) => [row.routerId, row]));
  }

  async save(routerId: string, applied: readonly AppliedVersions[]): Promise<void> {
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
}
