// pages.ts — pages of a list that is newest first: a cursor names the last item that the caller holds.
import { RefusalError } from '@saring/messaging';

/** The place of an item: its time, and its id among items of one time. */
export type Place = { readonly at: string; readonly id: string };

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([\w:.|/-]{1,150})$/;
/** Before every first page. */
const NEWEST: Place = { at: '9999-12-31T00:00:00.000Z', id: '' };

/** JavaScript moves 31 February into March; PostgreSQL knows no year 0. */
const isInstantOfCalendar = (at: string): boolean => {
  const time = new Date(at);
  return time.getUTCFullYear() > 0 && time.toISOString() === at;
};

/** What is no cursor of a page before: an empty page in its place would say that there is nothing more. */
export const wrongCursor = (): RefusalError =>
  new RefusalError('REQUEST.INVALID', { errors: [{ field: 'cursor', rule: 'matches' }] });

/** @throws RefusalError REQUEST.INVALID for what is no cursor of a page before. */
export const placeOf = (cursor: string | undefined): Place => {
  if (cursor === undefined) return NEWEST;
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (at === undefined || id === undefined || !isInstantOfCalendar(at)) throw wrongCursor();
  return { at, id };
};

/** How many a page holds: as asked, at the most the longest; 0: the standard. */
export const pageLimit = (
  asked: number,
  { longest, standard }: { readonly longest: number; readonly standard: number },
): number => Math.min(longest, asked > 0 ? asked : standard);

/** @param rows one more than a page holds, where there are as many. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  { limit, item, place }: { limit: number; item: (row: Row) => Item; place: (row: Row) => Place },
): { items: Item[]; nextCursor?: string } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const { at, id } = last && rows.length > limit ? place(last) : NEWEST;
  return { items: shown.map(item), ...(id === '' ? {} : { nextCursor: `${at}|${id}` }) };
};
