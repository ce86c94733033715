// What routers should hold, as other services say: accounts' statuses and devices. Versions make repeats harmless.
import { isUuid, parseMacAddress, type MacAddress } from '@saring/kernel';
import type { Pool, PoolClient } from 'pg';
import { isAccessStatus, type AccessStatus } from '../domain/access';

export type Account = {
  readonly subscriberId: string;
  readonly status?: AccessStatus;
  readonly blockReason?: string;
  readonly statusVersion: number;
  readonly devicesVersion: number;
  readonly devices: readonly { readonly deviceId: string; readonly mac: MacAddress }[];
};

export type StatusNews = {
  readonly subscriberId: string;
  readonly version: number;
  readonly status: string;
  readonly blockReason?: string;
};
export type DevicesNews = {
  readonly subscriberId: string;
  readonly version: number;
  readonly devices: readonly { readonly deviceId: string; readonly mac: string }[];
};

type Row = {
  subscriber_id: string;
  status: string | null;
  block_reason: string | null;
  status_version: number;
  devices_version: number;
  devices: { deviceId: string; mac: string }[];
};

const SELECT = `select a.subscriber_id, a.status, a.block_reason, a.status_version, a.devices_version,
    coalesce((select json_agg(json_build_object('deviceId', d.device_id, 'mac', d.mac) order by d.device_id)
              from devices d where d.subscriber_id = a.subscriber_id), '[]'::json) as devices
  from accounts a`;

const accountOf = (row: Row): Account => ({
  subscriberId: row.subscriber_id,
  status: row.status !== null && isAccessStatus(row.status) ? row.status : undefined,
  blockReason: row.block_reason ?? undefined,
  statusVersion: row.status_version,
  devicesVersion: row.devices_version,
  devices: row.devices as { deviceId: string; mac: MacAddress }[],
});

export class AccessTables {
  constructor(private readonly pool: Pool) {}

  /** Stores statuses newer than those held. @returns the accounts that changed. @throws on a status nobody knows. */
  async storeStatuses(news: readonly StatusNews[]): Promise<string[]> {
    for (const { subscriberId, status } of news)
      if (!isUuid(subscriberId) || !isAccessStatus(status))
        throw new Error(`unreadable access of subscriber ${subscriberId}: ${status}`);
    const { rows } = await this.pool.query<{ subscriber_id: string }>(
      `insert into accounts (subscriber_id, status, block_reason, status_version)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::float8[])
       on conflict (subscriber_id) do update set status = excluded.status, block_reason = excluded.block_reason,
         status_version = excluded.status_version, updated_at = now()
       where accounts.status_version < excluded.status_version
       returning subscriber_id`,
      [
        news.map((one) => one.subscriberId),
        news.map((one) => one.status),
        news.map((one) => one.blockReason ?? null),
        news.map((one) => one.version),
      ],
    );
    return rows.map((row) => row.subscriber_id);
  }

  /**
   * Replaces a subscriber's devices unless newer ones are held. A MAC belongs to one subscriber: another that still has
   * it loses it.
   * @returns the subscribers that changed.
   */
  async storeDevices(news: DevicesNews): Promise<string[]> {
    const devices = news.devices.map(({ deviceId, mac }) => {
      const parsed = parseMacAddress(mac);
      if (!parsed.ok || !isUuid(deviceId)) throw new Error(`device ${deviceId} has an unreadable MAC`);
      return { deviceId, mac: parsed.value };
    });
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const changed = await replaceDevices(client, news, devices);
      await client.query('commit');
      return changed;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  async loadAll(): Promise<Account[]> {
    return (await this.pool.query<Row>(SELECT)).rows.map(accountOf);
  }

  async load(subscriberIds: readonly string[]): Promise<Account[]> {
    return (
      await this.pool.query<Row>(`${SELECT} where a.subscriber_id = any($1::uuid[])`, [subscriberIds])
    ).rows.map(accountOf);
  }

  /** Accounts changed in the last so many seconds, by the database's clock. */
  async changedWithin(seconds: number): Promise<Account[]> {
    const { rows } = await this.pool.query<Row>(
      `${SELECT} where a.updated_at > now() - make_interval(secs => $1)`,
      [seconds],
    );
    return rows.map(accountOf);
  }

  async markSynced(name: string): Promise<void> {
    await this.pool.query('insert into first_syncs (name) values ($1) on conflict do nothing', [name]);
  }

  async synced(): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ name: string }>('select name from first_syncs');
    return new Set(rows.map((row) => row.name));
  }
}

const replaceDevices = async (
  client: PoolClient,
  { subscriberId, version }: DevicesNews,
  devices: readonly { deviceId: string; mac: MacAddress }[],
): Promise<string[]> => {
  const { rowCount } = await client.query(
    `insert into accounts (subscriber_id, devices_version) values ($1, $2)
     on conflict (subscriber_id) do update set devices_version = excluded.devices_version, updated_at = now()
     where accounts.devices_version < excluded.devices_version`,
    [subscriberId, version],
  );
  if (rowCount === 0) return [];
  const macs = devices.map(({ mac }) => mac);
  const ids = devices.map(({ deviceId }) => deviceId);
  const { rows } = await client.query<{ subscriber_id: string }>(
    'delete from devices where subscriber_id = $1 or mac = any($2::text[]) or device_id = any($3::uuid[]) returning subscriber_id',
    [subscriberId, macs, ids],
  );
  await client.query(
    'insert into devices (device_id, subscriber_id, mac) select d, $1, m from unnest($2::uuid[], $3::text[]) t(d, m)',
    [subscriberId, ids, macs],
  );
  const robbed = [...new Set(rows.map((row) => row.subscriber_id))].filter((id) => id !== subscriberId);
  if (robbed.length > 0)
    await client.query('update accounts set updated_at = now() where subscriber_id = any($1::uuid[])', [
      robbed,
    ]);
  return [subscriberId, ...robbed];
};
