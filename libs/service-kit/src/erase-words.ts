// erase-words.ts — empties what people wrote in stored events and documents; every sum, state and time stays as it is.
import type { Queryable } from './transaction';

/** Fields in which people write what they like, at any depth. */
export type WrittenFields = {
  readonly fields: readonly string[];
  /** Words of the program itself, which say nothing of a person. */
  readonly keep?: readonly string[];
};

/** @returns the same value with the texts of these fields empty. */
export const withoutWords = (value: unknown, written: WrittenFields): unknown => {
  if (Array.isArray(value)) return value.map((one) => withoutWords(one, written));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isWritten = typeof inner === 'string' && written.fields.includes(name);
      if (isWritten) return [name, written.keep?.includes(inner) ? inner : ''];
      return [name, withoutWords(inner, written)];
    }),
  );
};

type Row = { readonly era: number; readonly tid: string; readonly position: string; readonly data: unknown };

/**
 * In the events of whole streams. Ids, order and number of events stay: whoever folds them again comes to the same sums.
 * Only in this service's own PostgreSQL: streams in an EventStoreDB keep their words (docs/adr/0057).
 */
export const eraseWords = async (
  on: Queryable,
  streams: readonly string[],
  written: WrittenFields,
): Promise<void> => {
  const { rows } = await on.query<Row>(
    `select e.era, e.transaction_id::text as tid, e.global_position::text as position, e.data
     from events e join event_streams s using (stream_id) where s.name = any($1)`,
    [[...streams]],
  );
  for (const { era, tid, position, data } of rows) {
    const erased = JSON.stringify(withoutWords(data, written));
    if (erased === JSON.stringify(data)) continue;
    await on.query(
      `update events set data = $4 where era = $1 and transaction_id = $2::xid8 and global_position = $3::bigint`,
      [era, tid, position, erased],
    );
  }
};
