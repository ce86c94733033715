import { isShopKey, shopText, type Params, type ShopKey } from '@saring/i18n';
import { useMemo } from 'react';
import { useLanguage } from '../language/language';

const KILOBITS_PER_MEGABIT = 1_000;

/** The shop's words and figures in the language of the page. */
export const useShopWords = () => {
  const { locale, formats } = useLanguage();
  return useMemo(() => {
    const tell = (key: ShopKey, params?: Params): string => shopText(key, locale, params);
    return {
      tell,
      /** The text of a key that is put together; what has no words of its own is told by another. */
      tellOr: (key: string, other: ShopKey): string => tell(isShopKey(key) ? key : other),
      rupiah: (amount: number): string => `Rp ${formats.number(amount)}`,
      speed: (kilobits: number): string =>
        kilobits >= KILOBITS_PER_MEGABIT ? `${kilobits / KILOBITS_PER_MEGABIT} Mbps` : `${kilobits} kbps`,
      formats,
    };
  }, [locale, formats]);
};
