// site-profiles.ts — who runs a site, for receipts and messages: the site's own, else that of all sites, else the
// environment's.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL, timeZoneOf, type Queryable } from '@saring/service-kit';
import type { Pool } from 'pg';
import { profilesFor, saveSiteProfile } from './site-profiles.rows';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { readLogo, storedLogo } from '../receipts/business';
import type { Business, Logo } from '../receipts/receipt';
import type { SiteProfile } from './domain/site-profile';

type Profiles = Awaited<ReturnType<typeof profilesFor>>;

@Injectable()
export class SiteProfiles {
  /** The environment's. */
  readonly firstLogo: Logo | null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
  ) {
    this.firstLogo = readLogo(config.BUSINESS_LOGO_FILE);
  }

  /** As receipts say it. */
  async businessOf(site: string): Promise<Business> {
    const profiles = await profilesFor(this.pool, site);
    const { BUSINESS_NAME, BUSINESS_ADDRESS, BUSINESS_PHONE } = this.config;
    return {
      name: firstOf(profiles, 'name') ?? BUSINESS_NAME,
      address: firstOf(profiles, 'address') ?? BUSINESS_ADDRESS,
      phone: firstOf(profiles, 'phone') ?? BUSINESS_PHONE,
      logo: this.logoIn(profiles),
    };
  }

  async logoOf(site: string): Promise<Logo | null> {
    return this.logoIn(await profilesFor(this.pool, site));
  }

  /** Where a site's days begin and what its clocks show. @param on the connection of an open transaction, if any. */
  async timeZoneOf(site: string, on: Queryable = this.pool): Promise<string> {
    const profiles = await profilesFor(on, site);
    const [own, ofAll] = [site, ''].map(
      (one) => profiles.find(({ profile }) => profile.site === one)?.profile.timeZone ?? undefined,
    );
    return timeZoneOf(this.config, site, { own, ofAll });
  }

  /** Writes the row beside the event that changed it. */
  readonly save = saveSiteProfile;

  private logoIn(profiles: Profiles): Logo | null {
    const bytes = profiles.find(({ logo }) => logo)?.logo;
    return bytes ? storedLogo(bytes) : this.firstLogo;
  }
}

const firstOf = (profiles: Profiles, field: keyof SiteProfile): string | null =>
  profiles.find(({ profile }) => profile[field])?.profile[field] ?? null;
