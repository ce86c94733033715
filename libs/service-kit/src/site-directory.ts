// site-directory.ts — what operators set of each site, kept in memory so that no page and no message waits for it.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Billing, type SiteProfile } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { timeZoneOf, type KitConfig } from './config';
import { keepDoing } from './keep-doing';
import type { Logger } from './logging';
import { LOGGER } from './tokens';

/** How long a change may be unseen by other replicas. */
const LOOK_MILLISECONDS = 5_000;
const SAID_AFTER_SILENCES = 2;

/** A site's profile; what neither it nor that of all sites has is absent. */
export type KnownProfile = Omit<SiteProfile, '$typeName' | '$unknown'>;

@Injectable()
export class SiteDirectory implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private profiles: ReadonlyMap<string, SiteProfile> = new Map();
  private firstLogoEtag: string | undefined;
  private silences = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  onApplicationBootstrap(): void {
    this.running = keepDoing(this.stopping.signal, () => this.look(), {
      pauseMilliseconds: LOOK_MILLISECONDS,
      retryMilliseconds: LOOK_MILLISECONDS,
      onError: (error) => this.onSilence(error),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Learns at once what was just set. */
  async look(): Promise<void> {
    const { items, firstLogoEtag } = await this.messenger.request(Billing.method.listSiteProfiles, {});
    this.profiles = new Map(items.map((profile) => [profile.site, profile]));
    this.firstLogoEtag = firstLogoEtag;
    this.silences = 0;
  }

  /** As it was set; undefined: it was not. @param site empty: of all sites. */
  setOf(site: string): SiteProfile | undefined {
    return this.profiles.get(site);
  }

  /** The shown profile of a site: its own, else that of all sites. */
  of(site: string): KnownProfile {
    const [own, ofAll] = [this.profiles.get(site), this.profiles.get('')];
    return {
      site,
      version: own?.version ?? 0,
      name: own?.name ?? ofAll?.name,
      address: own?.address ?? ofAll?.address,
      phone: own?.phone ?? ofAll?.phone,
      contactText: own?.contactText ?? ofAll?.contactText,
      termsUrl: own?.termsUrl ?? ofAll?.termsUrl,
      privacyUrl: own?.privacyUrl ?? ofAll?.privacyUrl,
      color: own?.color ?? ofAll?.color,
      timeZone: own?.timeZone ?? ofAll?.timeZone,
      logoEtag: own?.logoEtag ?? ofAll?.logoEtag ?? this.firstLogoEtag,
    };
  }

  timeZoneOf(config: Pick<KitConfig, 'TIME_ZONE' | 'TIME_ZONE_BY_SITE'>, site: string): string {
    const [own, ofAll] = [this.profiles.get(site)?.timeZone, this.profiles.get('')?.timeZone];
    return timeZoneOf(config, site, { own, ofAll });
  }

  /**
   * Said once an outage, and not of the first look: billing may be starting, too. Until it answers, the environment's
   * values hold, and later the last known ones.
   */
  private onSilence(error: Error): void {
    this.silences += 1;
    if (this.silences === SAID_AFTER_SILENCES)
      this.logger.warn({ error: error.message }, 'the profiles of sites are learnt later');
  }
}
