// sightings.ts — where and when routers last saw the devices of subscribers move something (domain.md,
// "Subscribers and devices").
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, MacAddress } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import type { Host } from '../domain/actual';
import { livest } from '../routers/host-table';

/** A device that moved bytes within this time is online; its row stays long after it has left. */
export const PRESENT_SECONDS = 120;
/** The time of an active device is stored at most this often; the time of one that stopped is stored exactly. */
const REWRITE_SECONDS = 30;
const MOST_KEPT = 200_000;
const MOST_ASKED = 1_000;

type Sighting = {
  readonly mac: string;
  readonly routerId: string;
  readonly site: string;
  readonly address: string;
  readonly seenAt: Date;
};

@Injectable()
export class Sightings {
  /** MAC → what this gateway wrote last. */
  private readonly written = new Map<MacAddress, number>();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /**
   * Bypassed rows never idle out, so a row alone proves nothing: its idle time says when the device was last there.
   * @param isOurs whether the MAC belongs to a subscriber; nothing is kept of strangers.
   */
  async note(
    { routerId, site }: { readonly routerId: string; readonly site: string },
    hosts: readonly Host[],
    isOurs: (mac: MacAddress) => boolean,
  ): Promise<void> {
    const now = this.clock.now().getTime();
    const byMac = new Map<MacAddress, Host[]>();
    for (const host of hosts)
      if (isOurs(host.mac)) byMac.set(host.mac, [...(byMac.get(host.mac) ?? []), host]);
    const news = [...byMac].flatMap(([mac, rows]) => {
      const host = livest(rows);
      const seenAt = now - (host?.idleSeconds ?? 0) * 1_000;
      return host && this.isNews(mac, seenAt, host.idleSeconds)
        ? [{ mac, address: host.address, seenAt }]
        : [];
    });
    if (news.length === 0) return;
    await this.pool.query(
      `insert into sightings (mac, router_id, site, address, seen_at)
       select mac, $1, $2, address, seen_at
       from unnest($3::text[], $4::text[], $5::timestamptz[]) as seen (mac, address, seen_at)
       on conflict (mac) do update set router_id = excluded.router_id, site = excluded.site, address = excluded.address,
         seen_at = excluded.seen_at where sightings.seen_at < excluded.seen_at`,
      [
        ...[routerId, site, news.map(({ mac }) => mac), news.map(({ address }) => address)],
        news.map(({ seenAt }) => new Date(seenAt)),
      ],
    );
    if (this.written.size > MOST_KEPT) this.written.clear();
    for (const { mac, seenAt } of news) this.written.set(mac, seenAt);
  }

  async of(macs: readonly string[]): Promise<readonly Sighting[]> {
    const { rows } = await this.pool.query<Sighting>(
      `select mac, router_id as "routerId", site, address, seen_at as "seenAt" from sightings where mac = any($1)`,
      [macs.slice(0, MOST_ASKED)],
    );
    return rows;
  }

  /** Whose devices a router saw last, not before a time. */
  async subscribersAt(routerId: string, since: Date, limit: number): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ subscriber_id: string }>(
      `select distinct d.subscriber_id from sightings s join devices d using (mac)
       where s.router_id = $1 and s.seen_at >= $2 order by d.subscriber_id limit $3`,
      [routerId, since, limit],
    );
    return rows.map((row) => row.subscriber_id);
  }

  isPresent({ seenAt }: Sighting): boolean {
    return this.clock.now().getTime() - seenAt.getTime() < PRESENT_SECONDS * 1_000;
  }

  async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.config.PRESENCE_RETENTION_DAYS * 86_400_000);
    await this.pool.query('delete from sightings where seen_at < $1', [before]);
  }

  private isNews(mac: MacAddress, seenAt: number, idleSeconds: number): boolean {
    const known = this.written.get(mac);
    if (known === undefined) return true;
    return seenAt - known > (idleSeconds >= REWRITE_SECONDS ? 1_000 : REWRITE_SECONDS * 1_000);
  }
}
