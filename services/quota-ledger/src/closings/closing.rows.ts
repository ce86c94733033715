// closing.rows.ts — the closings that there are, and the parts of each.
import type { Position } from '@saring/event-sourcing';
import { newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { QueryResult } from 'pg';
import type { TableSums } from './projected-tables';

/** Parts that one statement removes. */
const PARTS_A_STATEMENT = 100;

export type Closing = {
  readonly closingId: string;
  /** `yyyy-mm`. */
  readonly month: string;
  readonly position: Position;
  readonly version: string;
  readonly sums: TableSums;
};

const COLUMNS = 'closing_id as "closingId", month, position, version, sums';

/** Of one schema, whose name stands before each table: rebuilds read them from another one. */
export class ClosingRows {
  constructor(
    private readonly on: Queryable,
    private readonly schema: string,
  ) {}

  /** Those that were proved, the newest first. */
  async proved(): Promise<readonly Closing[]> {
    const { rows } = await this.on.query<Closing>(
      `select ${COLUMNS} from ${this.schema}.closings where proved_at is not null order by month desc, copied_at desc`,
    );
    return rows;
  }

  /** A closing without parts and position, which counts for nothing until it is proved. */
  async begin(month: string, version: string): Promise<Closing> {
    const begun = { closingId: newId(), month, version, position: '', sums: {} };
    await this.on.query(
      `insert into ${this.schema}.closings (closing_id, month, position, version, sums) values ($1, $2, '', $3, '{}')`,
      [begun.closingId, month, version],
    );
    return begun;
  }

  /** All parts are there. @throws Error when it was given up in the meantime. */
  async complete(closingId: string, position: Position, sums: TableSums): Promise<void> {
    await this.change(closingId, 'position = $2, sums = $3', [position, JSON.stringify(sums)]);
  }

  /** @throws Error when it was given up in the meantime. */
  async prove(closingId: string): Promise<void> {
    await this.change(closingId, 'proved_at = now()', []);
  }

  private async change(closingId: string, set: string, values: readonly unknown[]): Promise<void> {
    const { rowCount } = await this.on.query(
      `update ${this.schema}.closings set ${set} where closing_id = $1`,
      [closingId, ...values],
    );
    if (rowCount !== 1) throw new Error(`the closing ${closingId} was given up by somebody else`);
  }

  /** In steps; ended at any point what is left counts for nothing, and goes with `dropUnproved`. */
  async drop(closingId: string): Promise<void> {
    await this.on.query(`update ${this.schema}.closings set proved_at = null where closing_id = $1`, [
      closingId,
    ]);
    for (let removed: number | null = PARTS_A_STATEMENT; removed === PARTS_A_STATEMENT;) {
      const { rowCount }: QueryResult = await this.on.query(
        `delete from ${this.schema}.closing_parts where ctid = any(array(
           select ctid from ${this.schema}.closing_parts where closing_id = $1 limit ${PARTS_A_STATEMENT}))`,
        [closingId],
      );
      removed = rowCount;
    }
    await this.on.query(`delete from ${this.schema}.closings where closing_id = $1`, [closingId]);
  }

  /** What was begun and never proved. */
  async dropUnproved(): Promise<void> {
    const { rows } = await this.on.query<{ closingId: string }>(
      `select closing_id as "closingId" from ${this.schema}.closings where proved_at is null`,
    );
    for (const { closingId } of rows) await this.drop(closingId);
  }
}
