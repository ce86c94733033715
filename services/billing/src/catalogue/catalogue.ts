// catalogue.ts — what is sold and where: each change of a package, a promo or the profile of a site is an event of
// `catalogue-<id>`, with who made it, and stored with its row.
import { Inject, Injectable } from '@nestjs/common';
import { accept, type Change, type CommandContext, type Decider } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { assertNever, toInstant, type Clock, type Instant } from '@saring/kernel';
import { Aggregates, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { SiteProfiles } from '../sites/site-profiles';
import { findPackage, listPackages, listPromos, savePackage, savePromo } from './catalogue.rows';
import type { Package } from './domain/package';
import type { Promo } from './domain/promo';
import type { SiteProfile } from '../sites/domain/site-profile';
import { BILLING_EVENTS } from '../events';

/** A logo is in the event that brought it, and by its hash in those after. */
type SiteProfileItem = SiteProfile & {
  readonly logoEtag: string | null;
  readonly logoBase64?: string;
};

/** `item` is the whole as it is after the change. */
type CatalogueEvent = { readonly at: Instant } & (
  | { readonly type: 'PackageCreated' | 'PackageChanged'; readonly item: Package }
  | { readonly type: 'PromoCreated' | 'PromoChanged'; readonly item: Promo }
  | { readonly type: 'SiteProfileChanged'; readonly item: SiteProfileItem }
);
type CatalogueChange = Change<null, CatalogueEvent, CatalogueEvent, never>;

/** Items are checked where they are made, on their rows: an older event lacks what items have gained since. */
const catalogueDecider: Decider<null, CatalogueEvent, CatalogueEvent, never> = {
  initialState: () => null,
  evolve: () => null,
  decide: (_, event) => accept(event),
};

@Injectable()
export class Catalogue extends Aggregates<null, CatalogueEvent, CatalogueEvent, never> {
  protected readonly decider = catalogueDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(BILLING_EVENTS) store: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly profiles: SiteProfiles,
  ) {
    super(pool, store);
  }

  find(packageId: string): Promise<Package | null> {
    return findPackage(this.pool, packageId);
  }

  packages(): Promise<readonly Package[]> {
    return listPackages(this.pool);
  }

  promos(): Promise<readonly Promo[]> {
    return listPromos(this.pool);
  }

  /** @param event asked for again when someone else has changed the item meanwhile. */
  async record(
    id: string,
    context: CommandContext,
    event: (at: Instant) => CatalogueEvent | Promise<CatalogueEvent>,
  ): Promise<void> {
    await this.handle(id, async () => [await event(toInstant(this.clock.now()))], context);
  }

  protected streamOf(id: string): string {
    return `catalogue-${id}`;
  }

  protected async project(client: PoolClient, { events, version }: CatalogueChange): Promise<void> {
    for (const event of events)
      switch (event.type) {
        case 'PackageCreated':
        case 'PackageChanged':
          await savePackage(client, event.item);
          break;
        case 'PromoCreated':
        case 'PromoChanged':
          await savePromo(client, event.item);
          break;
        case 'SiteProfileChanged':
          await this.saveProfile(client, event.item, version);
          break;
        default:
          assertNever(event);
      }
  }

  private saveProfile(
    client: PoolClient,
    { logoEtag, logoBase64, ...profile }: SiteProfileItem,
    version: number,
  ): Promise<void> {
    const kept = logoEtag === null ? null : undefined;
    const logo = logoBase64 === undefined ? kept : Buffer.from(logoBase64, 'base64');
    return this.profiles.save(client, { profile, version, logoEtag }, logo);
  }
}
