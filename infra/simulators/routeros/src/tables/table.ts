// table.ts — the rows of one menu: ids, order, and word of every change for those who listen.
export type Row = Record<string, string>;

export type RowChange = { kind: 'saved' | 'removed'; row: Row };

interface TableOptions {
  /** The number of the first id; some of RouterOS's own rows are `*0`. */
  firstNumber?: number;
  /** The key that may exist only once; undefined for a row that takes no part. */
  keyOf?: (row: Row) => string | undefined;
}

export class Table {
  /** On: a new row takes the lowest free id, as a router may after its counter wrapped. */
  reuseIds = false;
  private rows = new Map<string, Row>();
  private nextNumber: number;
  private readonly keys = new Map<string, Set<string>>();
  private readonly watchers = new Set<(change: RowChange) => void>();

  constructor(private readonly options: TableOptions = {}) {
    this.nextNumber = options.firstNumber ?? 1;
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  all(): IterableIterator<Row> {
    return this.rows.values();
  }

  find(matches: (row: Row) => boolean): Row | undefined {
    for (const row of this.rows.values()) if (matches(row)) return row;
    return undefined;
  }

  /** Another row with the same key, if there is one. */
  twinOf(row: Row): Row | undefined {
    const key = this.options.keyOf?.(row);
    if (key === undefined) return undefined;
    for (const id of this.keys.get(key) ?? []) if (id !== row['.id']) return this.rows.get(id);
    return undefined;
  }

  /** Adds a row, above `beforeId` if given, and returns it with its `.id`. */
  insert(fields: Row, beforeId?: string): Row {
    const row: Row = { '.id': this.newId(), ...fields };
    const id = row['.id'] ?? '';
    this.rows.set(id, row);
    if (beforeId !== undefined) this.move(id, beforeId);
    this.index(row);
    this.tell({ kind: 'saved', row });
    return row;
  }

  /** Changes fields of a row; an empty value takes the field away, as RouterOS does with comments. */
  update(id: string, changes: Row): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.unindex(row);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') delete row[name];
      else row[name] = value;
    }
    this.index(row);
    this.tell({ kind: 'saved', row });
  }

  remove(id: string): boolean {
    const row = this.rows.get(id);
    if (!row) return false;
    this.rows.delete(id);
    this.unindex(row);
    this.tell({ kind: 'removed', row });
    return true;
  }

  removeWhere(matches: (row: Row) => boolean): void {
    for (const row of [...this.rows.values()]) if (matches(row)) this.remove(row['.id'] ?? '');
  }

  /** Puts a row above another, or at the end. */
  move(id: string, beforeId?: string): void {
    const moved = this.rows.get(id);
    if (!moved || id === beforeId) return;
    const reordered = new Map<string, Row>();
    for (const [key, row] of this.rows) {
      if (key === beforeId) reordered.set(id, moved);
      if (key !== id) reordered.set(key, row);
    }
    reordered.set(id, moved);
    this.rows = reordered;
  }

  /** Starts counting ids again, as a rebooted router does for the rows that it forgot. */
  restartIds(): void {
    if (this.rows.size === 0) this.nextNumber = this.options.firstNumber ?? 1;
  }

  /** Calls back on every later change; returns how to stop. */
  watch(watcher: (change: RowChange) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private newId(): string {
    if (this.reuseIds) {
      let number = this.options.firstNumber ?? 1;
      while (this.rows.has(idOf(number))) number += 1;
      return idOf(number);
    }
    while (this.rows.has(idOf(this.nextNumber))) this.nextNumber += 1;
    this.nextNumber += 1;
    return idOf(this.nextNumber - 1);
  }

  private index(row: Row): void {
    const key = this.options.keyOf?.(row);
    if (key === undefined) return;
    const ids = this.keys.get(key) ?? new Set<string>();
    this.keys.set(key, ids.add(row['.id'] ?? ''));
  }

  private unindex(row: Row): void {
    const key = this.options.keyOf?.(row);
    if (key === undefined) return;
    const ids = this.keys.get(key);
    ids?.delete(row['.id'] ?? '');
    if (ids?.size === 0) this.keys.delete(key);
  }

  private tell(change: RowChange): void {
    for (const watcher of this.watchers) watcher(change);
  }
}

const idOf = (number: number): string => `*${number.toString(16).toUpperCase()}`;
