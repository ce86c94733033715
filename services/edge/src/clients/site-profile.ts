// site-profile.ts — who runs this WiFi and whom to ask, for the portal and the pages without JavaScript.
import { Inject, Injectable } from '@nestjs/common';
import { portalText, type Locale } from '@saring/i18n';
import { parsePhoneNumber } from '@saring/kernel';
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
};

@Injectable()
export class SiteProfiles {
  constructor(@Inject(EDGE_CONFIG) private readonly config: EdgeConfig) {}

  in(locale: Locale): SiteProfile {
    const { BUSINESS_NAME, BUSINESS_ADDRESS, BUSINESS_PHONE, TERMS_URL, PRIVACY_URL } = this.config;
    const phone = parsePhoneNumber(BUSINESS_PHONE);
    const text = encodeURIComponent(portalText('contact.text', locale, { name: BUSINESS_NAME }));
    return {
      name: BUSINESS_NAME,
      address: BUSINESS_ADDRESS,
      phone: BUSINESS_PHONE,
      contactUrl: phone.ok ? `https://wa.me/${phone.value.slice(1)}?text=${text}` : null,
      termsUrl: TERMS_URL ?? null,
      privacyUrl: PRIVACY_URL ?? null,
    };
  }
}
