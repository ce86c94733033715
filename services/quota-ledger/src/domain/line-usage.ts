// line-usage.ts — what an event of a router's meter of lines says each line moved (docs/adr/0038).
import type { UsageMetered } from './meter';
import { evolveTable, forEachCharge, newMeterTable, type MeterTable } from './meter-charges';

/** The sessions of a meter as its events have introduced them. */
export type LineTable = MeterTable & { readonly known: Set<string> };

export const newLineTable = (): LineTable => ({ ...newMeterTable(), known: new Set() });

/** Of one line in one event. */
export type LineGrowth = {
  uploadBytes: number;
  downloadBytes: number;
  /** What was seen and is not counted: whose it was is not known, or no line is so fast. */
  uncountedBytes: number;
  /** Sessions seen for the first time. */
  sessions: number;
};

/** Moves the table on by an event, in order. @returns by line. */
export const foldLines = (table: LineTable, event: UsageMetered): ReadonlyMap<string, LineGrowth> => {
  const growth = new Map<string, LineGrowth>();
  const of = (lineId: string): LineGrowth => {
    const found = growth.get(lineId) ?? { uploadBytes: 0, downloadBytes: 0, uncountedBytes: 0, sessions: 0 };
    growth.set(lineId, found);
    return found;
  };
  evolveTable(table, event);
  for (const owner of introducedIn(table, event)) of(owner).sessions += 1;
  forEachCharge(table, event, ({ owner, inBytes, outBytes, heldSeconds }) => {
    const line = of(owner);
    if (heldSeconds !== null) line.uncountedBytes += inBytes + outBytes;
    else {
      line.uploadBytes += inBytes;
      line.downloadBytes += outBytes;
    }
  });
  for (const [row, bytes] of event.unclaimed ?? []) {
    const owner = table.owners[row];
    if (owner) of(owner).uncountedBytes += bytes;
  }
  return growth;
};

/** Lines of the rows that no event before has named. A checkpoint names all rows anew: those it had are none. */
const introducedIn = (table: LineTable, event: UsageMetered): string[] => {
  const columns = event.all ?? event.rows;
  if (!columns) return [];
  const before = new Set(table.known);
  if (event.all) table.known.clear();
  return columns.id.flatMap((id, index) => {
    const owner = columns.owner[index] ?? '';
    const key = [event.boot, id, columns.birth[index], owner].join(' ');
    table.known.add(key);
    return owner === '' || before.has(key) ? [] : [owner];
  });
};
