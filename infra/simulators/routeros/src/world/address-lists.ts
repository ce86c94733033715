// address-lists.ts — firewall address-lists: entries with a time-out are dynamic, count down, and do not outlive a boot.
import type { Row, Table } from '../tables/table';
import { formatDate, formatDuration, parseDurationSeconds, rangeContains } from '../tables/values';

export class AddressLists {
  private readonly expiresAtMs = new Map<string, number>();
  /** Ids of enabled entries for one address, by list and address: a list may hold 20,000 of them. */
  private readonly exact = new Map<string, Set<string>>();
  private readonly keyById = new Map<string, string>();
  private readonly ranges = new Set<string>();

  constructor(
    private readonly table: Table,
    private readonly nowMs: () => number,
    private readonly personality: () => 'v6' | 'v7',
    private readonly resolve: (name: string) => string,
  ) {
    table.watch(({ kind, row }) => {
      const id = row['.id'] ?? '';
      this.forget(id);
      if (kind === 'saved') {
        this.learn(id, row);
        this.takeTimeout(id, row);
        this.resolveName(row);
      } else {
        this.expiresAtMs.delete(id);
        if (isName(row.address)) this.table.removeWhere((child) => isResolved(child, row));
      }
    });
  }

  /** Whether an address is in a list through any enabled entry. */
  contains(list: string, address: string): boolean {
    if (this.exact.has(keyOf(list, address))) return true;
    for (const id of this.ranges) {
      const row = this.table.get(id);
      if (row?.list === list && rangeContains(row.address ?? '', address)) return true;
    }
    return false;
  }

  listsOf(address: string): string[] {
    const lists = [...this.table.all()].filter(
      (row) => row.disabled !== 'true' && rangeContains(row.address ?? '', address),
    );
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

  /** An entry of a DNS name makes one of its address, as RouterOS does by its own resolver. */
  private resolveName(row: Row): void {
    const { list = '', address = '' } = row;
    if (!isName(address) || row.disabled === 'true' || this.table.find((child) => isResolved(child, row)))
      return;
    this.table.insert({
      list,
      address: this.resolve(address),
      comment: address,
      dynamic: 'true',
      disabled: 'false',
    });
  }

  private learn(id: string, row: Row): void {
    if (row.disabled === 'true') return;
    if (/[-/]/.test(row.address ?? '')) {
      this.ranges.add(id);
      return;
    }
    const key = keyOf(row.list ?? '', row.address ?? '');
    this.keyById.set(id, key);
    this.exact.set(key, (this.exact.get(key) ?? new Set()).add(id));
  }

  private forget(id: string): void {
    this.ranges.delete(id);
    const key = this.keyById.get(id);
    if (key === undefined) return;
    this.keyById.delete(id);
    const ids = this.exact.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.exact.delete(key);
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

const isName = (address = ''): boolean => /[a-z]/i.test(address);
const isResolved = (child: Row, named: Row): boolean =>
  child.dynamic === 'true' && child.list === named.list && child.comment === named.address;

const keyOf = (list: string, address: string): string => `${list} ${address}`;
