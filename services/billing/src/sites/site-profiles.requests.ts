// site-profiles.requests.ts — the profiles of sites, asked for by edge and set by operators.
import { Controller, Inject } from '@nestjs/common';
import {
  Billing,
  type ReplyOf,
  type RequestOf,
  type SiteProfile as SiteProfileMessage,
} from '@saring/contracts';
import type { CommandContext } from '@saring/event-sourcing';
import { RefusalError } from '@saring/messaging';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { listSiteProfiles, profilesFor, SITES_MOST, type StoredProfile } from './site-profiles.rows';
import { Catalogue } from '../catalogue/catalogue';
import { LOGO_BYTES_MOST, drawLogo } from '../receipts/business';
import type { Logo } from '../receipts/receipt';
import { checkSiteProfile, type SiteProfile } from './domain/site-profile';
import { SiteProfiles } from './site-profiles';

type Methods = typeof Billing.method;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

@Controller()
export class SiteProfileRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly profiles: SiteProfiles,
    private readonly catalogue: Catalogue,
  ) {}

  @Answers(Billing.method.listSiteProfiles)
  async listSiteProfiles(): Reply<'listSiteProfiles'> {
    const items = (await listSiteProfiles(this.pool)).map(replyOf);
    return { items, firstLogoEtag: this.profiles.firstLogo?.etag };
  }

  @Answers(Billing.method.getSiteLogo)
  async getSiteLogo({ site }: RequestOf<Methods['getSiteLogo']>): Reply<'getSiteLogo'> {
    const logo = await this.profiles.logoOf(site);
    if (!logo) throw new RefusalError('BILLING.LOGO_UNKNOWN');
    return { content: logo.bytes, contentType: logo.contentType, etag: logo.etag };
  }

  @Answers(Billing.method.setSiteProfile)
  async setSiteProfile(request: RequestOf<Methods['setSiteProfile']>): Reply<'setSiteProfile'> {
    const { commandId, actor, withoutLogo } = request;
    if (!request.profile) throw new RefusalError('REQUEST.MALFORMED', { field: 'profile' });
    if (commandId === '') throw new RefusalError('COMMAND.ID_REQUIRED');
    const checked = checkSiteProfile(profileIn(request.profile));
    if (!checked.ok) throw new RefusalError(checked.refusal.code, checked.refusal.details);
    const logo = withoutLogo ? null : request.logo && logoIn(request.logo);
    const content = { profile: checked.value, logo: logo === undefined ? 'kept' : (logo?.etag ?? null) };
    await this.store(checked.value, logo, { commandId, actor, content });
    const [stored] = await this.storedOf(checked.value.site);
    if (!stored) throw new Error(`the profile of ${checked.value.site} is not there after it was stored`);
    return replyOf(stored);
  }

  private store(profile: SiteProfile, logo: Logo | null | undefined, context: CommandContext): Promise<void> {
    return this.catalogue.record(`site-${profile.site}`, context, async (at) => {
      const [before] = await this.storedOf(profile.site);
      if (!before && (await listSiteProfiles(this.pool)).length >= SITES_MOST)
        throw new RefusalError('BILLING.TOO_MANY_SITES', { most: SITES_MOST });
      const logoEtag = logo === undefined ? (before?.logoEtag ?? null) : (logo?.etag ?? null);
      const brought = logo ? { logoBase64: logo.bytes.toString('base64') } : {};
      return { type: 'SiteProfileChanged', at, item: { ...profile, logoEtag, ...brought } };
    });
  }

  private async storedOf(site: string): Promise<readonly StoredProfile[]> {
    return (await profilesFor(this.pool, site)).filter(({ profile }) => profile.site === site);
  }
}

/** @throws RefusalError BILLING.LOGO_INVALID */
const logoIn = (bytes: Uint8Array): Logo => {
  const logo = bytes.length > LOGO_BYTES_MOST ? null : drawLogo(Buffer.from(bytes));
  if (!logo) throw new RefusalError('BILLING.LOGO_INVALID', { mostBytes: LOGO_BYTES_MOST });
  return logo;
};

const profileIn = (message: SiteProfileMessage): SiteProfile => ({
  site: message.site,
  name: message.name ?? null,
  address: message.address ?? null,
  phone: message.phone ?? null,
  contactText: message.contactText ?? null,
  termsUrl: message.termsUrl ?? null,
  privacyUrl: message.privacyUrl ?? null,
  color: message.color ?? null,
  timeZone: message.timeZone ?? null,
});

const replyOf = ({ profile, version, logoEtag }: StoredProfile): ReplyOf<Methods['setSiteProfile']> => ({
  site: profile.site,
  version,
  name: profile.name ?? undefined,
  address: profile.address ?? undefined,
  phone: profile.phone ?? undefined,
  contactText: profile.contactText ?? undefined,
  termsUrl: profile.termsUrl ?? undefined,
  privacyUrl: profile.privacyUrl ?? undefined,
  color: profile.color ?? undefined,
  timeZone: profile.timeZone ?? undefined,
  logoEtag: logoEtag ?? undefined,
});
