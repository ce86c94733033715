// drawers.ts — the cash drawers of operators: each change is stored with its row.
import { Inject, Injectable } from '@nestjs/common';
import type { Change, CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Aggregates, CLOCK, PG_POOL, StaleError, type Queryable } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { Followers } from '../books/followers';
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
type Move = Omit<Extract<DrawerCommand, { type: 'PayIn' }>, 'at' | 'operatorId' | 'type'> & {
  readonly type: 'PayIn' | 'PayOut';
};
type Opening = { readonly floatRupiah: number; /** Empty: where it stood last. */ readonly site: string };

const MOST_DRAWERS = 200;
const STREAM = /^drawer-(.+)$/;
export const drawerOperatorIn = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

/** What cash sales brought an operator, less what went back: from the rows that stand beside the sales' events. */
const takenBy = async (on: Queryable, operatorId: string): Promise<number> => {
  const { rows } = await on.query<{ taken: number }>(
    'select coalesce(sum(cash_rupiah), 0)::float8 as taken from order_cash where operator_id = $1',
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
  (select coalesce(sum(cash_rupiah), 0)::float8 from order_cash c where c.operator_id = drawers.operator_id) as taken
  from drawers`;

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
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly followers: Followers,
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

  async open(operatorId: string, opening: Opening, context: CommandContext): Promise<DrawerRow> {
    const { floatRupiah } = opening;
    const head = { at: toInstant(this.clock.now()), operatorId };
    const commands = (drawer: Drawer): readonly DrawerCommand[] => [
      { ...head, type: 'OpenDrawer', floatRupiah, site: opening.site || this.siteOf(drawer) },
    ];
    const { state, version } = await this.handle(operatorId, commands, context);
    await this.followers.show(this.streamOf(operatorId), 'books', 'drawer-shifts');
    return this.shown(operatorId, version, state);
  }

  async move(operatorId: string, command: Move, context: CommandContext): Promise<DrawerRow> {
    const head = { at: toInstant(this.clock.now()), operatorId };
    const commands = async (): Promise<readonly DrawerCommand[]> => [
      command.type === 'PayOut'
        ? { ...command, ...head, type: 'PayOut', takenRupiah: await takenBy(this.pool, operatorId) }
        : { ...command, ...head, type: 'PayIn' },
    ];
    const { state, version } = await this.handle(operatorId, commands, context);
    await this.followers.show(this.streamOf(operatorId), 'books', 'drawer-shifts');
    return this.shown(operatorId, version, state);
  }

  /** Before a cash sale: who has not opened the drawer begins with an empty one. */
  async ensureOpen(operatorId: string, site: string, context: CommandContext): Promise<void> {
    const head = { at: toInstant(this.clock.now()), operatorId };
    const open = { ...head, type: 'OpenDrawer', floatRupiah: 0, site } as const;
    await this.handle(operatorId, ({ isOpen }) => (isOpen ? [] : [open]), context);
  }

  /** Where cash goes that an operator takes now; null: the drawer is closed. */
  async openSiteOf(operatorId: string): Promise<string | null> {
    const { drawer } = await this.find(operatorId);
    return drawer.isOpen ? this.siteOf(drawer) : null;
  }

  /**
   * In the transaction that takes cash out for a refund: the drawer neither closes nor empties meanwhile.
   * @throws RefusalError BILLING.DRAWER_CLOSED, BILLING.DRAWER_SHORT
   */
  async holdFor(client: PoolClient, operatorId: string, amountRupiah: number): Promise<void> {
    const drawer = await this.lock(client, operatorId);
    if (!drawer?.isOpen) throw new RefusalError('BILLING.DRAWER_CLOSED');
    const holdsRupiah = expectedRupiah(drawer, await takenBy(client, operatorId));
    if (amountRupiah > holdsRupiah) throw new RefusalError('BILLING.DRAWER_SHORT', { holdsRupiah });
  }

  /** Before cash is taken in: where the drawer of who takes it stands, opened if need be. @param site of a new one. */
  async siteForCash(operatorId: string, site: string, context: CommandContext): Promise<string> {
    await this.ensureOpen(operatorId, site, context);
    return (await this.openSiteOf(operatorId)) ?? site;
  }

  /**
   * In the transaction that takes cash in, once under its id: the drawer does not close meanwhile.
   * @throws StaleError where it has: it is opened again before anything is taken.
   */
  async takeCash(client: PoolClient, id: string, operatorId: string, amountRupiah: number): Promise<void> {
    if (!(await this.lock(client, operatorId))?.isOpen) throw new StaleError(operatorId);
    await this.addCash(client, id, operatorId, amountRupiah);
  }

  /** Cash of something beside orders, once under its id. @param amountRupiah negative: taken out. */
  async addCash(client: PoolClient, id: string, operatorId: string, amountRupiah: number): Promise<void> {
    await client.query(
      'insert into order_cash (order_id, operator_id, cash_rupiah) values ($1, $2, $3) on conflict do nothing',
      [id, operatorId, amountRupiah],
    );
  }

  /**
   * Handed over, the other operator's drawer opens with the counted money in the same transaction.
   * @throws RefusalError BILLING.DRAWER_NOTE_REQUIRED with the difference, BILLING.DRAWER_CLOSED, BILLING.COLLEAGUE_DRAWER_OPEN
   */
  async close(operatorId: string, closing: Closing, context: CommandContext): Promise<DrawerRow> {
    const { handedTo, countedRupiah } = closing;
    const at = toInstant(this.clock.now());
    let takenRupiah = 0;
    // Read before the transaction: one that waits for a second connection can wait for itself.
    let theirs: DrawerChange | null = null;
    const commands = async (): Promise<readonly DrawerCommand[]> => {
      theirs = handedTo === null ? null : await this.load(handedTo);
      takenRupiah = await takenBy(this.pool, operatorId);
      return [{ type: 'CloseDrawer', ...closing, takenRupiah, at, operatorId }];
    };
    const handOver = async (client: PoolClient, { state }: DrawerChange): Promise<void> => {
      await this.lock(client, operatorId);
      // Cash that came or went since it was added up belongs to this closing.
      if ((await takenBy(client, operatorId)) !== takenRupiah) throw new StaleError(operatorId);
      if (handedTo === null || theirs === null) return;
      if ((theirs as DrawerChange).state.isOpen) throw new RefusalError('BILLING.COLLEAGUE_DRAWER_OPEN');
      const cause = { actor: context.actor };
      const opening = { floatRupiah: countedRupiah, site: this.siteOf(state), at, operatorId: handedTo };
      this.decide(theirs, { type: 'OpenDrawer', ...opening }, cause);
      await this.append(client, theirs, cause);
    };
    const { state, version } = await this.handle(operatorId, commands, context, handOver);
    await this.followers.show(this.streamOf(operatorId), 'books', 'drawer-shifts');
    return this.shown(operatorId, version, state);
  }

  siteOf({ site = this.config.DEFAULT_SITE }: Drawer): string {
    return site;
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

  private async lock(client: PoolClient, operatorId: string): Promise<Drawer | undefined> {
    const { rows } = await client.query<{ drawer: Drawer }>(
      'select drawer from drawers where operator_id = $1 for update',
      [operatorId],
    );
    return rows[0]?.drawer;
  }

  private async shown(operatorId: string, version: number, drawer: Drawer): Promise<DrawerRow> {
    return rowOf(operatorId, version, drawer, await takenBy(this.pool, operatorId));
  }
}
