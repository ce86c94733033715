// free.ts — the free allowance of a day in words: `500 MB · 1 jam pakai · sampai 2 Mbps`.
import type { Locale } from '../locale';
import { bytesText } from '../bytes';
import { onlineTimeText } from '../duration';
import { speedText } from '../speed';
import { shopText } from './catalogue';

type FreeAmount = {
  readonly bytes: number;
  readonly unlimited: boolean;
  /** Time online; null: it is not counted. */
  readonly onlineSeconds: number | null;
  /** 0: as fast as the network goes. */
  readonly speedKilobitsPerSecond: number;
};

export const freeAmountText = (
  { bytes, unlimited, onlineSeconds, speedKilobitsPerSecond }: FreeAmount,
  locale: Locale,
): string =>
  [
    unlimited ? '' : bytesText(bytes, locale),
    onlineSeconds === null ? '' : onlineTimeText(onlineSeconds, locale),
    speedKilobitsPerSecond > 0
      ? shopText('shop.speed', locale, { speed: speedText(speedKilobitsPerSecond, locale) })
      : '',
  ]
    .filter(Boolean)
    .join(' · ');
