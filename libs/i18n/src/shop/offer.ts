// offer.ts — a package as the shop shows it, in words: the portal's card, and the operator's preview of it.
import type { Locale } from '../locale';
import { bytesText } from '../bytes';
import { durationText, onlineTimeText } from '../duration';
import { hoursText } from '../hours';
import { rupiahText } from '../rupiah';
import { speedText } from '../speed';
import { shopText, type ShopKey } from './catalogue';
import type { Params } from '../fill';

export type ShownOffer = {
  readonly name: string;
  readonly description: string;
  readonly bytes: number;
  readonly unlimited: boolean;
  /** Time online; 0 or absent: it is not counted. */
  readonly onlineSeconds?: number;
  readonly bonusBytes: number;
  /** 0: it never ends. */
  readonly lastsSeconds: number;
  readonly startsAtFirstUse: boolean;
  readonly speedDownKilobitsPerSecond: number;
  readonly deviceLimit: number;
  readonly bestValue: boolean;
  readonly promoName?: string | undefined;
  readonly priceRupiah: number;
  readonly finalPriceRupiah: number;
  /** The effect on the quota that one has; absent: nobody's. */
  readonly continuesFrom?: string | undefined;
  readonly rolledBytes?: number;
  readonly prolongedGrants?: number;
  /** Sold until, and good until at the latest. */
  readonly sellUntil?: string | undefined;
  readonly validUntil?: string | undefined;
  /** `22:00-06:00`; empty or absent: usable, and equally fast, all day. */
  readonly validHours?: string;
  readonly speedHours?: string;
  readonly hoursSpeedDownKilobitsPerSecond?: number;
};

/** Each is a line or a figure of the card; empty: it is not there. */
export type OfferWords = {
  readonly best: string;
  readonly size: string;
  readonly bonus: string;
  readonly name: string;
  readonly description: string;
  readonly facts: readonly string[];
  readonly promo: string;
  /** The price without the promo; empty: there is none. */
  readonly priceBefore: string;
  readonly price: string;
};

/** @param dayOf a day and month where the site is, of an instant. */
export const offerWords = (one: ShownOffer, locale: Locale, dayOf: (iso: string) => string): OfferWords => {
  const tell = (key: ShopKey, params?: Params): string => shopText(key, locale, params);
  const { rolledBytes = 0, prolongedGrants = 0, speedDownKilobitsPerSecond: speed } = one;
  const { onlineSeconds = 0 } = one;
  const time = onlineSeconds > 0 ? onlineTimeText(onlineSeconds, locale) : '';
  const facts = [
    one.unlimited ? '' : time,
    lastsText(one, tell, locale, dayOf),
    one.validUntil ? tell('shop.endsLatest', { date: dayOf(one.validUntil) }) : '',
    one.sellUntil ? tell('shop.soldUntil', { date: dayOf(one.sellUntil) }) : '',
    one.validHours ? tell('shop.hours', { hours: hoursText(one.validHours, locale) }) : '',
    speed > 0 ? tell('shop.speed', { speed: speedText(speed, locale) }) : '',
    hoursSpeedText(one, locale),
    one.deviceLimit > 0 ? tell('shop.devices', { count: one.deviceLimit }) : '',
    rolledBytes > 0 ? tell('shop.rolls', { amount: bytesText(rolledBytes, locale) }) : '',
    rolledBytes === 0 && prolongedGrants > 0 ? tell('shop.prolongs') : '',
  ];
  return {
    best: one.bestValue ? tell('shop.best') : '',
    size: one.unlimited ? time || tell('shop.unlimited') : bytesText(one.bytes, locale),
    bonus: one.bonusBytes > 0 ? tell('shop.bonus', { amount: bytesText(one.bonusBytes, locale) }) : '',
    name: one.name,
    description: one.description,
    facts: facts.filter(Boolean),
    promo: one.promoName ?? '',
    priceBefore: one.finalPriceRupiah < one.priceRupiah ? rupiahText(one.priceRupiah, locale) : '',
    price: rupiahText(one.finalPriceRupiah, locale),
  };
};

/** `pukul 00.00–06.00: sampai 20 Mbps`; empty: it is equally fast all day. */
export const hoursSpeedText = (
  {
    speedHours = '',
    hoursSpeedDownKilobitsPerSecond: down = 0,
  }: Pick<ShownOffer, 'speedHours' | 'hoursSpeedDownKilobitsPerSecond'>,
  locale: Locale,
): string => {
  if (speedHours === '') return '';
  const speed =
    down > 0
      ? shopText('shop.speed', locale, { speed: speedText(down, locale) })
      : shopText('shop.fullSpeed', locale);
  return shopText('shop.hoursSpeed', locale, { hours: hoursText(speedHours, locale), speed });
};

/** How long it lasts, and from when. */
const lastsText = (
  { lastsSeconds, continuesFrom, startsAtFirstUse, onlineSeconds = 0, validUntil }: ShownOffer,
  tell: (key: ShopKey, params?: Params) => string,
  locale: Locale,
  dayOf: (iso: string) => string,
): string => {
  // Its time online, or its date, is its end.
  if (lastsSeconds === 0) return onlineSeconds > 0 || validUntil ? '' : tell('shop.forever');
  const time = durationText(lastsSeconds, locale);
  if (continuesFrom) return tell('shop.extends', { time, date: dayOf(continuesFrom) });
  return tell(startsAtFirstUse ? 'shop.lastsFromFirstUse' : 'shop.lasts', { time });
};
