// checkpoints.ts — how far each follower of a service's events has come.
import type { Position } from '@saring/event-sourcing';
import type { Pool } from 'pg';

export const CHECKPOINTS_TABLE = `create table if not exists checkpoints (
  name text primary key, position text not null, updated_at timestamptz not null default now())`;

/** The position of a follower; null: the beginning. */
export const readCheckpoint = async (pool: Pool, name: string): Promise<Position | null> => {
  const { rows } = await pool.query<{ position: string }>(
    'select position from checkpoints where name = $1',
    [name],
  );
  return rows[0]?.position ?? null;
};

export const writeCheckpoint = async (
  pool: Pick<Pool, 'query'>,
  name: string,
  position: Position,
): Promise<void> => {
  await pool.query(
    `insert into checkpoints (name, position) values ($1, $2)
     on conflict (name) do update set position = excluded.position, updated_at = now()`,
    [name, position],
  );
};
