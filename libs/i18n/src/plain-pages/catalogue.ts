// catalogue.ts — words of the pages without JavaScript alone: the portal does not load them.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

const plainPageTexts = {
  'quota.first': { id: 'Dipakai dulu', en: 'Used first' },
  'quota.reasonBill': { id: 'tagihan belum dibayar', en: 'an unpaid bill' },
  'phone.why': { id: 'Lihat alasannya dan siapa yang dapat ditanya', en: 'See why, and whom to ask' },
  'contact.text': {
    id: 'Halo {name}, saya perlu bantuan WiFi.',
    en: 'Hello {name}, I need help with the WiFi.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export const plainPageText = (
  key: keyof typeof plainPageTexts,
  locale: Locale,
  params: Params = {},
): string => fill(plainPageTexts[key][locale], params);
