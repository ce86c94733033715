// operator-tokens.rows.ts — the rows of operators' sessions and API keys.
import { newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { hashToken, newToken } from '../secrets';
import { permissionsOf } from './domain/permissions';
import { COLUMNS, type OperatorRow } from './operators.rows';

export const OPERATOR_SESSION_SECONDS = 12 * 3_600;
/** The last use of an API key or a session is written at most so often. */
const USE_SECONDS = 60;
const USER_AGENT_CHARACTERS = 300;
/** Keys of keys of keys: an operator has fewer in all. */
const LONGEST_LINE = 50;
const SESSION_PREFIX = 'sro';
export const API_KEY_PREFIX = 'srk';
/** A key makes keys only where it was asked for by name; one from before keys had scopes does not. */
const MAKES_KEYS = 'api-keys:write';
const scopesOfRole = (role: OperatorRow['role']): readonly string[] =>
  permissionsOf(role, false).filter((one) => one !== MAKES_KEYS);

/** From where a session is opened, for its owner to recognise it. */
type SessionOrigin = { readonly address: string; readonly userAgent: string };

const isStale = (usedAt: Date | null, at: Date): boolean =>
  usedAt === null || at.getTime() - usedAt.getTime() > USE_SECONDS * 1000;

/** @param passkeyId the session ends with the passkey that opened it. */
export const openOperatorSession = async (
  on: Queryable,
  operatorId: string,
  at: Date,
  passkeyId: string | null = null,
  { address, userAgent }: SessionOrigin = { address: '', userAgent: '' },
): Promise<string> => {
  const token = newToken(SESSION_PREFIX);
  const expiresAt = new Date(at.getTime() + OPERATOR_SESSION_SECONDS * 1000);
  await on.query(
    `insert into operator_sessions
       (token_hash, operator_id, created_at, expires_at, passkey_id, last_seen_at, address, user_agent)
     values ($1, $2, $3, $4, $5, $3, $6, $7)`,
    [
      ...[hashToken(token), operatorId, at, expiresAt, passkeyId],
      ...[address, userAgent.slice(0, USER_AGENT_CHARACTERS)],
    ],
  );
  return token;
};

export const findOperatorOfSession = async (
  on: Queryable,
  token: string,
  at: Date,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow & { last_seen_at: Date | null }>(
    `select ${COLUMNS}, s.last_seen_at from operator_sessions s join operators o on o.id = s.operator_id
     where s.token_hash = $1 and s.expires_at > $2`,
    [hashToken(token), at],
  );
  const row = rows[0];
  if (!row) return null;
  const { last_seen_at: lastSeenAt, ...operator } = row;
  if (isStale(lastSeenAt, at))
    await on.query('update operator_sessions set last_seen_at = $2 where token_hash = $1', [
      hashToken(token),
      at,
    ]);
  return operator;
};

export const closeOperatorSessions = async (on: Queryable, operatorId: string): Promise<void> => {
  await on.query('delete from operator_sessions where operator_id = $1', [operatorId]);
};

export const closeOperatorSession = async (on: Queryable, token: string): Promise<void> => {
  await on.query('delete from operator_sessions where token_hash = $1', [hashToken(token)]);
};

type KeyHolder = OperatorRow & {
  readonly keyId: string;
  readonly scopes: readonly string[];
  readonly keyExpiresAt: Date | null;
};

export const findOperatorOfKey = async (on: Queryable, key: string, at: Date): Promise<KeyHolder | null> => {
  const { rows } = await on.query<
    OperatorRow & {
      key_id: string;
      last_used_at: Date | null;
      scopes: string[] | null;
      key_expires_at: Date | null;
    }
  >(
    // A key is worth nothing once any that it descends from has run out.
    `with recursive line as (
       select id, operator_id, last_used_at, scopes, expires_at, maker_key_id, 0 as step from api_keys where key_hash = $1
       union all
       select m.id, m.operator_id, m.last_used_at, m.scopes, m.expires_at, m.maker_key_id, line.step + 1
       from api_keys m join line on m.id = line.maker_key_id where line.step < ${LONGEST_LINE}
     )
     select ${COLUMNS}, k.id as key_id, k.last_used_at, k.scopes, (select min(expires_at) from line) as key_expires_at
     from line k join operators o on o.id = k.operator_id
     where k.step = 0 and not exists (select 1 from line where expires_at <= $2)`,
    [hashToken(key), at],
  );
  const row = rows[0];
  if (!row) return null;
  if (isStale(row.last_used_at, at))
    await on.query('update api_keys set last_used_at = $2 where id = $1', [row.key_id, at]);
  const { key_id: keyId, key_expires_at: keyExpiresAt, scopes, ...operator } = row;
  return {
    ...operator,
    // A person changes the password; a script goes on.
    must_change_password: false,
    ...{ keyId, keyExpiresAt },
    scopes: scopes ?? scopesOfRole(row.role),
  };
};

export type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
  /** Of one made before keys had scopes what its operator's role allows. */
  readonly scopes: readonly string[];
};

type NewApiKey = {
  /** Absent: any. */
  readonly id?: string;
  readonly operatorId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  /** The key that made it; it ends with that one. */
  readonly makerKeyId: string | null;
};

/** @returns null where there is one of this id. */
export const insertApiKey = async (
  on: Queryable,
  { id = newId(), operatorId, name, scopes, expiresAt, makerKeyId }: NewApiKey,
  at: Date,
): Promise<(ApiKeyRow & { key: string }) | null> => {
  const row = {
    id,
    name,
    created_at: at,
    last_used_at: null,
    expires_at: expiresAt,
    scopes,
    key: newToken(API_KEY_PREFIX),
  };
  const { rowCount } = await on.query(
    `insert into api_keys (id, operator_id, name, key_hash, created_at, scopes, expires_at, maker_key_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [row.id, operatorId, name, hashToken(row.key), at, [...scopes], expiresAt, makerKeyId],
  );
  return rowCount === 1 ? row : null;
};

export const listApiKeys = async (on: Queryable, operatorId: string): Promise<readonly ApiKeyRow[]> => {
  const { rows } = await on.query<
    Omit<ApiKeyRow, 'scopes'> & { scopes: string[] | null; role: OperatorRow['role'] }
  >(
    `select k.id, k.name, k.created_at, k.last_used_at, k.expires_at, k.scopes, o.role
     from api_keys k join operators o on o.id = k.operator_id where k.operator_id = $1 order by k.created_at, k.id`,
    [operatorId],
  );
  return rows.map(({ role, scopes, ...row }) => ({ ...row, scopes: scopes ?? scopesOfRole(role) }));
};

/** @returns whether there was one. */
export const deleteApiKey = async (on: Queryable, operatorId: string, apiKeyId: string): Promise<boolean> => {
  const { rowCount } = await on.query('delete from api_keys where operator_id = $1 and id = $2', [
    operatorId,
    apiKeyId,
  ]);
  return rowCount === 1;
};
