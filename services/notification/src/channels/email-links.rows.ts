// email-links.rows.ts — which address reads the messages to which number, and the codes that prove it.
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { NumberLeft } from '../number-left';
import type { Bound } from './domain/holder';

type BoundEmail = Bound & { readonly email: string };

/** Null: the number has none, or none that was proved since then. @param since null: whenever. */
export const emailOf = async (
  on: Queryable,
  phone: PhoneNumber,
  since: Date | null,
): Promise<BoundEmail | null> => {
  const { rows } = await on.query<BoundEmail>(
    `select email, subscriber_id as "subscriberId", linked_at as "madeAt" from email_links
     where phone = $1 and ($2::timestamptz is null or linked_at > $2)`,
    [phone, since],
  );
  return rows[0] ?? null;
};

/** Where a code went that is still good and may still be tried; null: nowhere. */
export const pendingEmailOf = async (
  on: Queryable,
  phone: PhoneNumber,
  at: Date,
  mostTries: number,
): Promise<BoundEmail | null> => {
  const { rows } = await on.query<BoundEmail>(
    `select email, subscriber_id as "subscriberId", asked_at as "madeAt" from email_proofs p
     where phone = $1 and code_hash <> '' and expires_at > $2 and tries < $3 and not exists (
       select 1 from email_links l where l.phone = p.phone and l.email = p.email and l.linked_at >= p.asked_at)`,
    [phone, at, mostTries],
  );
  return rows[0] ?? null;
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
  /** Whose account the number is; null: nobody's that is known. */
  readonly subscriberId: string | null;
  readonly email: string;
  readonly codeHash: string;
  readonly at: Date;
  readonly expiresAt: Date;
};
/** How often an account may ask for its number: a stranger's mailbox is not to be flooded by it. */
type ProofLimits = { readonly everySeconds: number; readonly perDay: number };

/** The last code of a number is the one that counts. @returns when it may ask again, where it asks too often; else null. */
export const startProof = async (
  on: Queryable,
  { phone, subscriberId, email, codeHash, at, expiresAt }: StartedProof,
  { everySeconds, perDay }: ProofLimits,
): Promise<Date | null> => {
  const { rowCount } = await on.query(
    `insert into email_proofs as p (phone, email, code_hash, tries, expires_at, asked_at, day_at, asked, subscriber_id)
     values ($1, $2, $3, 0, $4, $5, $5, 1, $8)
     on conflict (phone) do update set email = excluded.email, code_hash = excluded.code_hash, tries = 0,
       subscriber_id = excluded.subscriber_id,
       expires_at = excluded.expires_at, asked_at = excluded.asked_at,
       day_at = case when p.day_at > $5 - interval '1 day' and p.subscriber_id is not distinct from $8
         then p.day_at else excluded.day_at end,
       asked = case when p.day_at > $5 - interval '1 day' and p.subscriber_id is not distinct from $8
         then p.asked + 1 else 1 end
     where p.subscriber_id is distinct from $8 or (p.asked_at <= $5::timestamptz - make_interval(secs => $6)
       and (p.asked < $7 or p.day_at <= $5 - interval '1 day'))`,
    [phone, email, codeHash, expiresAt, at, everySeconds, perDay, subscriberId],
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
 * @returns null: wrong, too old, tried too often, or asked for by another account.
 */
export const proveEmail = async (
  on: Queryable,
  { phone, subscriberId, codeHash, at }: Pick<StartedProof, 'phone' | 'subscriberId' | 'codeHash' | 'at'>,
  mostTries: number,
): Promise<string | null> => {
  const { rows } = await on.query<{ email: string; is_right: boolean }>(
    `update email_proofs set tries = tries + case when code_hash = $2 then 0 else 1 end
     where phone = $1 and expires_at > $3 and tries < $4 and subscriber_id is not distinct from $5 returning email, code_hash = $2 as is_right`,
    [phone, codeHash, at, mostTries, subscriberId],
  );
  const [proof] = rows;
  if (!proof?.is_right) return null;
  await on.query(
    `insert into email_links (phone, email, linked_at, subscriber_id) values ($1, $2, $3, $4)
     on conflict (phone) do update set email = excluded.email, linked_at = excluded.linked_at,
       subscriber_id = excluded.subscriber_id`,
    [phone, proof.email, at, subscriberId],
  );
  return proof.email;
};

/** The account's own address reads for its next number; what else stood by the one it left ends, and codes on their way. */
export const moveEmailLink = async (
  on: Queryable,
  { subscriberId, from, to, leftAt }: NumberLeft,
): Promise<void> => {
  await on.query(
    `delete from email_links where phone = $1 and linked_at <= $2 and subscriber_id is distinct from $3::text`,
    [to, leftAt, subscriberId],
  );
  await on.query(
    `update email_links set phone = $2::text where phone = $1 and subscriber_id = $4 and linked_at <= $3
       and $2::text is not null and not exists (select 1 from email_links where phone = $2::text)`,
    [from, to, leftAt, subscriberId],
  );
  await on.query(
    `delete from email_links where phone = $1 and linked_at <= $2 and coalesce(subscriber_id, $3::text) = $3::text`,
    [from, leftAt, subscriberId],
  );
  await on.query(
    `update email_proofs set code_hash = '' where phone = $1 and asked_at <= $2 and coalesce(subscriber_id, $3::text) = $3::text`,
    [from, leftAt, subscriberId],
  );
};

export const forgetProofsBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from email_proofs where expires_at < $1', [before]);
};
