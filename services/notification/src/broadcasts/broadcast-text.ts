// broadcast-text.ts — what one person gets of a message to many: in their language, by their name, in one choice of its words.
import { BROADCAST_RULES, chooseLocale, renderWording, type Locale } from '@saring/i18n';
import type { StoredBroadcast } from './broadcasts.rows';

type Reader = { readonly name: string; readonly locale: string };

/** The same for each try: who has got it gets it no second time. */
export const commandOf = (broadcastId: string, subscriberId: string): string =>
  `broadcast-${broadcastId}-${subscriberId}`;

export const textFor = (
  { text_indonesian: indonesian, text_english: english }: StoredBroadcast,
  reader: Reader,
  commandId: string,
): { readonly text: string; readonly locale: Locale } => {
  const locale = chooseLocale(reader.locale);
  const written = locale === 'en' && english !== '' ? english : indonesian;
  return { text: renderWording(written, BROADCAST_RULES, { name: reader.name }, commandId), locale };
};
