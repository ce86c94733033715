// site-profiles.rows.ts — the profiles of sites as rows, the logo beside; each change is an event of `catalogue-site-<site>`.
import type { Queryable } from '@saring/service-kit';
import type { SiteProfile } from './domain/site-profile';

/** One installation has few sites; more is a mistake of a program. */
export const SITES_MOST = 500;

export type StoredProfile = {
  readonly profile: SiteProfile;
  readonly version: number;
  readonly logoEtag: string | null;
};

type Row = { readonly profile: SiteProfile; readonly version: number; readonly logo_etag: string | null };

const storedOf = ({ profile, version, logo_etag: logoEtag }: Row): StoredProfile => ({
  profile,
  version,
  logoEtag,
});

export const listSiteProfiles = async (on: Queryable): Promise<readonly StoredProfile[]> => {
  const { rows } = await on.query<Row>(
    'select profile, version, logo_etag from site_profiles order by site limit $1',
    [SITES_MOST],
  );
  return rows.map(storedOf);
};

/** That of the site and that of all sites, as far as they are set; the logo of each. */
export const profilesFor = async (
  on: Queryable,
  site: string,
): Promise<readonly (StoredProfile & { readonly logo: Buffer | null })[]> => {
  const { rows } = await on.query<Row & { readonly logo: Buffer | null }>(
    `select profile, version, logo_etag, logo from site_profiles where site in ($1, '') order by site desc`,
    [site],
  );
  return rows.map((row) => ({ ...storedOf(row), logo: row.logo }));
};

/** @param logo undefined: as it is; null: none. */
export const saveSiteProfile = async (
  on: Queryable,
  { profile, version, logoEtag }: StoredProfile,
  logo: Buffer | null | undefined,
): Promise<void> => {
  await on.query(
    `insert into site_profiles (site, version, profile, logo_etag, logo) values ($1, $2, $3, $4, $5)
     on conflict (site) do update set version = $2, profile = $3, logo_etag = $4,
       logo = case when $6 then site_profiles.logo else $5 end`,
    [profile.site, version, JSON.stringify(profile), logoEtag, logo ?? null, logo === undefined],
  );
};
