// size-text.ts — how much was bought, in words: bytes, time online, both, or without a limit.
import { onlineTimeText, type Locale } from '@saring/i18n';
import { bytesText } from './format';
import { RECEIPT_WORDS } from './receipt.texts';

type Size = {
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly onlineSeconds?: number | undefined;
};

export const sizeText = ({ bytes, unlimited, onlineSeconds = 0 }: Size, locale: Locale): string => {
  const time = onlineSeconds > 0 ? onlineTimeText(onlineSeconds, locale) : '';
  if (unlimited) return time || RECEIPT_WORDS[locale].unlimited;
  return [bytesText(bytes, locale), time].filter(Boolean).join(' · ');
};
