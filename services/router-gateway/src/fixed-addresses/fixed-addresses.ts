// fixed-addresses.ts — which device is to have which address on which router.
import { Inject, Injectable } from '@nestjs/common';
import type { MacAddress } from '@saring/kernel';
import { inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

type FixedAddressRow = {
  readonly router_id: string;
  readonly mac: MacAddress;
  readonly address: string;
};
type Outcome = 'stored' | 'taken' | 'full';

@Injectable()
export class FixedAddresses {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async onRouter(routerId: string): Promise<ReadonlyMap<MacAddress, string>> {
    const { rows } = await this.pool.query<FixedAddressRow>(
      'select router_id, mac, address from fixed_addresses where router_id = $1',
      [routerId],
    );
    return new Map(rows.map(({ mac, address }) => [mac, address]));
  }

  async of(macs: readonly string[]): Promise<readonly FixedAddressRow[]> {
    const { rows } = await this.pool.query<FixedAddressRow>(
      'select router_id, mac, address from fixed_addresses where mac = any($1::text[]) order by mac, router_id',
      [macs],
    );
    return rows;
  }

  /** @param most of one router. */
  store(routerId: string, mac: MacAddress, address: string, most: number): Promise<Outcome> {
    return inTransaction(this.pool, async (client) => {
      // One at a time on a router, so that two askers never take one place or one address.
      await client.query('select 1 from routers where router_id = $1 for update', [routerId]);
      const { rows } = await client.query<{ mac: string; address: string }>(
        'select mac, address from fixed_addresses where router_id = $1',
        [routerId],
      );
      if (rows.some((row) => row.address === address && row.mac !== mac)) return 'taken';
      if (rows.length >= most && !rows.some((row) => row.mac === mac)) return 'full';
      await client.query(
        `insert into fixed_addresses (router_id, mac, address) values ($1, $2, $3)
         on conflict (router_id, mac) do update set address = excluded.address`,
        [routerId, mac, address],
      );
      return 'stored';
    });
  }

  async remove(routerId: string, mac: MacAddress): Promise<void> {
    await this.pool.query('delete from fixed_addresses where router_id = $1 and mac = $2', [routerId, mac]);
  }

  /** @param isHeld whether anybody has the device still: a MAC is not kept for nobody. */
  async forgetOthers(routerId: string, isHeld: (mac: MacAddress) => boolean): Promise<void> {
    const gone = [...(await this.onRouter(routerId)).keys()].filter((mac) => !isHeld(mac));
    if (gone.length === 0) return;
    await this.pool.query('delete from fixed_addresses where router_id = $1 and mac = any($2::text[])', [
      routerId,
      gone,
    ]);
  }
}
