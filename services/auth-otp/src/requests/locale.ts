/** Languages that a subscriber may choose; the first is everyone's until they do. */
const LOCALES = ['id', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const localeOf = (text: string): Locale =>
  LOCALES.find((locale) => text.toLowerCase().startsWith(locale)) ?? LOCALES[0];
