import { newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { OperatorRole } from '../../domain/permissions';
import { hashToken, newToken } from '../secrets';

export const OPERATOR_SESSION_SECONDS = 12 * 3_600;
/** The last use of an API key is written at most so often. */
const KEY_USE_SECONDS = 60;
export const SESSION_PREFIX = 'sro';
export const API_KEY_PREFIX = 'srk';

export type OperatorRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly password_hash: string;
  readonly must_change_password: boolean;
  readonly failed_logins: number;
  readonly locked_until: Date | null;
  readonly totp_sealed: string | null;
  readonly totp_confirmed: boolean;
  readonly totp_last_step: number;
};

const COLUMNS = `o.id, o.email, o.name, o.role, o.password_hash, o.must_change_password, o.failed_logins, o.locked_until,
  o.totp_sealed, o.totp_confirmed, o.totp_last_step`;

/** Nobody else tries a password of this operator meanwhile: the row stays locked until the transaction ends. */
export const lockOperatorByLogin = async (
  on: Queryable,
  email: string,
  phone: string | null,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow>(
    `select ${COLUMNS} from operators o where o.email = $1 or o.phone = $2 limit 1 for update`,
    [email, phone],
  );
  return rows[0] ?? null;
};

export const saveLoginOutcome = async (
  on: Queryable,
  id: string,
  failures: number,
  lockedUntil: Date | null,
): Promise<void> => {
  await on.query('update operators set failed_logins = $2, locked_until = $3 where id = $1', [
    id,
    failures,
    lockedUntil,
  ]);
};

/** A secret that is not asked for before it is confirmed. */
export const saveTotp = async (on: Queryable, id: string, sealed: string): Promise<void> => {
  await on.query(
    'update operators set totp_sealed = $2, totp_confirmed = false, totp_last_step = 0 where id = $1',
    [id, sealed],
  );
};

/** A code of the secret was shown: its step is never right again, and from now on one is asked for. */
export const saveTotpStep = async (on: Queryable, id: string, step: number): Promise<void> => {
  await on.query('update operators set totp_last_step = $2, totp_confirmed = true where id = $1', [id, step]);
};

export const removeTotp = async (on: Queryable, id: string): Promise<void> => {
  await on.query('update operators set totp_sealed = null, totp_confirmed = false where id = $1', [id]);
};

export type NewOperator = Pick<
  OperatorRow,
  'email' | 'name' | 'role' | 'password_hash' | 'must_change_password'
> & { readonly phone: string | null };

/** @returns null when the e-mail or the phone is taken. */
export const insertOperator = async (
  on: Queryable,
  operator: NewOperator,
  at: Date,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow>(
    `insert into operators as o (id, email, phone, name, role, password_hash, must_change_password, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning ${COLUMNS}`,
    [
      newId(),
      operator.email,
      operator.phone,
      operator.name,
      operator.role,
      operator.password_hash,
      operator.must_change_password,
      at,
    ],
  );
  return rows[0] ?? null;
};

export const hasOperators = async (on: Queryable): Promise<boolean> => {
  const { rows } = await on.query<{ any: boolean }>('select exists (select 1 from operators) as any');
  return rows[0]?.any ?? false;
};

/** @returns false where there is none, or where they are the last super_admin: someone must stay to let others in. */
export const deleteOperator = async (client: Queryable, id: string): Promise<boolean> => {
  // Two who remove each other at once wait for one another.
  await client.query(`select id from operators where role = 'super_admin' order by id for update`);
  const { rowCount } = await client.query(
    `delete from operators where id = $1
     and (role <> 'super_admin' or (select count(*) from operators where role = 'super_admin') > 1)`,
    [id],
  );
  return rowCount === 1;
};

export const listOperators = async (on: Queryable): Promise<readonly OperatorRow[]> => {
  const { rows } = await on.query<OperatorRow>(`select ${COLUMNS} from operators o order by o.email`);
  return rows;
};

export const savePassword = async (on: Queryable, id: string, passwordHash: string): Promise<void> => {
  await on.query('update operators set password_hash = $2, must_change_password = false where id = $1', [
    id,
    passwordHash,
  ]);
  await on.query('delete from operator_sessions where operator_id = $1', [id]);
};

/** A password that someone else chose opens only its own change; the lock of earlier tries goes. */
export const resetPassword = async (on: Queryable, id: string, passwordHash: string): Promise<void> => {
  await savePassword(on, id, passwordHash);
  await on.query('update operators set must_change_password = true where id = $1', [id]);
  await saveLoginOutcome(on, id, 0, null);
};

export const openOperatorSession = async (on: Queryable, operatorId: string, at: Date): Promise<string> => {
  const token = newToken(SESSION_PREFIX);
  await on.query(
    'insert into operator_sessions (token_hash, operator_id, created_at, expires_at) values ($1, $2, $3, $4)',
    [hashToken(token), operatorId, at, new Date(at.getTime() + OPERATOR_SESSION_SECONDS * 1000)],
  );
  return token;
};

export const findOperatorOfSession = async (
  on: Queryable,
  token: string,
  at: Date,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow>(
    `select ${COLUMNS} from operator_sessions s join operators o on o.id = s.operator_id
     where s.token_hash = $1 and s.expires_at > $2`,
    [hashToken(token), at],
  );
  return rows[0] ?? null;
};

export const closeOperatorSession = async (on: Queryable, token: string): Promise<void> => {
  await on.query('delete from operator_sessions where token_hash = $1', [hashToken(token)]);
};

export const findOperatorOfKey = async (
  on: Queryable,
  key: string,
  at: Date,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow & { key_id: string; last_used_at: Date | null }>(
    `select ${COLUMNS}, k.id as key_id, k.last_used_at from api_keys k join operators o on o.id = k.operator_id
     where k.key_hash = $1`,
    [hashToken(key)],
  );
  const row = rows[0];
  if (!row) return null;
  const stale = !row.last_used_at || at.getTime() - row.last_used_at.getTime() > KEY_USE_SECONDS * 1000;
  if (stale) await on.query('update api_keys set last_used_at = $2 where id = $1', [row.key_id, at]);
  return row;
};

export type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
};

export const insertApiKey = async (
  on: Queryable,
  operatorId: string,
  name: string,
  at: Date,
): Promise<ApiKeyRow & { key: string }> => {
  const row = { id: newId(), name, created_at: at, last_used_at: null, key: newToken(API_KEY_PREFIX) };
  await on.query(
    'insert into api_keys (id, operator_id, name, key_hash, created_at) values ($1, $2, $3, $4, $5)',
    [row.id, operatorId, name, hashToken(row.key), at],
  );
  return row;
};

export const listApiKeys = async (on: Queryable, operatorId: string): Promise<readonly ApiKeyRow[]> => {
  const { rows } = await on.query<ApiKeyRow>(
    'select id, name, created_at, last_used_at from api_keys where operator_id = $1 order by created_at, id',
    [operatorId],
  );
  return rows;
};

/** @returns whether there was one. */
export const deleteApiKey = async (on: Queryable, operatorId: string, apiKeyId: string): Promise<boolean> => {
  const { rowCount } = await on.query('delete from api_keys where operator_id = $1 and id = $2', [
    operatorId,
    apiKeyId,
  ]);
  return rowCount === 1;
};
