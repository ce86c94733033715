// site-profile.ts — who runs a site, as an operator set it: what pages, receipts and messages say of them.
import { isTimeZone, MEASURES, ok, refused, type Result } from '@saring/kernel';

/** Null: as the profile of all sites has it, then as the environment has it. */
export type SiteProfile = {
  /** Empty: of all sites. */
  readonly site: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  /** The text that WhatsApp fills in for a person who asks the operator. */
  readonly contactText: string | null;
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
  /** `#rrggbb` */
  readonly color: string | null;
  readonly timeZone: string | null;
};

/** The texts of a profile; the longest fit a receipt and a link. */
const MOST_CHARACTERS = {
  name: 60,
  address: 160,
  phone: 40,
  contactText: 200,
  termsUrl: 300,
  privacyUrl: 300,
} as const;
type TextField = keyof typeof MOST_CHARACTERS;
const TEXT_FIELDS = Object.keys(MOST_CHARACTERS) as readonly TextField[];

/** One line, read from left to right: nothing that hides or turns characters. */
const NOT_PLAIN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const PHONE = /^[+\d][\d ()./-]{2,39}$/;
const COLOR = /^#[0-9a-f]{6}$/;
/** WCAG 2.2 AA of normal text. */
const LEAST_CONTRAST = 4.5;

/** How far a colour is from white, 1 to 21 (WCAG 2.2, "contrast ratio"). @param color `#rrggbb` */
export const contrastWithWhite = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
};

const isWebAddress = (text: string): boolean => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);

/** An empty field counts as left out. */
export const checkSiteProfile = (given: SiteProfile): Result<SiteProfile> => {
  const profile = trimmed(given);
  const { site, color, timeZone } = profile;
  if (site !== '' && !MEASURES.site.pattern.test(site)) return refused('BILLING.SITE_INVALID');
  for (const field of TEXT_FIELDS)
    if ((profile[field] ?? '').length > MOST_CHARACTERS[field])
      return refused('BILLING.PROFILE_TEXT_INVALID', { field, mostCharacters: MOST_CHARACTERS[field] });
  for (const field of TEXT_FIELDS)
    if (NOT_PLAIN.test(profile[field] ?? '')) return refused('BILLING.PROFILE_TEXT_NOT_PLAIN', { field });
  if (profile.phone !== null && !PHONE.test(profile.phone)) return refused('BILLING.PROFILE_PHONE_INVALID');
  for (const field of ['termsUrl', 'privacyUrl'] as const)
    if (!isWebAddress(profile[field] ?? 'https://none'))
      return refused('BILLING.PROFILE_URL_INVALID', { field });
  if (color !== null && !COLOR.test(color)) return refused('BILLING.COLOR_INVALID');
  if (color !== null && contrastWithWhite(color) < LEAST_CONTRAST)
    return refused('BILLING.COLOR_TOO_LIGHT', {
      contrast: contrastWithWhite(color).toFixed(1),
      leastContrast: LEAST_CONTRAST,
    });
  if (timeZone !== null && !isTimeZone(timeZone)) return refused('BILLING.TIME_ZONE_UNKNOWN');
  return ok(profile);
};

const trimmed = (given: SiteProfile): SiteProfile => {
  const text = (value: string | null): string | null => value?.trim() || null;
  return {
    site: given.site,
    name: text(given.name),
    address: text(given.address),
    phone: text(given.phone),
    contactText: text(given.contactText),
    termsUrl: text(given.termsUrl),
    privacyUrl: text(given.privacyUrl),
    color: text(given.color)?.toLowerCase() ?? null,
    timeZone: text(given.timeZone),
  };
};
