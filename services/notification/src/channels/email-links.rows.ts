// email-links.rows.ts — which address reads the messages to which number, and the codes that prove it.
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

/** Null: the number has none, or none that was proved since then. @param since null: whenever. */
export const emailOf = async (
  on: Queryable,
  phone: PhoneNumber,
  since: Date | null,
): Promise<string | null> => {
  const { rows } = await on.query<{ email: string }>(
    'select email from email_links where phone = $1 and ($2::timestamptz is null or linked_at > $2)',
    [phone, since],
  );
  return rows[0]?.email ?? null;
};

/** Where a code went that is still good and may still be tried; null: nowhere. */
export const pendingEmailOf = async (
  on: Queryable,
  phone: PhoneNumber,
  at: Date,
  mostTries: number,
): Promise<string | null> => {
  const { rows } = await on.query<{ email: string }>(
    `select email from email_proofs p
     where phone = $1 and code_hash <> '' and expires_at > $2 and tries < $3 and not exists (
       select 1 from email_links l where l.phone = p.phone and l.email = p.email and l.linked_at >= p.asked_at)`,
    [phone, at, mostTries],
  );
  return rows[0]?.email ?? null;
};

/**
 * Its mailbox is gone, or its owner wants no more. The code is good no longer; how often the number asked stays known, so
 * that ending and asking again floods no mailbox. @param email null: whichever.
 */
export const endEmailLink = async (
  on: Queryable,
  phone: PhoneNumber,
  email: string | null,
): Promise<void> => {
  await on.query('delete from email_links where phone = $1 and ($2::text is null or email = $2)', [
    phone,
    email,
  ]);
  if (email === null) await on.query("update email_proofs set code_hash = '' where phone = $1", [phone]);
};

type StartedProof = {
  readonly phone: PhoneNumber;
  readonly email: string;
  readonly codeHash: string;
  readonly at: Date;
  readonly expiresAt: Date;
};
/** How often a number may ask: a stranger's mailbox is not to be flooded by it. */
type ProofLimits = { readonly everySeconds: number; readonly perDay: number };

/** The last code of a number is the one that counts. @returns when it may ask again, where it asks too often; else null. */
export const startProof = async (
  on: Queryable,
  { phone, email, codeHash, at, expiresAt }: StartedProof,
  { everySeconds, perDay }: ProofLimits,
): Promise<Date | null> => {
  const { rowCount } = await on.query(
    `insert into email_proofs as p (phone, email, code_hash, tries, expires_at, asked_at, day_at, asked)
     values ($1, $2, $3, 0, $4, $5, $5, 1)
     on conflict (phone) do update set email = excluded.email, code_hash = excluded.code_hash, tries = 0,
       expires_at = excluded.expires_at, asked_at = excluded.asked_at,
       day_at = case when p.day_at > $5 - interval '1 day' then p.day_at else excluded.day_at end,
       asked = case when p.day_at > $5 - interval '1 day' then p.asked + 1 else 1 end
     where p.asked_at <= $5::timestamptz - make_interval(secs => $6)
       and (p.asked < $7 or p.day_at <= $5 - interval '1 day')`,
    [phone, email, codeHash, expiresAt, at, everySeconds, perDay],
  );
  return rowCount === 1 ? null : nextProofAt(on, phone, { everySeconds, perDay });
};

const nextProofAt = async (
  on: Queryable,
  phone: PhoneNumber,
  { everySeconds, perDay }: ProofLimits,
): Promise<Date> => {
  const { rows } = await on.query<{ next_at: Date }>(
    `select greatest(asked_at + make_interval(secs => $2),
       case when asked < $3 then asked_at else day_at + interval '1 day' end) as next_at
     from email_proofs where phone = $1`,
    [phone, everySeconds, perDay],
  );
  // Forgotten in between: it may ask at once.
  return rows[0]?.next_at ?? new Date(0);
};

/**
 * Each code is tried a few times. The right one proves the address; said again it proves the same.
 * @returns null: wrong, too old or tried too often.
 */
export const proveEmail = async (
  on: Queryable,
  { phone, codeHash, at }: Pick<StartedProof, 'phone' | 'codeHash' | 'at'>,
  mostTries: number,
): Promise<string | null> => {
  const { rows } = await on.query<{ email: string; is_right: boolean }>(
    `update email_proofs set tries = tries + case when code_hash = $2 then 0 else 1 end
     where phone = $1 and expires_at > $3 and tries < $4 returning email, code_hash = $2 as is_right`,
    [phone, codeHash, at, mostTries],
  );
  const [proof] = rows;
  if (!proof?.is_right) return null;
  await on.query(
    `insert into email_links (phone, email, linked_at) values ($1, $2, $3)
     on conflict (phone) do update set email = excluded.email, linked_at = excluded.linked_at`,
    [phone, proof.email, at],
  );
  return proof.email;
};

export const forgetProofsBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from email_proofs where expires_at < $1', [before]);
};
