// provisionings.rows.ts — what operators had made on routers: written before the first command leaves, so that it can be
// undone whatever stops in between.
import { Inject, Injectable } from '@nestjs/common';
import type { ProvisioningState } from '@saring/kernel';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { ProvisioningStep } from '../domain/provisioning';

export type ProvisioningRow = {
  readonly provisioning_id: string;
  readonly router_id: string;
  readonly state: ProvisioningState;
  readonly actor: string;
  readonly begun_at: Date;
  readonly steps: readonly ProvisioningStep[];
  readonly steps_done: number;
  readonly refusal: string;
  readonly left_behind: readonly string[];
};

type NewProvisioning = Pick<
  ProvisioningRow,
  'provisioning_id' | 'router_id' | 'actor' | 'begun_at' | 'steps'
>;

const MOST_SHOWN = 50;
const COLUMNS = 'provisioning_id, router_id, state, actor, begun_at, steps, steps_done, refusal, left_behind';

@Injectable()
export class Provisionings {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  /** Newest first. */
  async list(routerId: string): Promise<readonly ProvisioningRow[]> {
    const { rows } = await this.pool.query<ProvisioningRow>(
      `select ${COLUMNS} from provisionings where router_id = $1 order by begun_at desc limit ${MOST_SHOWN}`,
      [routerId],
    );
    return rows;
  }

  async find(routerId: string, provisioningId: string): Promise<ProvisioningRow | undefined> {
    const { rows } = await this.pool.query<ProvisioningRow>(
      `select ${COLUMNS} from provisionings where provisioning_id = $1 and router_id = $2`,
      [provisioningId, routerId],
    );
    return rows[0];
  }

  /** @returns whether it is the first under its id. */
  async begin(one: NewProvisioning): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `insert into provisionings (provisioning_id, router_id, state, actor, begun_at, steps)
       values ($1, $2, 'begun', $3, $4, $5) on conflict do nothing`,
      [one.provisioning_id, one.router_id, one.actor, one.begun_at, JSON.stringify(one.steps)],
    );
    return rowCount === 1;
  }

  async end(provisioningId: string, stepsDone: number, refusal: string): Promise<void> {
    const state: ProvisioningState = refusal === '' ? 'done' : 'partly';
    await this.pool.query(
      'update provisionings set state = $2, steps_done = $3, refusal = $4 where provisioning_id = $1',
      [provisioningId, state, stepsDone, refusal],
    );
  }

  async undone(provisioningId: string, leftBehind: readonly string[]): Promise<void> {
    const state: ProvisioningState = leftBehind.length === 0 ? 'undone' : 'partly';
    await this.pool.query(
      'update provisionings set state = $2, left_behind = $3 where provisioning_id = $1',
      [provisioningId, state, JSON.stringify(leftBehind)],
    );
  }
}
