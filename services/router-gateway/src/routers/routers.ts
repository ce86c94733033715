// routers.ts — the routers that Saring knows and how to reach them. Passwords leave this file only towards a
// router.
import { Inject, Injectable } from '@nestjs/common';
import { isUuid, type RouterFault, type RouterState } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { DEFAULT_LIST_NAMES, type ListNames } from '../domain/access';
import { Vault } from './vault';

/** `state` is connecting before it is first reached, and refused when an operator must change something. */
export type RouterRecord = {
  readonly routerId: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string;
  readonly site: string;
  readonly lists: ListNames;
  readonly linkBitsPerSecondPerDevice: number;
  readonly fingerprint?: string;
  readonly serial?: string;
  readonly identity: string;
  readonly version: string;
  readonly board: string;
  readonly state: RouterState;
  readonly stateReason: string;
  readonly fault: RouterFault | null;
  readonly lastSeenAt?: string;
  /** Grows with every change by an operator. */
  readonly revision: number;
  readonly boot?: { readonly bootId: string; readonly uptimeSeconds: number; readonly seenAt: string };
};

export type NewRouter = {
  readonly routerId: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string;
  readonly password: string;
  readonly site: string;
  readonly lists?: Partial<ListNames>;
  readonly linkBitsPerSecondPerDevice: number;
};

type RouterChange = Partial<
  Pick<
    NewRouter,
    'name' | 'host' | 'port' | 'tls' | 'user' | 'password' | 'site' | 'lists' | 'linkBitsPerSecondPerDevice'
  >
>;

type Row = {
  router_id: string;
  name: string;
  host: string;
  port: number;
  tls: boolean;
  user_name: string;
  site: string;
  list_names: Partial<ListNames>;
  link_bits_per_second_per_device: number;
  fingerprint: string | null;
  serial: string | null;
  identity: string;
  version: string;
  board: string;
  state: RouterState;
  state_reason: string;
  fault: RouterFault | null;
  last_seen_at: Date | null;
  revision: number;
  boot_id: string | null;
  boot_uptime_seconds: number | null;
  boot_seen_at: Date | null;
};

const COLUMNS = `router_id, name, host, port, tls, user_name, site, list_names, link_bits_per_second_per_device, fingerprint,
  serial, identity, version, board, state, state_reason, fault, last_seen_at, revision, boot_id, boot_uptime_seconds, boot_seen_at`;

const recordOf = (row: Row): RouterRecord => ({
  routerId: row.router_id,
  name: row.name,
  host: row.host,
  port: row.port,
  tls: row.tls,
  user: row.user_name,
  site: row.site,
  lists: { ...DEFAULT_LIST_NAMES, ...row.list_names },
  linkBitsPerSecondPerDevice: row.link_bits_per_second_per_device,
  fingerprint: row.fingerprint ?? undefined,
  serial: row.serial ?? undefined,
  identity: row.identity,
  version: row.version,
  board: row.board,
  state: row.state,
  stateReason: row.state_reason,
  fault: row.fault,
  lastSeenAt: row.last_seen_at?.toISOString(),
  revision: row.revision,
  boot:
    row.boot_id !== null && row.boot_uptime_seconds !== null && row.boot_seen_at !== null
      ? {
          bootId: row.boot_id,
          uptimeSeconds: row.boot_uptime_seconds,
          seenAt: row.boot_seen_at.toISOString(),
        }
      : undefined,
});

const UNIQUE_VIOLATION = '23505';
const isDuplicate = (error: unknown): boolean => (error as { code?: string }).code === UNIQUE_VIOLATION;

