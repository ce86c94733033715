// form-parts.ts — what the shop's form without JavaScript and its choices are made of.
import { shopText, type Locale, type Params, type ShopKey } from '@saring/i18n';
import { escapeHtml } from '../http/page-layout';

/** The field that says which price of a choice the page showed. */
export const shownField = (item: string): string => `shown-${item}`;

export const textsOf = (locale: Locale) => (key: ShopKey, params?: Params) =>
  escapeHtml(shopText(key, locale, params));

export const radio = (name: string, value: string, chosen: string): string =>
  `<input type="radio" name="${name}" value="${escapeHtml(value)}" required${value === chosen ? ' checked' : ''}>`;
