// configurations.ts — the configurations of routers as they were read: one row for each change.
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@saring/kernel';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

export type ConfigurationRow = {
  readonly configuration_id: string;
  readonly router_id: string;
  readonly taken_at: Date;
  readonly seen_at: Date;
  readonly digest: string;
  readonly content: string;
  readonly accepted: boolean;
  readonly accepted_by: string | null;
};

/** Of each router, so that one that changes every hour fills no disk. */
const MOST_KEPT = 500;
const COLUMNS = 'configuration_id, router_id, taken_at, seen_at, digest, content, accepted, accepted_by';

@Injectable()
export class RouterConfigurations {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async newest(routerId: string): Promise<ConfigurationRow | undefined> {
    return (await this.list(routerId, 1, null))[0];
  }

  /** Newest first, behind `before`. */
  async list(routerId: string, limit: number, before: string | null): Promise<readonly ConfigurationRow[]> {
    const { rows } = await this.pool.query<ConfigurationRow>(
      `select ${COLUMNS} from configurations
       where router_id = $1
         and ($3::uuid is null or (taken_at, configuration_id) <
              (select taken_at, configuration_id from configurations where configuration_id = $3))
       order by taken_at desc, configuration_id desc limit $2`,
      [routerId, limit, before],
    );
    return rows;
  }

  async find(routerId: string, configurationId: string): Promise<ConfigurationRow | undefined> {
    const { rows } = await this.pool.query<ConfigurationRow>(
      `select ${COLUMNS} from configurations where configuration_id = $2 and router_id = $1`,
      [routerId, configurationId],
    );
    return rows[0];
  }

  /** A configuration that is as it was is only seen again; the first of a router needs nobody's consent. */
  async save(routerId: string, content: string, at: Date): Promise<void> {
    const digest = createHash('sha256').update(content).digest('hex');
    const newest = await this.newest(routerId);
    if (newest?.digest === digest) {
      await this.pool.query('update configurations set seen_at = $2 where configuration_id = $1', [
        newest.configuration_id,
        at,
      ]);
      return;
    }
    await this.pool.query(
      `insert into configurations (configuration_id, router_id, taken_at, seen_at, digest, content, accepted)
       values ($1, $2, $3, $3, $4, $5, $6)`,
      [newId(), routerId, at, digest, content, newest === undefined],
    );
    await this.pool.query(
      `delete from configurations where router_id = $1 and configuration_id in
         (select configuration_id from configurations where router_id = $1
          order by taken_at desc, configuration_id desc offset ${MOST_KEPT})`,
      [routerId],
    );
  }

  /** With all before it: who has seen the last has seen what led to it. */
  async accept(routerId: string, row: ConfigurationRow, actor: string): Promise<void> {
    await this.pool.query(
      `update configurations set accepted = true, accepted_by = $3
       where router_id = $1 and taken_at <= $2 and not accepted`,
      [routerId, row.taken_at, actor],
    );
  }
}
