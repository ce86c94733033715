// account-cache.ts — the accounts that the projector folds, kept in memory by whole usage blocks.
import type { Pool } from 'pg';
import { newEntry, readStored } from './account-row';
import type { AccountEntry } from './usage-block';
import { BLOCK_ACCOUNTS, UsageBlock } from './usage-block';

/** Accounts kept between batches; beyond it all are read again. */
const CACHED_ACCOUNTS = 200_000;

export class AccountCache {
  private readonly accounts = new Map<string, AccountEntry>();
  private readonly blocks = new Map<number, UsageBlock>();
  /** The block of a router that takes the next account. */
  private readonly open = new Map<string, UsageBlock | null>();
  private lastBlock: number | null = null;

  constructor(private readonly pool: Pool) {}

  get(subscriberId: string): AccountEntry | undefined {
    return this.accounts.get(subscriberId);
  }

  get isFull(): boolean {
    return this.accounts.size > CACHED_ACCOUNTS;
  }

  clear(): void {
    this.accounts.clear();
    this.blocks.clear();
    this.open.clear();
    this.lastBlock = null;
  }

  /** Brings in accounts with all others of their blocks, and the blocks of routers that still have room. */
  async load(subscriberIds: ReadonlySet<string>, routerIds: ReadonlySet<string>): Promise<void> {
    const routers = [...routerIds].filter((routerId) => !this.open.has(routerId));
    if (subscriberIds.size + routers.length > 0) await this.read([...subscriberIds], routers);
    for (const subscriberId of subscriberIds)
      if (!this.accounts.has(subscriberId)) this.accounts.set(subscriberId, newEntry(subscriberId));
  }

  private async read(subscriberIds: readonly string[], routers: readonly string[]): Promise<void> {
    const stored = await readStored(
      this.pool,
      `block in (
        select block from quota_accounts where subscriber_id = any($1::uuid[])
        union all select max(block) from usage_blocks where router_id = any($2::text[]) and members < $3 group by router_id)`,
      [subscriberIds, routers, BLOCK_ACCOUNTS],
    );
    const loaded = new Map<number, UsageBlock>();
    for (const { entry, block: number, slot, routerId } of stored) {
      // A block that is here already is ahead of its row within a batch.
      if (this.blocks.has(number)) continue;
      const block = loaded.get(number) ?? new UsageBlock(number, routerId);
      loaded.set(number, block);
      block.add(entry, slot);
      this.accounts.set(entry.subscriberId, entry);
    }
    for (const block of loaded.values()) this.blocks.set(block.number, block);
    if (routers.length > 0) this.openBlocksOf(routers);
    if (this.lastBlock !== null) return;
    const { rows } = await this.pool.query<{ last: number | null }>(
      'select max(block) as last from usage_blocks',
    );
    this.lastBlock = rows[0]?.last ?? 0;
  }

  private openBlocksOf(routers: readonly string[]): void {
    for (const routerId of routers) this.open.set(routerId, null);
    for (const block of this.blocks.values())
      if (block.members < BLOCK_ACCOUNTS && this.open.get(block.routerId) === null)
        this.open.set(block.routerId, block);
  }

  /** Puts an account among those of a router. @returns the blocks that this changes. */
  settle(entry: AccountEntry, routerId: string): readonly UsageBlock[] {
    const left = entry.block;
    left?.remove(entry);
    const joined = this.roomOf(routerId);
    joined.add(entry);
    return left ? [left, joined] : [joined];
  }

  private roomOf(routerId: string): UsageBlock {
    const open = this.open.get(routerId);
    if (open && open.members < BLOCK_ACCOUNTS) return open;
    if (this.lastBlock === null) throw new Error('blocks are numbered only once they are loaded');
    this.lastBlock += 1;
    const block = new UsageBlock(this.lastBlock, routerId);
    this.blocks.set(block.number, block);
    this.open.set(routerId, block);
    return block;
  }
}
