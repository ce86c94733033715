// host-table.ts — a router's hosts as last seen: who is at an address, where a device is. Answers while the router is
// away, too.
import type { MacAddress } from '@saring/kernel';
import type { Host } from '../domain/actual';

export class HostTable {
  private byId = new Map<string, Host>();
  /** Rows that disappeared while a reading runs: its table may have been printed before. */
  private readonly gone = new Set<string>();
  private isReading = false;

  get size(): number {
    return this.byId.size;
  }

  beginReading(): void {
    this.gone.clear();
    this.isReading = true;
  }

  /** Takes the table of a reading. @returns its hosts without those that disappeared meanwhile. */
  endReading(hosts: readonly Host[]): readonly Host[] {
    const present = hosts.filter(({ id }) => !this.gone.has(id));
    this.isReading = false;
    this.byId = new Map(present.map((host) => [host.id, host]));
    return present;
  }

  /** Replaces the rows of some devices by fresh ones; their other rows are gone. */
  replaceOf(macs: ReadonlySet<MacAddress>, hosts: readonly Host[]): void {
    for (const host of this.byId.values()) if (macs.has(host.mac)) this.byId.delete(host.id);
    for (const host of hosts) this.byId.set(host.id, host);
  }

  remove(id: string): void {
    if (this.isReading) this.gone.add(id);
    this.byId.delete(id);
  }

  has(id: string, mac: MacAddress, address: string): boolean {
    const host = this.byId.get(id);
    return host?.mac === mac && host.address === address;
  }

  at(addresses: ReadonlySet<string>): Host[] {
    return [...this.byId.values()].filter(({ address }) => addresses.has(address));
  }

  all(): Host[] {
    return [...this.byId.values()];
  }

  /** The livest row at an address, before or after the hotspot's translation. */
  holderOf(address: string): Host | undefined {
    return livest(this.all().filter((host) => host.address === address || host.toAddress === address));
  }
}

export const livest = (hosts: readonly Host[]): Host | undefined =>
  hosts.reduce<Host | undefined>(
    (best, host) => (best && best.idleSeconds <= host.idleSeconds ? best : host),
    undefined,
  );
