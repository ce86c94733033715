// known-sites.ts — which sites there are: those of portal names, profiles and routers.
import { Inject, Injectable } from '@nestjs/common';
import { RouterGateway } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import { SiteDirectory } from '@saring/service-kit';
import { EDGE_CONFIG, type EdgeConfig } from '../config';

/** Named to who wrote another. */
const SITES_NAMED_MOST = 10;

@Injectable()
export class KnownSites {
  constructor(
    private readonly directory: SiteDirectory,
    private readonly messenger: Messenger,
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
  ) {}

  /** @throws RefusalError `SITE.UNKNOWN`: what is kept for a site that nobody runs is found by nobody. */
  async check(site: string): Promise<void> {
    const { DEFAULT_SITE, SITES } = this.config;
    const named = [DEFAULT_SITE, ...SITES.map((pair) => pair.split('=')[1] ?? '')];
    if (named.includes(site) || this.directory.setOf(site)) return;
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    const sites = new Set([...named, ...items.map((router) => router.site)]);
    if (sites.has(site)) return;
    throw new RefusalError('SITE.UNKNOWN', {
      site,
      sites: [...sites].sort().slice(0, SITES_NAMED_MOST).join(', '),
    });
  }
}
