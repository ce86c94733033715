// operators.rows.ts — the rows of operators.
import {
  newId,
  type Locale,
  type OperatorMessage,
  type OperatorRole,
  type PhoneNumber,
} from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { endBot } from './operator-bots.rows';

export type OperatorRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly password_hash: string;
  readonly must_change_password: boolean;
  readonly totp_sealed: string | null;
  readonly totp_confirmed: boolean;
  readonly totp_last_step: number;
  readonly phone: PhoneNumber | null;
  readonly messages: readonly OperatorMessage[];
  /** Empty: of all. */
  readonly messages_site: string;
  readonly locale: Locale;
  /** By which they have the operators' words of the bot, and until when; null: by none. */
  readonly bot_phone: PhoneNumber | null;
  readonly bot_until: Date | null;
  /** How many they have. */
  readonly passkeys: number;
  /** How many are good still. */
  readonly recovery_codes: number;
};

export const COLUMNS = `o.id, o.email, o.name, o.role, o.password_hash, o.must_change_password, o.totp_sealed, o.totp_confirmed,
  o.totp_last_step, o.phone, o.messages, o.messages_site, o.locale,
  (select b.phone from operator_bots b where b.operator_id = o.id) as bot_phone,
  (select b.good_until from operator_bots b where b.operator_id = o.id) as bot_until,
  (select count(*)::int from operator_passkeys p where p.operator_id = o.id) as passkeys,
  (select count(*)::int from operator_recovery_codes c where c.operator_id = o.id) as recovery_codes`;

export const findOperatorByLogin = async (
  on: Queryable,
  email: string,
  phone: string | null,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow>(
    `select ${COLUMNS} from operators o where o.email = $1 or o.phone = $2 limit 1`,
    [email, phone],
  );
  return rows[0] ?? null;
};

/** A secret that is not asked for before it is confirmed. */
export const saveTotp = async (on: Queryable, id: string, sealed: string): Promise<void> => {
  await on.query(
    'update operators set totp_sealed = $2, totp_confirmed = false, totp_last_step = 0 where id = $1',
    [id, sealed],
  );
};

/** @returns false when another request showed it first. A code of the secret was shown: its step is never right again, and from now on one is asked for. */
export const saveTotpStep = async (on: Queryable, id: string, step: number): Promise<boolean> => {
  const { rowCount } = await on.query(
    'update operators set totp_last_step = $2, totp_confirmed = true where id = $1 and totp_last_step < $2',
    [id, step],
  );
  return rowCount === 1;
};

export const removeTotp = async (on: Queryable, id: string): Promise<void> => {
  await on.query('update operators set totp_sealed = null, totp_confirmed = false where id = $1', [id]);
  await on.query('delete from operator_recovery_codes where operator_id = $1', [id]);
};

type NewOperator = Pick<
  OperatorRow,
  'email' | 'phone' | 'name' | 'role' | 'password_hash' | 'must_change_password'
> & {
  /** Absent: any. */
  readonly id?: string;
};

/** @returns null when the id, the e-mail or the phone is taken. */
export const insertOperator = async (
  on: Queryable,
  operator: NewOperator,
  at: Date,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow>(
    `insert into operators as o (id, email, phone, name, role, password_hash, must_change_password, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning ${COLUMNS}`,
    [
      operator.id ?? newId(),
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

export const isOperator = async (on: Queryable, id: string): Promise<boolean> =>
  (await on.query('select 1 from operators where id = $1', [id])).rows.length > 0;

export const findOperator = async (on: Queryable, id: string): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow>(`select ${COLUMNS} from operators o where o.id = $1`, [id]);
  return rows[0] ?? null;
};

type MessageSettings = Pick<OperatorRow, 'phone' | 'messages' | 'messages_site' | 'locale'>;

/** @returns null where another operator has the phone, or the operator is gone. */
export const saveMessages = async (
  on: Queryable,
  id: string,
  { phone, messages, messages_site: site, locale }: MessageSettings,
): Promise<OperatorRow | null> => {
  const { rows } = await on.query<OperatorRow>(
    `update operators o set phone = $2, messages = $3, messages_site = $4, locale = $5
     where o.id = $1 and not exists (select 1 from operators other where other.phone = $2 and other.id <> $1)
     returning ${COLUMNS}`,
    [id, phone, messages, site, locale],
  );
  return rows[0] ?? null;
};

/** Who asked for a message and can get it. */
export const findReceivers = async (
  on: Queryable,
  message: OperatorMessage,
): Promise<readonly OperatorRow[]> => {
  const { rows } = await on.query<OperatorRow>(
    `select ${COLUMNS} from operators o where $1 = any(o.messages) and o.phone is not null order by o.id`,
    [message],
  );
  return rows;
};

export const hasOperators = async (on: Queryable): Promise<boolean> => {
  const { rows } = await on.query<{ any: boolean }>('select exists (select 1 from operators) as any');
  return rows[0]?.any ?? false;
};

/** Until the transaction ends; the owners with them, since one must stay. */
export const lockOperator = async (client: Queryable, id: string): Promise<void> => {
  await client.query(
    `select id from operators where role = 'super_admin' or id = $1 order by id for update`,
    [id],
  );
};

export const countOwners = async (on: Queryable): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    `select count(*)::int as count from operators where role = 'super_admin'`,
  );
  return rows[0]?.count ?? 0;
};

export const deleteOperator = async (on: Queryable, id: string): Promise<void> => {
  await on.query('delete from operators where id = $1', [id]);
};

export const saveOperator = async (
  on: Queryable,
  id: string,
  { name, role }: Pick<OperatorRow, 'name' | 'role'>,
): Promise<void> => {
  await on.query('update operators set name = $2, role = $3 where id = $1', [id, name, role]);
};

export const listOperators = async (on: Queryable): Promise<readonly OperatorRow[]> => {
  const { rows } = await on.query<OperatorRow>(`select ${COLUMNS} from operators o order by o.email`);
  return rows;
};

/** Ends every session, and the number of the bot: who had the password may have proved one. @returns false when the password is no longer the one that was proved. */
export const savePassword = async (
  on: Queryable,
  { id, password_hash: provedHash }: OperatorRow,
  passwordHash: string,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    'update operators set password_hash = $2, must_change_password = false where id = $1 and password_hash = $3',
    [id, passwordHash, provedHash],
  );
  if (rowCount !== 1) return false;
  await on.query('delete from operator_sessions where operator_id = $1', [id]);
  await endBot(on, id);
  return true;
};

/** For a password that others may have read: they may have made keys, too. */
export const endApiKeys = async (on: Queryable, operatorId: string): Promise<void> => {
  await on.query('delete from api_keys where operator_id = $1', [operatorId]);
};

/** A password that someone else chose opens only its own change; sessions and the locks of earlier tries go. */
export const resetPassword = async (on: Queryable, id: string, passwordHash: string): Promise<void> => {
  await on.query('update operators set password_hash = $2, must_change_password = true where id = $1', [
    id,
    passwordHash,
  ]);
  await on.query('delete from operator_sessions where operator_id = $1', [id]);
  await endBot(on, id);
  await on.query('delete from operator_tries where account = $1', [id]);
};
