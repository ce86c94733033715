// bindings.ts — which ip-binding a client falls under: the first enabled one in order that fits, as RouterOS decides.
import { HOTSPOT_SERVER } from '../tables/menu-rules';
import type { Row, Table } from '../tables/table';
import { rangeContains } from '../tables/values';

type BindingType = 'regular' | 'bypassed' | 'blocked';

export class Bindings {
  private readonly idsByMac = new Map<string, Set<string>>();
  private readonly idsWithoutMac = new Set<string>();
  private readonly macById = new Map<string, string>();

  /** Calls back with each MAC whose binding may have changed, and with undefined when it may be anyone's. */
  constructor(
    private readonly table: Table,
    onChange: (mac: string | undefined) => void,
  ) {
    table.watch(({ kind, row }) => {
      const id = row['.id'] ?? '';
      const before = this.macById.get(id);
      this.forget(id);
      if (kind === 'saved') this.learn(row);
      onChange(row['mac-address']);
      if (before !== undefined && before !== row['mac-address']) onChange(before);
    });
  }

  /** `regular` where no binding fits, since that is what an unbound client is. */
  typeOf(mac: string, address: string): BindingType {
    const row = this.first(mac, address);
    return row?.type === 'bypassed' || row?.type === 'blocked' ? row.type : 'regular';
  }

  first(mac: string, address: string): Row | undefined {
    const ids = [...(this.idsByMac.get(mac) ?? []), ...this.idsWithoutMac];
    const fitting = ids
      .map((id) => this.table.get(id))
      .filter((row): row is Row => row !== undefined && fits(row, address));
    if (fitting.length < 2) return fitting[0];
    return this.table.find((row) => fitting.includes(row));
  }

  private learn(row: Row): void {
    const id = row['.id'] ?? '';
    const mac = row['mac-address'];
    if (mac === undefined) {
      this.idsWithoutMac.add(id);
      return;
    }
    this.macById.set(id, mac);
    this.idsByMac.set(mac, (this.idsByMac.get(mac) ?? new Set()).add(id));
  }

  private forget(id: string): void {
    this.idsWithoutMac.delete(id);
    const mac = this.macById.get(id);
    if (mac === undefined) return;
    const ids = this.idsByMac.get(mac);
    ids?.delete(id);
    if (ids?.size === 0) this.idsByMac.delete(mac);
    this.macById.delete(id);
  }
}

const fits = (row: Row, address: string): boolean =>
  row.disabled !== 'true' &&
  ['all', HOTSPOT_SERVER].includes(row.server ?? 'all') &&
  (row.address === undefined || rangeContains(row.address, address));
