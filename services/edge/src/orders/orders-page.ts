// orders-page.ts — the orders of a subscriber without JavaScript: the list, and those that wait for their money.
import { isShopKey, rupiahText, type Locale } from '@saring/i18n';
import { escapeHtml, page } from '../http/page-layout';
import { timeText } from '../quota/status-page';
import { SHOP_PATH } from '../shop/shop-page';
import { textsOf } from '../shop/form-parts';
import type { SiteProfile } from '../sites/site-profiles';
import { ORDERS_PATH } from './open-orders';
import { payPath } from './pay-page';

type ListedOrder = {
  readonly orderId: string;
  readonly description: string;
  readonly amountRupiah: number;
  readonly state: string;
  readonly createdAt: string;
  /** Absent once the link has run out: then there is a line and no page. */
  readonly statusToken?: string | undefined;
};

type OrdersPage = {
  readonly locale: Locale;
  readonly site: SiteProfile;
  readonly orders: readonly ListedOrder[];
  /** Null: there are no older ones. */
  readonly olderThan: string | null;
};

export const ordersPage = ({ locale, site, orders, olderThan }: OrdersPage): string => {
  const text = textsOf(locale);
  const lines = orders.map((order) => lineOf(order, locale, site.timeZone)).join('');
  const older = olderThan
    ? `<a class="button quiet" href="${ORDERS_PATH}?before=${encodeURIComponent(olderThan)}">${text('shop.history.more')}</a>`
    : '';
  const body =
    `<h1>${text('shop.history')}</h1>` +
    (lines ? `<ul class="list">${lines}</ul>` : `<p role="status">${text('shop.history.empty')}</p>`) +
    `${older}<a class="button quiet" href="${SHOP_PATH}">${text('shop.open')}</a>` +
    `<a class="button quiet" href="/status">${text('order.toAccount')}</a>`;
  return page({ locale, titleKey: 'shop.history', body, path: ORDERS_PATH, site });
};

const lineOf = (order: ListedOrder, locale: Locale, timeZone: string): string => {
  const text = textsOf(locale);
  const { description, amountRupiah, state, createdAt, statusToken } = order;
  const key = `order.${state}`;
  const words =
    `<strong>${escapeHtml(description)}</strong> · ${rupiahText(amountRupiah, locale)}` +
    `<small>${escapeHtml(timeText(createdAt, locale, timeZone))} · ${text(isShopKey(key) ? key : 'order.title')}</small>`;
  return `<li>${statusToken ? `<a href="${payPath(statusToken)}">${words}</a>` : words}</li>`;
};
