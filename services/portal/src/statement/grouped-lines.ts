// grouped-lines.ts — lines of the statement that belong together, as one: the same cause within a minute.
import type { StatementLine } from '@saring/api-client';

/** Newest first; all of one cause and minute. */
export type LineGroup = readonly [StatementLine, ...StatementLine[]];

const MINUTE_CHARACTERS = '2026-11-27T10:00'.length;
const minuteOf = ({ at }: StatementLine): string => at.slice(0, MINUTE_CHARACTERS);

/** Neighbouring lines only: nothing is moved past another change of the balance. */
export const groupedLines = (lines: readonly StatementLine[]): readonly LineGroup[] => {
  const groups: [StatementLine, ...StatementLine[]][] = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    // Of statuses in one minute each says something else.
    const isSame =
      last?.[0].cause === line.cause && line.cause !== 'status' && minuteOf(last[0]) === minuteOf(line);
    if (last && isSame) last.push(line);
    else groups.push([line]);
  }
  return groups;
};

/** 0 where the lines are not of money. */
export const rupiahOf = (group: LineGroup): number =>
  group.reduce((sum, { amountRupiah = 0 }) => sum + amountRupiah, 0);

export const amountOf = (group: LineGroup): number =>
  group.reduce((sum, { amountBytes }) => sum + amountBytes, 0);

/** Time online; 0 where none came or went. */
export const secondsOf = (group: LineGroup): number =>
  group.reduce((sum, { onlineSeconds = 0 }) => sum + onlineSeconds, 0);
