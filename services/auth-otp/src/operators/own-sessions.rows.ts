// own-sessions.rows.ts — the open sessions of an operator, as their owner sees them.
import type { Queryable } from '@saring/service-kit';
import { hashToken } from '../secrets';

export type OwnSessionRow = {
  readonly id: string;
  readonly current: boolean;
  readonly created_at: Date;
  readonly last_seen_at: Date | null;
  readonly expires_at: Date;
  readonly address: string;
  readonly user_agent: string;
  readonly passkey: boolean;
};

/** Nobody opens more in twelve hours who is not a script. */
const MOST_SESSIONS = 100;

/** The one that asks first, then the latest. */
export const listOwnSessions = async (
  on: Queryable,
  operatorId: string,
  token: string,
  at: Date,
): Promise<readonly OwnSessionRow[]> => {
  const { rows } = await on.query<OwnSessionRow>(
    `select id, token_hash = $2 as current, created_at, last_seen_at, expires_at, address, user_agent,
       passkey_id is not null as passkey
     from operator_sessions where operator_id = $1 and expires_at > $3
     order by (token_hash = $2) desc, last_seen_at desc nulls last, id limit ${MOST_SESSIONS}`,
    [operatorId, hashToken(token), at],
  );
  return rows;
};

/** @returns whether there was one. */
export const endSession = async (on: Queryable, operatorId: string, id: string): Promise<boolean> => {
  const { rowCount } = await on.query('delete from operator_sessions where operator_id = $1 and id = $2', [
    operatorId,
    id,
  ]);
  return rowCount === 1;
};

export const endOtherSessions = async (on: Queryable, operatorId: string, token: string): Promise<void> => {
  await on.query('delete from operator_sessions where operator_id = $1 and token_hash <> $2', [
    operatorId,
    hashToken(token),
  ]);
};
