import type { ShopPackage } from '@saring/api-client';
import { isShopKey, offerWords, shopText, type Params, type ShopKey } from '@saring/i18n';
import { useMemo } from 'react';
import { useLanguage } from '../language/language';

/** The shop's words and figures in the language of the page. */
export const useShopWords = () => {
  const { locale, formats } = useLanguage();
  return useMemo(() => {
    const tell = (key: ShopKey, params?: Params): string => shopText(key, locale, params);
    return {
      tell,
      locale,
      /** The text of a key that is put together; a value without words of its own gets another's. */
      tellOr: (key: string, other: ShopKey): string => tell(isShopKey(key) ? key : other),
      rupiah: formats.rupiah,
      speed: formats.speed,
      /** The card of a package. */
      offer: (one: ShopPackage) =>
        offerWords(one, locale, (iso) => formats.dayAndMonth(formats.dateOf(new Date(iso)))),
      formats,
    };
  }, [locale, formats]);
};
