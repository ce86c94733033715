// address-lists.ts — firewall address-lists: entries with a time-out are dynamic, count down, and do not outlive a boot.
import type { Row, Table } from '../tables/table';
import { formatDate, formatDuration, parseDurationSeconds, rangeContains } from '../tables/values';

export class AddressLists {
  private readonly expiresAtMs = new Map<string, number>();

  constructor(
    private readonly table: Table,
    private readonly nowMs: () => number,
    private readonly personality: () => 'v6' | 'v7',
  ) {
    table.watch(({ kind, row }) => {
      const id = row['.id'] ?? '';
      if (kind === 'removed') this.expiresAtMs.delete(id);
      else this.takeTimeout(id, row);
    });
  }

  /** Whether an address is in a list through any enabled entry. */
  contains(list: string, address: string): boolean {
    const holds = (row: Row): boolean =>
      row.list === list && row.disabled !== 'true' && rangeContains(row.address ?? '', address);
    return this.table.find(holds) !== undefined;
  }

  listsOf(address: string): string[] {
    const lists = [...this.table.all()].filter((row) => row.disabled !== 'true' && rangeContains(row.address ?? '', address));
    return [...new Set(lists.map((row) => row.list ?? ''))];
  }

  expire(): void {
    for (const [id, atMs] of this.expiresAtMs) if (atMs <= this.nowMs()) this.table.remove(id);
  }

  present(row: Row): Row {
    const atMs = this.expiresAtMs.get(row['.id'] ?? '');
    if (atMs === undefined) return row;
    return { ...row, timeout: formatDuration(Math.ceil((atMs - this.nowMs()) / 1_000)) };
  }

  /** A time-out in the fields becomes a deadline; the row itself only knows that it is dynamic. */
  private takeTimeout(id: string, row: Row): void {
    row['creation-time'] ??= formatDate(this.nowMs(), this.personality());
    const { timeout } = row;
    if (timeout === undefined) return;
    delete row.timeout;
    if (timeout === 'none-static') return;
    row.dynamic = 'true';
    const seconds = timeout === 'none-dynamic' ? undefined : parseDurationSeconds(timeout);
    if (seconds !== undefined && seconds > 0) this.expiresAtMs.set(id, this.nowMs() + seconds * 1_000);
  }
}
