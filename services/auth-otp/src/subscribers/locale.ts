// locale.ts — the language of a subscriber.
import { LOCALES, type Locale } from '@saring/kernel';

/** The first language is everyone's until they choose one. */
export const localeOf = (text: string): Locale =>
  LOCALES.find((locale) => text.toLowerCase().startsWith(locale)) ?? LOCALES[0];
