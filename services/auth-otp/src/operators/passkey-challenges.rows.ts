// passkey-challenges.rows.ts — the rows of what passkeys are to sign: each is good for one answer.
import { newId, toInstant } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { MOST_OPEN_CHALLENGES, PASSKEY_CHALLENGE_SECONDS, type PasskeyChallenge } from './domain/passkey';

type NewChallenge = Pick<PasskeyChallenge, 'purpose' | 'operatorId'> & {
  readonly challenge: string;
  readonly origin: string;
  readonly addressKey: string;
};

/** @returns its id. Of one address, and of what one operator adds, the newest stay. */
export const insertPasskeyChallenge = async (
  on: Queryable,
  { challenge, purpose, operatorId, origin, addressKey }: NewChallenge,
  at: Date,
): Promise<string> => {
  const id = newId();
  await on.query(
    `delete from passkey_challenges where id in (
       select id from passkey_challenges where address_key = $1 and operator_id is not distinct from $2
       order by created_at desc offset ${MOST_OPEN_CHALLENGES - 1})`,
    [addressKey, operatorId],
  );
  await on.query(
    `insert into passkey_challenges (id, challenge, purpose, operator_id, origin, address_key, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[id, challenge, purpose, operatorId, origin, addressKey, at],
      new Date(at.getTime() + PASSKEY_CHALLENGE_SECONDS * 1000),
    ],
  );
  return id;
};

export type TakenChallenge = PasskeyChallenge & { readonly challenge: string; readonly origin: string };

/** Whatever the answer is worth, there is no second. @returns null where there is none. */
export const takePasskeyChallenge = async (on: Queryable, id: string): Promise<TakenChallenge | null> => {
  const { rows } = await on.query<{
    challenge: string;
    purpose: PasskeyChallenge['purpose'];
    operator_id: string | null;
    origin: string;
    expires_at: Date;
  }>(
    `delete from passkey_challenges where id = $1 returning challenge, purpose, operator_id, origin, expires_at`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  const { challenge, purpose, origin, operator_id: operatorId, expires_at: expiresAt } = row;
  return { challenge, purpose, origin, operatorId, expiresAt: toInstant(expiresAt) };
};
