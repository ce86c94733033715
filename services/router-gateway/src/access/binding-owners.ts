// binding-owners.ts — the owner of each bound device of a router, as its own bindings say.
import type { MacAddress } from '@saring/kernel';
import type { Router } from '../routeros/router';
import type { Binding } from '../domain/actual';
import type { Signature } from '../domain/comments';
import type { Owner } from '../domain/reading';

export class BindingOwners {
  private owners = new Map<MacAddress, Owner>();

  constructor(
    private readonly router: Pick<Router, 'bindings'>,
    private readonly signature: Signature,
  ) {}

  ownerOf(mac: MacAddress): Owner | undefined {
    return this.owners.get(mac);
  }

  macsOf(subscriberIds: ReadonlyMap<string, unknown>): MacAddress[] {
    return [...this.owners].flatMap(([mac, owner]) => (subscriberIds.has(owner.subscriberId) ? [mac] : []));
  }

  /** Reads the owners from the router; before the first reading of a connection. */
  async learn(): Promise<void> {
    this.take(await this.router.bindings());
  }

  /** @param bindings every one of the router. */
  take(bindings: readonly Binding[]): void {
    this.owners = this.ownersIn(bindings);
  }

  /** Reads the owners of some devices again. */
  async relearn(macs: readonly MacAddress[]): Promise<void> {
    if (macs.length === 0) return;
    const fresh = this.ownersIn(await this.router.bindings(macs));
    for (const mac of macs) {
      const owner = fresh.get(mac);
      if (owner) this.owners.set(mac, owner);
      else this.owners.delete(mac);
    }
  }

  private ownersIn(bindings: readonly Binding[]): Map<MacAddress, Owner> {
    const owners = new Map<MacAddress, Owner>();
    for (const { mac, comment } of bindings) {
      const owner = this.signature.ownerIn(comment);
      if (mac && owner && !owners.has(mac)) owners.set(mac, owner);
    }
    return owners;
  }
}
