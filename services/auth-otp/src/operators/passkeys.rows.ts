// passkeys.rows.ts — the rows of operators' passkeys.
import { newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { hashToken } from '../secrets';

export type PasskeyRow = {
  readonly id: string;
  readonly operator_id: string;
  /** Base64url. */
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  /** Kept by a password manager on several devices. */
  readonly synced: boolean;
  readonly rp_id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly suspected_at: Date | null;
};

// A counter has 32 bits: exact in a double.
const COLUMNS = `id, operator_id, credential_id, public_key, counter::float8 as counter, transports, synced, rp_id, name,
  created_at, last_used_at, suspected_at`;

/** One at a time for an operator: the limit holds for requests at once, too. */
export const lockPasskeys = async (client: Queryable, operatorId: string): Promise<void> => {
  await client.query('select id from operators where id = $1 for update', [operatorId]);
};

/** @returns null where the credential is there already, whoever has it. */
export const insertPasskey = async (
  on: Queryable,
  passkey: Omit<PasskeyRow, 'id' | 'last_used_at' | 'suspected_at'>,
): Promise<PasskeyRow | null> => {
  const { rows } = await on.query<PasskeyRow>(
    `insert into operator_passkeys (id, operator_id, credential_id, public_key, counter, transports, synced, rp_id, name,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (credential_id) do nothing returning ${COLUMNS}`,
    [
      ...[newId(), passkey.operator_id, passkey.credential_id, passkey.public_key, passkey.counter],
      ...[[...passkey.transports], passkey.synced, passkey.rp_id, passkey.name, passkey.created_at],
    ],
  );
  return rows[0] ?? null;
};

export const listPasskeys = async (on: Queryable, operatorId: string): Promise<readonly PasskeyRow[]> => {
  const { rows } = await on.query<PasskeyRow>(
    `select ${COLUMNS} from operator_passkeys where operator_id = $1 order by created_at, id`,
    [operatorId],
  );
  return rows;
};

/** @param rpId a passkey is good at the name alone for which it was made. */
export const findPasskey = async (
  on: Queryable,
  credentialId: string,
  rpId: string,
): Promise<PasskeyRow | null> => {
  const { rows } = await on.query<PasskeyRow>(
    `select ${COLUMNS} from operator_passkeys where credential_id = $1 and rp_id = $2`,
    [credentialId, rpId],
  );
  return rows[0] ?? null;
};

/** @returns false where the passkey is gone, or another login has brought its counter as far. */
export const savePasskeyUse = async (
  on: Queryable,
  id: string,
  counter: number,
  at: Date,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `update operator_passkeys set counter = $2, last_used_at = $3
     where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
    [id, counter, at],
  );
  return rowCount === 1;
};

export const suspectPasskey = async (on: Queryable, id: string, at: Date): Promise<void> => {
  await on.query('update operator_passkeys set suspected_at = $2 where id = $1', [id, at]);
};

/** @returns null where they have none of this id. */
export const renamePasskey = async (
  on: Queryable,
  operatorId: string,
  id: string,
  name: string,
): Promise<PasskeyRow | null> => {
  const { rows } = await on.query<PasskeyRow>(
    `update operator_passkeys set name = $3 where operator_id = $1 and id = $2 returning ${COLUMNS}`,
    [operatorId, id, name],
  );
  return rows[0] ?? null;
};

/** With the sessions that it opened, but for the one that asks. @returns whether there was one. */
export const deletePasskey = async (
  client: Queryable,
  operatorId: string,
  id: string,
  askingToken: string,
): Promise<boolean> => {
  await client.query('update operator_sessions set passkey_id = null where token_hash = $1', [
    hashToken(askingToken),
  ]);
  const { rowCount } = await client.query(
    'delete from operator_passkeys where operator_id = $1 and id = $2',
    [operatorId, id],
  );
  return rowCount === 1;
};

/** With the sessions that they opened. */
export const deletePasskeys = async (on: Queryable, operatorId: string): Promise<void> => {
  await on.query('delete from operator_passkeys where operator_id = $1', [operatorId]);
};
