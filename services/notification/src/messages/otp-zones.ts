// otp-zones.ts — whose midnight begins the day of a budget: that of all sites together, and that of one.
import type { SiteDirectory } from '@saring/service-kit';
import type { NotificationConfig } from '../config';

/** @param site empty: of all sites alone. */
export const zonesOf = (
  sites: SiteDirectory,
  config: NotificationConfig,
  site: string,
): { readonly ofAll: string; readonly ofSite: string } => ({
  ofAll: sites.timeZoneOf(config, ''),
  ofSite: sites.timeZoneOf(config, site),
});
