// locale.ts — which language a text is in, and how a browser's wish is read.
import { LOCALES, type Locale } from '@saring/kernel';

export { LOCALES, type Locale };
/** Everyone's language until they choose. */
export const DEFAULT_LOCALE: Locale = 'id';

export const isLocale = (text: string): text is Locale => LOCALES.some((locale) => locale === text);

const LONGEST_HEADER = 200;

/** The best language of an Accept-Language header, or of a plain `en` or `en-GB`; else the default. */
export const chooseLocale = (accepted: string | undefined): Locale => {
  const wishes = (accepted ?? '')
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => quality > 0 && isLocale(language))
    .sort((left, right) => right.quality - left.quality);
  const best = wishes[0]?.language ?? '';
  return isLocale(best) ? best : DEFAULT_LOCALE;
};
