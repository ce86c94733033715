// proof-users.ts — one-time hotspot users that routers hold for proofs of possession, until each is removed again.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { POSSESSION_SECONDS, type AskerKind, type OpenProof } from '../domain/proof-places';

type ProofUser = {
  readonly possessionId: string;
  readonly routerId: string;
  readonly userName: string;
  /** A digest of the device or address that opened it. */
  readonly asker: string;
};

const COLUMNS = 'possession_id as "possessionId", router_id as "routerId", user_name as "userName", asker';
/** Expired users that one sweep removes. */
const MOST_EXPIRED_A_LOOK = 100;
/** For this many days, an address from which a device was proved counts as known. */
const PROVED_DAYS = 30;

@Injectable()
export class ProofUsers {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async add(
    { possessionId, routerId, userName, asker }: ProofUser,
    kind: AskerKind,
    expiresAt: Date,
  ): Promise<void> {
    await this.pool.query(
      `insert into possessions (possession_id, router_id, user_name, expires_at, asker, asker_kind)
       values ($1, $2, $3, $4, $5, $6)`,
      [possessionId, routerId, userName, expiresAt, asker, kind],
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

  async openOn(routerId: string, now: Date): Promise<readonly OpenProof[]> {
    const { rows } = await this.pool.query<OpenProof>(
      `select possession_id as "possessionId", asker, asker_kind as kind,
         expires_at - make_interval(secs => ${POSSESSION_SECONDS}) as "openedAt"
       from possessions where router_id = $1 and expires_at > $2`,
      [routerId, now],
    );
    return rows;
  }

  /** Whether this asker recently proved a device of this router. */
  async hasProved(routerId: string, asker: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'select 1 from proved_askers where router_id = $1 and asker = $2',
      [routerId, asker],
    );
    return (rowCount ?? 0) > 0;
  }

  async noteProved({ routerId, asker }: ProofUser, now: Date): Promise<void> {
    await this.pool.query('delete from proved_askers where proved_at < $1', [
      new Date(now.getTime() - PROVED_DAYS * 86_400_000),
    ]);
    if (asker === '') return;
    await this.pool.query(
      `insert into proved_askers (router_id, asker, proved_at) values ($1, $2, $3)
       on conflict (router_id, asker) do update set proved_at = excluded.proved_at`,
      [routerId, asker, now],
    );
  }

  /** Users whose browser never came back. Their rows stay until the router has removed the users. */
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