@Injectable()
export class Routers {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly vault: Vault,
  ) {}

  async list(): Promise<RouterRecord[]> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from routers where removed_at is null order by name`,
    );
    return rows.map(recordOf);
  }

  async find(routerId: string): Promise<RouterRecord | undefined> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from routers where router_id = $1 and removed_at is null`,
      [routerId],
    );
    return rows[0] && recordOf(rows[0]);
  }

  /** Every name that was ever used: a router removed by hand does not return from ROUTERS_FILE. */
  async everNamed(): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ name: string }>('select name from routers');
    return new Set(rows.map((row) => row.name));
  }

  /** @throws when the password was sealed under another key. */
  async passwordOf(routerId: string): Promise<string> {
    const { rows } = await this.pool.query<{ secret: Buffer }>(
      'select secret from routers where router_id = $1',
      [routerId],
    );
    if (!rows[0]) throw new Error(`router ${routerId} is gone`);
    return this.vault.open(rows[0].secret, routerId);
  }

  /** @returns false when the name is taken. */
  async add(router: NewRouter): Promise<boolean> {
    try {
      await this.pool.query(
        `insert into routers (router_id, name, host, port, tls, user_name, secret, site, list_names, link_bits_per_second_per_device)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[router.routerId, router.name, router.host, router.port, router.tls, router.user],
          ...[
            this.vault.seal(router.password, router.routerId),
            router.site,
            router.lists ?? {},
            router.linkBitsPerSecondPerDevice,
          ],
        ],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /**
   * A changed address or password forgets the certificate, because the operator vouches for the router.
   * @returns false when the name is taken.
   */
  async update(routerId: string, change: RouterChange): Promise<boolean> {
    const secret = change.password === undefined ? null : this.vault.seal(change.password, routerId);
    try {
      await this.pool.query(
        `update routers set name = coalesce($2, name), host = coalesce($3, host), port = coalesce($4, port), tls = coalesce($5, tls),
           user_name = coalesce($6, user_name), secret = coalesce($7, secret), site = coalesce($8, site),
           link_bits_per_second_per_device = coalesce($9, link_bits_per_second_per_device),
           list_names = list_names || coalesce($10::jsonb, '{}'::jsonb),
           revision = revision + 1, state = 'connecting', state_reason = '', fault = null,
           fingerprint = case when $3::text is null and $4::integer is null and $5::boolean is null and $7::bytea is null
             then fingerprint end
         where router_id = $1 and removed_at is null`,
        [
          ...[routerId, change.name, change.host, change.port, change.tls, change.user, secret, change.site],
          ...[change.linkBitsPerSecondPerDevice, change.lists],
        ],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Has every gateway take it up anew. */
  async revise(routerId: string): Promise<void> {
    await this.pool.query('update routers set revision = revision + 1 where router_id = $1', [routerId]);
  }

  async remove(routerId: string): Promise<void> {
    await this.pool.query("update routers set removed_at = now(), secret = ''::bytea where router_id = $1", [
      routerId,
    ]);
    await this.pool.query('delete from applied_access where router_id = $1', [routerId]);
  }

  /** @returns false when another entry is this very router. */
  async recognise(
    routerId: string,
    seen: { serial: string; identity: string; version: string; board: string; fingerprint?: string },
  ): Promise<boolean> {
    try {
      await this.pool.query(
        `update routers set serial = $2, identity = $3, version = $4, board = $5, fingerprint = coalesce(fingerprint, $6) where router_id = $1`,
        [routerId, seen.serial, seen.identity, seen.version, seen.board, seen.fingerprint ?? null],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** @throws RefusalError ROUTER.UNKNOWN */
  async known(routerId: string): Promise<RouterRecord> {
    const record = isUuid(routerId) ? await this.find(routerId) : undefined;
    if (!record) throw new RefusalError('ROUTER.UNKNOWN', { routerId });
    return record;
  }

  async saveState(
    routerId: string,
    state: RouterState,
    reason: string,
    fault: RouterFault | null,
  ): Promise<void> {
    await this.pool.query(
      `update routers set state = $2, state_reason = $3, fault = $4, last_seen_at = case when $2 = 'online' then now() else last_seen_at end where router_id = $1`,
      [routerId, state, reason, fault],
    );
  }

  async saveBoot(routerId: string, bootId: string, uptimeSeconds: number, seenAt: string): Promise<void> {
    await this.pool.query(
      'update routers set boot_id = $2, boot_uptime_seconds = $3, boot_seen_at = $4, last_seen_at = now() where router_id = $1',
      [routerId, bootId, uptimeSeconds, seenAt],
    );
  }
}
