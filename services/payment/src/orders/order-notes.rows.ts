// order-notes.rows.ts — notes of people about an order. They may name a person: erasable, and in no stream.
import type { PaymentNoteKind } from '@saring/kernel';
import type { Queryable } from './payment-orders.rows';

export type NewNote = { readonly kind: PaymentNoteKind; readonly text: string };
const LONGEST_NOTE = 500;

/** The same id again changes nothing; an empty text is no note. */
export const saveNote = async (
  on: Queryable,
  id: string,
  orderId: string,
  actor: string,
  { kind, text }: NewNote,
  at: Date,
): Promise<void> => {
  if (text === '') return;
  await on.query(
    `insert into payment_notes (id, order_id, noted_at, actor, kind, text) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing`,
    [id, orderId, at, actor, kind, text.slice(0, LONGEST_NOTE)],
  );
};

export type NoteRow = {
  readonly noted_at: Date;
  readonly actor: string;
  readonly kind: PaymentNoteKind;
  readonly text: string;
};

/** Oldest first. */
export const notesOf = async (on: Queryable, orderId: string): Promise<readonly NoteRow[]> => {
  const { rows } = await on.query<NoteRow>(
    'select noted_at, actor, kind, text from payment_notes where order_id = $1 order by noted_at, id',
    [orderId],
  );
  return rows;
};
