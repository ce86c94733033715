// open-orders.ts — the orders that wait for their money, on pages without JavaScript: one tap from being paid.
import { rupiahText, type Locale } from '@saring/i18n';
import { escapeHtml } from '../http/page-layout';
import { textsOf } from '../shop/form-parts';

/** The list of a subscriber's orders. */
export const ORDERS_PATH = '/orders';

export type OpenOrder = {
  readonly description: string;
  readonly amountRupiah: number;
  /** Paid on top of it; absent: nothing. */
  readonly addedRupiah?: number;
  readonly statusToken?: string | undefined;
  /** Its payer says that it is paid. */
  readonly hasProof?: boolean;
};

export const openOrdersNotice = (orders: readonly OpenOrder[], locale: Locale): string =>
  orders
    .map(({ description, amountRupiah, addedRupiah = 0, statusToken, hasProof }) => {
      const amount = rupiahText(amountRupiah + addedRupiah, locale);
      const text = textsOf(locale);
      const words = `<p role="status"><strong>${text(hasProof ? 'order.check' : 'order.pending')}.</strong> ${escapeHtml(description)} · ${amount}</p>`;
      return statusToken
        ? `${words}<a class="button" href="/pay/${statusToken}">${hasProof ? text('order.view') : text('shop.pay', { amount })}</a>`
        : words;
    })
    .join('');
