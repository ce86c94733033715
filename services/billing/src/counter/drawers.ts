// drawers.ts — the cash drawers of operators: each change is stored with its row.
import { Inject, Injectable } from '@nestjs/common';
import type { Change, CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { toInstant, type Clock } from '@saring/kernel';
import { Aggregates, CLOCK, PG_POOL, type Queryable } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { BILLING_EVENTS } from '../events';
import {
  drawerDecider,
  expectedRupiah,
  type Drawer,
  type DrawerCommand,
  type DrawerEvent,
  type DrawerRefusal,
} from './domain/drawer';

type DrawerChange = Change<Drawer, DrawerCommand, DrawerEvent, DrawerRefusal>;
export type DrawerRow = {
  readonly operatorId: string;
  readonly version: number;
  readonly drawer: Drawer;
  readonly expectedRupiah: number;
};
type Closing = { readonly countedRupiah: number; readonly note: string; readonly handedTo: string | null };
type WithoutHead<C> = C extends DrawerCommand ? Omit<C, 'at' | 'operatorId' | 'takenRupiah'> : never;

const MOST_DRAWERS = 200;
const STREAM = /^drawer-(.+)$/;
export const drawerOperatorIn = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

/** What cash sales brought an operator, less what went back: from the rows that stand beside the sales' events. */
const takenBy = async (on: Queryable, operatorId: string): Promise<number> => {
  const { rows } = await on.query<{ taken: number }>(
    'select coalesce(sum(cash_rupiah), 0)::float8 as taken from orders where cashier = $1',
    [operatorId],
  );
  return rows[0]?.taken ?? 0;
};

type StoredDrawer = {
  readonly operator_id: string;
  readonly version: number;
  readonly drawer: Drawer;
  readonly taken: number;
};
const WITH_TAKEN = `select operator_id, version, drawer,
  (select coalesce(sum(cash_rupiah), 0)::float8 from orders where cashier = operator_id) as taken from drawers`;

const rowOf = (operatorId: string, version: number, drawer: Drawer, takenRupiah: number): DrawerRow => ({
  ...{ operatorId, version, drawer, expectedRupiah: expectedRupiah(drawer, takenRupiah) },
});
const fromStored = ({ operator_id, version, drawer, taken }: StoredDrawer): DrawerRow =>
  rowOf(operator_id, version, drawer, taken);

@Injectable()
export class Drawers extends Aggregates<Drawer, DrawerCommand, DrawerEvent, DrawerRefusal> {
  protected readonly decider = drawerDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(BILLING_EVENTS) store: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super(pool, store);
  }

  async find(operatorId: string): Promise<DrawerRow> {
    const { rows } = await this.pool.query<StoredDrawer>(`${WITH_TAKEN} where operator_id = $1`, [
      operatorId,
    ]);
    return rows[0] ? fromStored(rows[0]) : this.shown(operatorId, 0, drawerDecider.initialState());
  }

  async list(): Promise<readonly DrawerRow[]> {
    const { rows } = await this.pool.query<StoredDrawer>(`${WITH_TAKEN} order by operator_id limit $1`, [
      MOST_DRAWERS,
    ]);
    return rows.map(fromStored);
  }

  async change(
    operatorId: string,
    command: WithoutHead<Exclude<DrawerCommand, { type: 'CloseDrawer' }>>,
    context: CommandContext,
  ): Promise<DrawerRow> {
    const head = { at: toInstant(this.clock.now()), operatorId };
    const commands = async (): Promise<readonly DrawerCommand[]> => [
      command.type === 'PayOut'
        ? { ...command, ...head, takenRupiah: await takenBy(this.pool, operatorId) }
        : { ...command, ...head },
    ];
    const { state, version } = await this.handle(operatorId, commands, context);
    return this.shown(operatorId, version, state);
  }

  /** Before a cash sale: who has not opened the drawer begins with an empty one. */
  async ensureOpen(operatorId: string, context: CommandContext): Promise<void> {
    const open = { type: 'OpenDrawer', floatRupiah: 0, at: toInstant(this.clock.now()), operatorId } as const;
    await this.handle(operatorId, ({ isOpen }) => (isOpen ? [] : [open]), context);
  }

  /**
   * Handed over, the other operator's drawer opens with the counted money in the same transaction.
   * @throws RefusalError BILLING.DRAWER_NOTE_REQUIRED with the difference, BILLING.DRAWER_CLOSED, BILLING.DRAWER_OPEN
   */
  async close(operatorId: string, closing: Closing, context: CommandContext): Promise<DrawerRow> {
    const { handedTo, countedRupiah } = closing;
    const at = toInstant(this.clock.now());
    // Read before the transaction: one that waits for a second connection can wait for itself.
    let theirs: DrawerChange | null = null;
    const commands = async (): Promise<readonly DrawerCommand[]> => {
      theirs = handedTo === null ? null : await this.load(handedTo);
      const takenRupiah = await takenBy(this.pool, operatorId);
      return [{ type: 'CloseDrawer', ...closing, takenRupiah, at, operatorId }];
    };
    const handOver = async (client: PoolClient): Promise<void> => {
      if (handedTo === null || theirs === null) return;
      const cause = { actor: context.actor };
      this.decide(
        theirs,
        { type: 'OpenDrawer', floatRupiah: countedRupiah, at, operatorId: handedTo },
        cause,
      );
      await this.append(client, theirs, cause);
    };
    const { state, version } = await this.handle(operatorId, commands, context, handOver);
    return this.shown(operatorId, version, state);
  }

  protected streamOf(operatorId: string): string {
    return `drawer-${operatorId}`;
  }

  protected async project(client: PoolClient, { id, version, state }: DrawerChange): Promise<void> {
    await client.query(
      `insert into drawers (operator_id, version, drawer) values ($1, $2, $3)
       on conflict (operator_id) do update set version = excluded.version, drawer = excluded.drawer`,
      [id, version, JSON.stringify(state)],
    );
  }

  private async shown(operatorId: string, version: number, drawer: Drawer): Promise<DrawerRow> {
    return rowOf(operatorId, version, drawer, await takenBy(this.pool, operatorId));
  }
}
