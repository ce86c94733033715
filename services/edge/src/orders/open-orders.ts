// open-orders.ts — the orders that wait for their money, on pages without JavaScript: one tap from being paid.
import { rupiahText, shopText, type Locale } from '@saring/i18n';
import { escapeHtml } from '../http/page-layout';

/** The list of a subscriber's orders. */
export const ORDERS_PATH = '/orders';

export type OpenOrder = {
  readonly description: string;
  readonly amountRupiah: number;
  /** Paid on top of it; absent: nothing. */
  readonly addedRupiah?: number;
  readonly statusToken?: string | undefined;
};

export const openOrdersNotice = (orders: readonly OpenOrder[], locale: Locale): string =>
  orders
    .map(({ description, amountRupiah, addedRupiah = 0, statusToken }) => {
      const amount = rupiahText(amountRupiah + addedRupiah, locale);
      const words = `<p role="status"><strong>${escapeHtml(shopText('order.pending', locale))}.</strong> ${escapeHtml(description)} · ${amount}</p>`;
      return statusToken
        ? `${words}<a class="button" href="/pay/${statusToken}">${escapeHtml(shopText('shop.pay', locale, { amount }))}</a>`
        : words;
    })
    .join('');
