// mailbox-codes.rows.ts — how many codes went to a mailbox, whoever asked for them: many accounts together flood none either.
import { createHash } from 'node:crypto';
import type { Queryable } from '@saring/service-kit';

/** In any case of its letters, and whatever stands behind a plus. */
const mailboxOf = (email: string): string =>
  createHash('sha256')
    .update(email.toLowerCase().replace(/\+[^@]*@/, '@'))
    .digest('base64url');

/** Counts one more. @returns from when on it may get another, where it got so many within a day; else null. */
export const countMailboxCode = async (
  on: Queryable,
  email: string,
  at: Date,
  perDay: number,
): Promise<Date | null> => {
  const mailbox = mailboxOf(email);
  const { rowCount } = await on.query(
    `insert into mailbox_codes as m (mailbox, day_at, codes) values ($1, $2, 1)
     on conflict (mailbox) do update set
       day_at = case when m.day_at > $2 - interval '1 day' then m.day_at else excluded.day_at end,
       codes = case when m.day_at > $2 - interval '1 day' then m.codes + 1 else 1 end
     where m.codes < $3 or m.day_at <= $2 - interval '1 day'`,
    [mailbox, at, perDay],
  );
  if (rowCount === 1) return null;
  const { rows } = await on.query<{ next_at: Date }>(
    `select day_at + interval '1 day' as next_at from mailbox_codes where mailbox = $1`,
    [mailbox],
  );
  // Forgotten in between: it may get one at once.
  return rows[0]?.next_at ?? new Date(0);
};

export const forgetMailboxCodesBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from mailbox_codes where day_at < $1', [before]);
};
