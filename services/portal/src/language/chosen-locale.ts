import { DEFAULT_LOCALE, isLocale, type Locale } from '@saring/i18n';

const COOKIE = /(?:^|;\s*)saring_locale=([a-z]+)/;
const YEAR_SECONDS = 365 * 86_400;

const parameter = (): string => new URLSearchParams(location.search).get('lang') ?? '';
const first = (...wishes: readonly string[]): Locale => wishes.find(isLocale) ?? DEFAULT_LOCALE;

let chosen: Locale | null = null;

/** The language chosen on this page, in its address, or on an earlier visit; else Indonesian. */
export const currentLocale = (): Locale =>
  (chosen ??= first(parameter(), COOKIE.exec(document.cookie)?.[1] ?? ''));

/** Remembers the choice, for edge's own pages and messages, too. */
export const chooseLocale = (locale: Locale): void => {
  chosen = locale;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `saring_locale=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
};
