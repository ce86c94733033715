import type { ShopPackage } from '@saring/api-client';
import { durationText, isShopKey, shopText, type Params, type ShopKey } from '@saring/i18n';
import { useMemo } from 'react';
import { useLanguage } from '../language/language';

/** The shop's words and figures in the language of the page. */
export const useShopWords = () => {
  const { locale, formats } = useLanguage();
  return useMemo(() => {
    const tell = (key: ShopKey, params?: Params): string => shopText(key, locale, params);
    return {
      tell,
      /** The text of a key that is put together; a value without words of its own gets another's. */
      tellOr: (key: string, other: ShopKey): string => tell(isShopKey(key) ? key : other),
      rupiah: formats.rupiah,
      speed: formats.speed,
      /** How long it lasts, and from when. */
      lasts: (one: ShopPackage): string => {
        if (one.lastsSeconds === 0) return tell('shop.forever');
        const time = durationText(one.lastsSeconds, locale);
        if (one.continuesFrom)
          return tell('shop.extends', {
            time,
            date: formats.dayAndMonth(formats.dateOf(new Date(one.continuesFrom))),
          });
        return tell(one.startsAtFirstUse ? 'shop.lastsFromFirstUse' : 'shop.lasts', { time });
      },
      /** The effect on the quota that one has. */
      renewing: (one: ShopPackage): string => {
        if (one.rolledBytes > 0) return tell('shop.rolls', { amount: formats.bytes(one.rolledBytes) });
        return one.prolongedGrants > 0 ? tell('shop.prolongs') : '';
      },
      formats,
    };
  }, [locale, formats]);
};
