// recorder.ts — what happened to a table and when, by the clock of this machine.
import type { Row, RowChange, Table } from '../tables/table';

type Recorded = { readonly atMilliseconds: number; readonly kind: RowChange['kind']; readonly row: Row };

const MOST_CHANGES = 100_000;
const recorded = new WeakMap<Table, Recorded[]>();

/** Keeps each later change of the table, up to a limit; asked twice it starts over. */
export const recordChanges = (table: Table): void => {
  const isNew = !recorded.has(table);
  recorded.set(table, []);
  if (!isNew) return;
  table.watch(({ kind, row }) => {
    const changes = recorded.get(table);
    if (changes && changes.length < MOST_CHANGES)
      changes.push({ atMilliseconds: Date.now(), kind, row: { ...row } });
  });
};

export const changesOf = (table: Table): readonly Recorded[] => recorded.get(table) ?? [];
