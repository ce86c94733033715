// operator-bots.rows.ts — the numbers that operators proved for the bot, and the codes that prove them.
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

/** The last code of an operator is the one that counts. */
export const saveBotCode = async (
  on: Queryable,
  operatorId: string,
  codeHmac: string,
  expiresAt: Date,
): Promise<void> => {
  await on.query(
    `insert into operator_bot_codes (operator_id, code_hmac, expires_at) values ($1, $2, $3)
     on conflict (operator_id) do update set code_hmac = excluded.code_hmac, expires_at = excluded.expires_at, phone = null`,
    [operatorId, codeHmac, expiresAt],
  );
};

type BotCodeRow = {
  readonly operator_id: string;
  readonly expires_at: Date;
  /** Which number it proved; null: none yet. */
  readonly phone: PhoneNumber | null;
};

/** Held until the transaction ends: of two numbers one is first. */
export const takeBotCode = async (on: Queryable, codeHmac: string): Promise<BotCodeRow | null> => {
  const { rows } = await on.query<BotCodeRow>(
    'select operator_id, expires_at, phone from operator_bot_codes where code_hmac = $1 for update',
    [codeHmac],
  );
  return rows[0] ?? null;
};

/** A number is that of one operator, the last who proved it. */
export const saveBot = async (
  on: Queryable,
  operatorId: string,
  phone: PhoneNumber,
  goodUntil: Date,
): Promise<void> => {
  await on.query('update operator_bot_codes set phone = $2 where operator_id = $1', [operatorId, phone]);
  await on.query('delete from operator_bots where phone = $1 and operator_id <> $2', [phone, operatorId]);
  await on.query(
    `insert into operator_bots (operator_id, phone, good_until) values ($1, $2, $3)
     on conflict (operator_id) do update set phone = excluded.phone, good_until = excluded.good_until`,
    [operatorId, phone, goodUntil],
  );
};

/** Also what would prove one. */
export const endBot = async (on: Queryable, operatorId: string): Promise<void> => {
  await on.query('delete from operator_bot_codes where operator_id = $1', [operatorId]);
  await on.query('delete from operator_bots where operator_id = $1', [operatorId]);
};

/** A subscriber left the number: who has it next is not the operator who proved it. */
export const endBotOfNumber = async (on: Queryable, phone: PhoneNumber): Promise<void> => {
  await on.query('delete from operator_bots where phone = $1', [phone]);
};

/** @returns the operator who proved a number and whose proof is good still; null: nobody. */
export const operatorIdOfBot = async (
  on: Queryable,
  phone: PhoneNumber,
  at: Date,
): Promise<string | null> => {
  const { rows } = await on.query<{ operator_id: string }>(
    'select operator_id from operator_bots where phone = $1 and good_until > $2',
    [phone, at],
  );
  return rows[0]?.operator_id ?? null;
};
