// installation.rows.ts — which installation of Saring this is: the id that signs everything it makes on routers.
import type { Pool } from 'pg';
import { Signature } from '../domain/comments';

export const readSignature = async (pool: Pool): Promise<Signature> => {
  const { rows } = await pool.query<{ installation_id: string }>('select installation_id from installation');
  if (!rows[0]) throw new Error('the database holds no installation id: its migrations have not run');
  return new Signature(rows[0].installation_id);
};
