// charged.ts — what the events of meters charge to whom, folded by the checker's own few lines.
import type { MeterFacts } from './facts';

type Metered = {
  /** Charged bytes by subscriber. */
  readonly charged: ReadonlyMap<string, number>;
  /** Bytes by subscriber that are held for an operator and were not taken back. */
  readonly held: ReadonlyMap<string, number>;
};

const add = (sums: Map<string, number>, key: string, bytes: number): void =>
  void sums.set(key, (sums.get(key) ?? 0) + bytes);

/** Folds all meters. @throws Error where an entry names a row that no event has introduced. */
export const foldMeters = (meters: readonly MeterFacts[]): Metered => {
  const charged = new Map<string, number>();
  const held = new Map<string, number>();
  for (const meter of meters) foldMeter(meter, charged, held);
  return { charged, held };
};

const foldMeter = (
  { stream, events }: MeterFacts,
  charged: Map<string, number>,
  held: Map<string, number>,
): void => {
  let owners: string[] = [];
  const open = new Map<string, { owner: string; bytes: number }>();
  for (const [revision, event] of events.entries()) {
    if (event.all) owners = [...event.all.owner];
    if (event.rows) owners.push(...event.rows.owner);
    for (const [, atRevision, entry] of event.withdrawn ?? []) open.delete(`${atRevision}.${entry}`);
    const heldEntries = new Set((event.held ?? []).map(([entry]) => entry));
    let row = 0;
    for (const [entry, step] of event.n.entries()) {
      row += step;
      const owner = owners[row];
      if (owner === undefined)
        throw new Error(`${stream}, event ${revision}: row ${row} was never introduced`);
      const bytes = (event.in[entry] ?? 0) + (event.out[entry] ?? 0);
      if (owner === '') continue;
      if (heldEntries.has(entry)) open.set(`${revision}.${entry}`, { owner, bytes });
      else add(charged, owner, bytes);
    }
  }
  for (const { owner, bytes } of open.values()) add(held, owner, bytes);
};
