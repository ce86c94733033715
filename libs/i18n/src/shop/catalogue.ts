import { fill, type Params } from '../fill';
import type { Locale } from '../locale';
import { en } from './en';
import { id, type ShopKey } from './id';

export type { ShopKey };

export const shop: Readonly<Record<Locale, Readonly<Record<ShopKey, string>>>> = { id, en };

export const isShopKey = (key: string): key is ShopKey => Object.hasOwn(id, key);

/** A text of the shop, in the portal and on the pages without JavaScript. */
export const shopText = (key: ShopKey, locale: Locale, params: Params = {}): string =>
  fill(shop[locale][key], params);

const BANK_NAMES: Readonly<Record<string, string>> = {
  cimb: 'CIMB Niaga',
  permata: 'Permata',
  mandiri: 'Mandiri',
};

/** A bank as people call it. */
export const bankName = (bank: string): string => BANK_NAMES[bank] ?? bank.toUpperCase();

/** How to pay a virtual account of a bank. */
export const bankHelpKey = (bank: string): ShopKey => {
  const key = `bank.${bank}`;
  return isShopKey(key) ? key : 'bank.other';
};
