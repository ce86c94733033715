// statement.ts — the product's own projection of balances and statements over the simulated events, in batches of any size.
import type { RecordedEvent } from '@saring/event-sourcing';
import type { Pool } from 'pg';
import { AccountCache } from '../../../services/quota-ledger/src/balances/account-cache';
import { openUsageOf } from '../../../services/quota-ledger/src/balances/account-row';
import { BalanceBatch, type RouterTable } from '../../../services/quota-ledger/src/balances/balance-batch';
import { bookBalance } from '../../../services/quota-ledger/src/domain/access-status';
import type { QuotaAccount } from '../../../services/quota-ledger/src/domain/account';
import {
  changeDraft,
  usageDraft,
  type Draft,
} from '../../../services/quota-ledger/src/statement/statement-lines';
import { mustEqual, Violation } from './rules';

const EMPTY = { query: async () => ({ rows: [] }) } as unknown as Pool;
const BATCH_SIZES = [1, 7, 64, 500];
const SUMS = 'a statement adds up';

/** What lines say so far: the balance after the last of them that counts for good. */
type Account = { balanceBytes: number; lines: Draft[] };

export class StatementBook {
  private readonly cache = new AccountCache(EMPTY);
  private readonly tables = new Map<string, RouterTable>();
  private readonly accounts = new Map<string, Account>();
  private events: RecordedEvent[] = [];
  private batches = 0;

  /** Stores an event in the order of the store. */
  record(stream: string, revision: number, event: { readonly type: string }, recordedAt: string): void {
    const { type, ...data } = event;
    this.events.push({ eventId: '', stream, revision, position: '', type, data, metadata: {}, recordedAt });
  }

  /** Follows what was stored since. */
  async follow(): Promise<void> {
    let start = 0;
    while (start < this.events.length) {
      const size = BATCH_SIZES[(this.batches += 1) % BATCH_SIZES.length] ?? 1;
      await this.project(this.events.slice(start, start + size));
      start += size;
    }
    this.events = [];
  }

  /** @throws Violation where a line's balance is not that of the lines up to it, or the last is not the account's. */
  check(person: number, account: QuotaAccount): void {
    const id = `p${person}`;
    const entry = this.cache.get(id);
    if (!entry) throw new Violation('read model = replay', `person ${person} has no row`);
    const own = this.of(id);
    for (const line of own.lines.sort((one, other) => (one.id < other.id ? -1 : 1))) {
      own.balanceBytes += line.changeBytes;
      const { balanceAfterBytes = own.balanceBytes } = line;
      mustEqual(SUMS, `line ${line.id} of person ${person}`, balanceAfterBytes, own.balanceBytes);
    }
    own.lines = [];
    const openBytes = openUsageOf(entry).reduce((sum, { burntBytes }) => sum + burntBytes, 0);
    const balanceBytes = bookBalance(account);
    mustEqual(SUMS, `the balance of person ${person}`, own.balanceBytes - openBytes, balanceBytes);
    mustEqual(
      'read model = replay',
      `the balance of person ${person}`,
      bookBalance(entry.account),
      balanceBytes,
    );
    mustEqual('read model = replay', `the usage of ${person}`, entry.account.usedBytes, account.usedBytes);
  }

  private of(id: string): Account {
    const found = this.accounts.get(id) ?? { balanceBytes: 0, lines: [] };
    this.accounts.set(id, found);
    return found;
  }

  private async project(events: readonly RecordedEvent[]): Promise<void> {
    const batch = new BalanceBatch(this.cache);
    for (const event of events) {
      const isMeter = event.stream.startsWith('meter-');
      const table = this.tables.get(event.stream) ?? { owners: [], devices: [], entries: [] };
      this.tables.set(event.stream, table);
      batch.collect(event, isMeter ? table : null);
    }
    await this.cache.load(batch.missing, batch.routers);
    batch.fold();
    for (const row of batch.statement) this.of(row.subscriberId).lines.push(changeDraft(row));
    for (const row of batch.hours.values()) this.of(row.subscriberId).lines.push(usageDraft(row));
  }
}
