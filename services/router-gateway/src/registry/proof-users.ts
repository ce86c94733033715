// proof-users.ts — one-time hotspot users that routers hold for proofs of possession, until each is removed again.
import type { Pool } from 'pg';

export type ProofUser = {
  readonly possessionId: string;
  readonly routerId: string;
  readonly userName: string;
};

const COLUMNS = 'possession_id as "possessionId", router_id as "routerId", user_name as "userName"';
/** Expired users removed at one look. */
const MOST_EXPIRED_A_LOOK = 100;

export class ProofUsers {
  constructor(private readonly pool: Pool) {}

  async add({ possessionId, routerId, userName }: ProofUser, expiresAt: Date): Promise<void> {
    await this.pool.query(
      'insert into possessions (possession_id, router_id, user_name, expires_at) values ($1, $2, $3, $4)',
      [possessionId, routerId, userName, expiresAt],
    );
  }

  async find(possessionId: string): Promise<ProofUser | undefined> {
    const { rows } = await this.pool.query<ProofUser>(
      `select ${COLUMNS} from possessions where possession_id = $1`,
      [possessionId],
    );
    return rows[0];
  }

  async findOpen(possessionId: string, now: Date): Promise<ProofUser | undefined> {
    const { rows } = await this.pool.query<ProofUser>(
      `select ${COLUMNS} from possessions where possession_id = $1 and expires_at > $2`,
      [possessionId, now],
    );
    return rows[0];
  }

  async openOn(routerId: string, now: Date): Promise<number> {
    const { rows } = await this.pool.query<{ open: number }>(
      'select count(*)::int as open from possessions where router_id = $1 and expires_at > $2',
      [routerId, now],
    );
    return rows[0]?.open ?? 0;
  }

  /** Users whose browser never came back; their rows stay until the router has removed them. */
  async expiredOn(routerId: string, now: Date): Promise<ProofUser[]> {
    const { rows } = await this.pool.query<ProofUser>(
      `select ${COLUMNS} from possessions where router_id = $1 and expires_at <= $2 limit ${MOST_EXPIRED_A_LOOK}`,
      [routerId, now],
    );
    return rows;
  }

  async remove(possessionId: string): Promise<void> {
    await this.pool.query('delete from possessions where possession_id = $1', [possessionId]);
  }
}
