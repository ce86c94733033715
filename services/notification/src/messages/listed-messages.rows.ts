// listed-messages.rows.ts — the outbox as an operator reads it.
import type { Place, Queryable } from '@saring/service-kit';

export type ListedMessage = {
  readonly id: string;
  readonly to_phone: string;
  readonly template: string;
  readonly locale: string;
  readonly purpose: string;
  readonly state: string;
  readonly attempts: number;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly next_attempt_at: Date;
  readonly last_error: string | null;
  readonly fault: string | null;
  readonly channel: string;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
};

/** Each is left out where it is empty. */
type Filter = { readonly state: string; readonly template: string; readonly toPhone: string };

const COLUMNS = `id, to_phone, template, locale, purpose, state, attempts, created_at, sent_at, next_attempt_at, last_error, fault, channel,
  delivered_at, read_at`;

/** Newest first, behind a place. */
export const listMessages = async (
  on: Queryable,
  { state, template, toPhone }: Filter,
  { at, id }: Place,
  limit: number,
): Promise<readonly ListedMessage[]> => {
  const { rows } = await on.query<ListedMessage>(
    `select ${COLUMNS} from messages
     where ($1 = '' or state = $1) and ($5 = '' or template = $5) and ($6 = '' or to_phone = $6)
       and (created_at, id::text) < ($2::timestamptz, $3)
     order by created_at desc, id::text desc limit $4`,
    [state, at, id, limit, template, toPhone],
  );
  return rows;
};

export const findMessage = async (on: Queryable, id: string): Promise<ListedMessage | null> => {
  const { rows } = await on.query<ListedMessage>(`select ${COLUMNS} from messages where id = $1`, [id]);
  return rows[0] ?? null;
};
