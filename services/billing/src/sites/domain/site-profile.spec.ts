import { checkSiteProfile, contrastWithWhite, type SiteProfile } from './site-profile';

const profile = (change: Partial<SiteProfile> = {}): SiteProfile => ({
  site: 'rw06',
  name: null,
  address: null,
  phone: null,
  contactText: null,
  termsUrl: null,
  privacyUrl: null,
  color: null,
  timeZone: null,
  ...change,
});
const codeOf = (change: Partial<SiteProfile>): string | null => {
  const checked = checkSiteProfile(profile(change));
  return checked.ok ? null : checked.refusal.code;
};

describe('a colour', () => {
  it.each([
    ['#000000', 21],
    ['#ffffff', 1],
    ['#767676', 4.54],
    ['#0b6b47', 6.55],
  ])('%s has a contrast of %d with white', (color, contrast) =>
    expect(contrastWithWhite(color)).toBeCloseTo(contrast, 1),
  );
  it.each([
    ['#767676', null],
    ['#777777', 'BILLING.COLOR_TOO_LIGHT'],
    ['#FFD700', 'BILLING.COLOR_TOO_LIGHT'],
    ['red;}', 'BILLING.COLOR_INVALID'],
    ['#12345', 'BILLING.COLOR_INVALID'],
  ])('%s is answered %s', (color, code) => expect(codeOf({ color })).toBe(code));
});

describe('a profile', () => {
  it('keeps what was written, trimmed; what is empty counts as left out', () =>
    expect(checkSiteProfile(profile({ name: '  Warung Budi ', address: ' ', color: '#0B6B47' }))).toEqual({
      ok: true,
      value: profile({ name: 'Warung Budi', color: '#0b6b47' }),
    }));
  it.each<[Partial<SiteProfile>, string | null]>([
    [{ site: '' }, null],
    [{ site: '../etc' }, 'BILLING.SITE_INVALID'],
    [{ name: 'x'.repeat(61) }, 'BILLING.PROFILE_TEXT_INVALID'],
    [{ termsUrl: 'https://budi.example/syarat' }, null],
    [{ termsUrl: 'javascript:alert(1)' }, 'BILLING.PROFILE_URL_INVALID'],
    [{ privacyUrl: 'budi.example' }, 'BILLING.PROFILE_URL_INVALID'],
    [{ timeZone: 'Asia/Jayapura' }, null],
    [{ phone: '+62 (274) 555-123' }, null],
    [{ phone: 'javascript:alert(1)' }, 'BILLING.PROFILE_PHONE_INVALID'],
    [{ phone: '0812 3456 7890&text=pay' }, 'BILLING.PROFILE_PHONE_INVALID'],
    [{ name: 'Warung \u202eidub' }, 'BILLING.PROFILE_TEXT_NOT_PLAIN'],
    [{ contactText: 'Halo\nsaya' }, 'BILLING.PROFILE_TEXT_NOT_PLAIN'],
    [{ timeZone: '+07:00' }, 'BILLING.TIME_ZONE_UNKNOWN'],
    [{ timeZone: 'WIT' }, 'BILLING.TIME_ZONE_UNKNOWN'],
  ])('%j is answered %s', (change, code) => expect(codeOf(change)).toBe(code));
});
