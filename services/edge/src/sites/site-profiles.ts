// site-profiles.ts — who runs a site and whom to ask, for the portal and the pages without JavaScript.
import { Inject, Injectable } from '@nestjs/common';
import { plainPageText, type Locale } from '@saring/i18n';
import { parsePhoneNumber } from '@saring/kernel';
import { SiteDirectory } from '@saring/service-kit';
import { EDGE_CONFIG, type EdgeConfig } from '../config';

export type SiteProfile = {
  readonly name: string;
  readonly address: string;
  /** For eyes; empty: the operator named none. */
  readonly phone: string;
  /** Opens WhatsApp with a text that says who asks; null without a number that has WhatsApp. */
  readonly contactUrl: string | null;
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
  /** `#rrggbb`, readable below white letters; null: the product's own. */
  readonly color: string | null;
  readonly logoUrl: string | null;
  /** Where days begin and what clocks show. */
  readonly timeZone: string;
};

@Injectable()
export class SiteProfiles {
  constructor(
    private readonly sites: SiteDirectory,
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
  ) {}

  of(site: string, locale: Locale): SiteProfile {
    const set = this.sites.of(site);
    const { BUSINESS_NAME, BUSINESS_ADDRESS, BUSINESS_PHONE, TERMS_URL, PRIVACY_URL } = this.config;
    const [name, phone] = [set.name ?? BUSINESS_NAME, set.phone ?? BUSINESS_PHONE];
    return {
      name,
      address: set.address ?? BUSINESS_ADDRESS,
      phone,
      contactUrl: contactUrlOf(phone, set.contactText ?? plainPageText('contact.text', locale, { name })),
      termsUrl: set.termsUrl ?? TERMS_URL ?? null,
      privacyUrl: set.privacyUrl ?? PRIVACY_URL ?? null,
      color: set.color ?? null,
      logoUrl: set.logoEtag === undefined ? null : `/api/v1/site/logo?v=${set.logoEtag}`,
      timeZone: this.timeZoneOf(site),
    };
  }

  timeZoneOf(site: string): string {
    return this.sites.timeZoneOf(this.config, site);
  }
}

const contactUrlOf = (phone: string, text: string): string | null => {
  const number = parsePhoneNumber(phone);
  return number.ok ? `https://wa.me/${number.value.slice(1)}?text=${encodeURIComponent(text)}` : null;
};
