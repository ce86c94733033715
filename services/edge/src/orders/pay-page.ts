// pay-page.ts — one order by its signed link: its state, how to pay it, and how to cancel it. No JavaScript, no login.
import { bankHelpKey, bankName, bytesText, isShopKey, rupiahText, type Locale } from '@saring/i18n';
import { RefusalError } from '@saring/messaging';
import type { SiteProfile } from '../sites/site-profiles';
import type { OrderView } from './order-view';
import { escapeHtml, page } from '../http/page-layout';
import { hidden } from '../login/login-pages';
import { SHOP_PATH } from '../shop/shop-page';
import { textsOf } from '../shop/form-parts';
import { timeText } from '../quota/status-page';

type PayPage = {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly site: SiteProfile;
  readonly order: OrderView;
  readonly token: string;
  /** Proves that the form was ours. */
  readonly formToken: string;
  /** The code is whole and can be drawn. */
  readonly hasQr: boolean;
  readonly now: Date;
};

/** The end of a sum that tells it apart from others. */
const OWN_DIGITS = 3;
const OPEN_STATES: readonly string[] = ['created', 'pending'];
const RECEIPT_STATES: readonly string[] = ['paid', 'fulfilled', 'refunded'];
const LATE_STATES: readonly string[] = ['expired', 'cancelled', 'denied'];
/** A page that waits looks again so often; one that is settled need not. */
const RELOAD_SECONDS = 5;
/** Money that comes after the end is credited: seldom, so the page looks seldom, and for so long after the end. */
const LATE_RELOAD_SECONDS = 60;
const LATE_RELOADS_MILLISECONDS = 3_600_000;

const TOKEN = /^[\w-]{20,200}$/;

/** An empty or odd token must never be read as no token. @throws RefusalError BILLING.ORDER_UNKNOWN */
export const checkedLink = (token: string): string => {
  if (!TOKEN.test(token)) throw new RefusalError('BILLING.ORDER_UNKNOWN');
  return token;
};

export const payPath = (token: string): string => `/pay/${token}`;

export const payPage = (view: PayPage): string => {
  const { locale, order, token } = view;
  const text = textsOf(locale);
  const isOpen = OPEN_STATES.includes(order.state);
  const isLate = LATE_STATES.includes(order.state);
  const reloadSeconds = reloadSecondsOf(order, view.now);
  const state = isOpen && order.hasProof ? 'order.check' : `order.${order.state}`;
  const done = order.state === 'fulfilled' ? doneText(order, locale) : '';
  const body =
    `<h1>${order.state === 'fulfilled' ? text('order.done') : isShopKey(state) ? text(state) : text('order.title')}</h1>` +
    `<p role="status">${escapeHtml(order.description)}${done ? `<br>${done}` : ''}</p><p class="amount">${rupiahText(order.amountRupiah + (order.addedRupiah ?? 0), locale)}</p>${addedText(order, locale)}${settledText(order, locale)}` +
    (isOpen ? instructionsOf(view) : '') +
    (order.voucherCodes ?? [])
      .map((code) => `<p>${text('order.voucher')}<br><span class="number">${escapeHtml(code)}</span></p>`)
      .join('') +
    (isLate ? `${lateText(view)}<a class="button" href="${payPath(token)}">${text('order.look')}</a>` : '') +
    `<dl>${factsOf(view)}</dl>${RECEIPT_STATES.includes(order.state) ? receiptLinks(view) : ''}` +
    (isOpen ? cancelForm(view) : `<a class="button quiet" href="${SHOP_PATH}">${text('shop.open')}</a>`) +
    `<a class="button quiet" href="/">${text('order.toAccount')}</a>`;
  return page({
    locale,
    titleKey: 'order.title',
    body,
    path: payPath(token),
    site: view.site,
    ...(reloadSeconds === null ? {} : { reloadSeconds }),
  });
};

const doneText = ({ purpose, gift }: OrderView, locale: Locale): string => {
  const key = `order.done.${gift ? 'gift' : purpose}`;
  return isShopKey(key) ? textsOf(locale)(key) : '';
};

/** Null: the page does not look again by itself. */
const reloadSecondsOf = ({ state, hasProof, expiresAt, createdAt }: OrderView, now: Date): number | null => {
  // A person looks, which takes minutes; meanwhile what is folded open stays so.
  if (OPEN_STATES.includes(state) && hasProof) return LATE_RELOAD_SECONDS;
  if (OPEN_STATES.includes(state) || state === 'paid') return RELOAD_SECONDS;
  const lateMilliseconds = now.getTime() - Date.parse(expiresAt || createdAt);
  return LATE_STATES.includes(state) && lateMilliseconds < LATE_RELOADS_MILLISECONDS
    ? LATE_RELOAD_SECONDS
    : null;
};

const instructionsOf = (view: PayPage): string => {
  const { order, locale, hasQr, token } = view;
  const text = textsOf(locale);
  const number = (key: Parameters<typeof text>[0], value: string) =>
    `<p>${text(key)}<br><span class="number">${grouped(value)}</span></p>`;
  const ways = [
    order.merchantName ? exactText(order, locale) : '',
    order.deeplinkUrl ? linkTo(order.deeplinkUrl, text('order.openApp')) : '',
    order.redirectUrl ? linkTo(order.redirectUrl, text('order.openPage')) : '',
    hasQr
      ? `<p>${text('order.scan')}</p><img class="qr" src="/api/v1/pay/${token}/qr.${order.qrString ? 'svg' : 'png'}" alt="${text('order.qrAlt')}" width="320" height="320">` +
        `<p class="hint">${text('order.sameDevice')}</p><a class="button quiet" href="/api/v1/pay/${token}/qr.png" download="qris.png">${text('order.saveImage')}</a>`
      : '',
    order.qrString && !hasQr ? `<p class="error">${text('order.noQr')}</p>` : '',
    order.va ? number('order.bank', bankName(order.va.bank)) + number('order.vaNumber', order.va.number) : '',
    order.billerCode ? number('order.billerCode', order.billerCode) : '',
    order.billKey ? number('order.billKey', order.billKey) : '',
    order.va || order.billKey
      ? `<p class="hint">${text('bank.how')}: ${text(bankHelpKey(order.va?.bank || order.bank || 'mandiri'))}</p>`
      : '',
    order.transferText
      ? `${number('order.transferTo', order.transferText)}<p class="hint">${text('order.transfer.help')}</p>`
      : '',
  ].join('');
  const isByHand = order.transferText || order.merchantName;
  if (isByHand && order.hasProof)
    return `${proofOffer(view)}<details><summary>${text('bank.how')}</summary>${ways}</details>`;
  // A charge whose answer was lost may have left nothing: below it stands how to cancel, and then the shop.
  return ways + (isByHand ? proofOffer(view) : '') || `<p class="error">${text('order.noWay')}</p>`;
};

/** Nobody but the operator knows of money that came by a transfer or a printed code. */
const lateText = (view: PayPage): string => {
  const { order, locale } = view;
  const text = textsOf(locale);
  if (order.method !== 'manual' && order.method !== 'static_qris') return `<p>${text('order.late')}</p>`;
  return (order.hasProof ? '' : `<p>${text('order.late.byHand')}</p>`) + proofOffer(view);
};

/** Where a person looks whether it was paid. */
const proofOffer = ({ order, locale, token }: PayPage): string => {
  const text = textsOf(locale);
  const sent = order.hasProof ? `<p class="saved" role="status">${text('order.proofSent')}</p>` : '';
  return `${sent}<a class="button${order.hasProof ? ' quiet' : ''}" href="${payPath(token)}/proof">${text('order.proof')}</a>`;
};

/** Long numbers in fours, which are copied without a space between. */
const grouped = (value: string): string =>
  /^\d{9,}$/.test(value)
    ? (value.match(/\d{1,4}/g) ?? []).map((four) => `<span class="four">${four}</span>`).join('')
    : escapeHtml(value);

/** Wallets and Snap give an address to go on to; anything but a web page or an app's link is dropped. */
const linkTo = (url: string, words: string): string =>
  /^(?:https?|gojek|shopeeid|[a-z][a-z0-9+.-]*pay|gopay):\/\//i.test(url)
    ? `<a class="button" rel="noreferrer" href="${escapeHtml(url)}">${words}</a>`
    : '';

const factsOf = ({ order, locale, timeZone }: PayPage): string => {
  const text = textsOf(locale);
  const row = (name: string, value: string) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;
  const until =
    order.expiresAt && OPEN_STATES.includes(order.state) && !order.hasProof
      ? timeText(order.expiresAt, locale, timeZone)
      : '';
  return (
    row(text('order.number'), order.orderNumber) +
    (order.invoiceNumber ? row(text('order.invoice'), order.invoiceNumber) : '') +
    (until ? `<dt>${text('order.payBefore', { time: '' })}</dt><dd>${escapeHtml(until)}</dd>` : '')
  );
};

const receiptLinks = ({ locale, token }: PayPage): string => {
  const text = textsOf(locale);
  const link = (format: 'pdf' | 'png', words: string) =>
    `<a class="button quiet" href="/api/v1/pay/${token}/receipt.${format}">${words}</a>`;
  return link('pdf', text('order.receiptPdf')) + link('png', text('order.receiptPng'));
};

const cancelForm = ({ locale, token, formToken }: PayPage): string =>
  `<form method="post" action="${payPath(token)}/cancel">${hidden({ token: formToken })}<button class="quiet">${textsOf(locale)('order.cancel')}</button></form>`;

/** Of a printed code: whose it is, and the sum to the last rupiah, whose own digits stand out. */
const exactText = (
  { amountRupiah, addedRupiah = 0, merchantName = '' }: OrderView,
  locale: Locale,
): string => {
  const text = textsOf(locale);
  const sum = rupiahText(amountRupiah + addedRupiah, locale);
  const [start, own] = [sum.slice(0, -OWN_DIGITS), sum.slice(-OWN_DIGITS)];
  return (
    `<p>${text('order.exact')}<br><span class="number">${start}<strong>${own}</strong></span></p>` +
    `<p class="hint">${text('order.exact.help', { name: escapeHtml(merchantName) })}</p>`
  );
};

/** What of the amount is none of the price. */
const addedText = (order: OrderView, locale: Locale): string => {
  const { amountRupiah, addedRupiah = 0 } = order;
  if (addedRupiah === 0 || order.method === 'static_qris') return '';
  const params = { price: rupiahText(amountRupiah, locale), fee: rupiahText(addedRupiah, locale) };
  return `<p class="hint">${textsOf(locale)('order.added', params)}</p>`;
};

/** The debts that the bytes of a package settle. */
const settledText = ({ settlesBytes = 0, settlesRupiah = 0 }: OrderView, locale: Locale): string => {
  if (settlesBytes === 0) return '';
  const params = { amount: bytesText(settlesBytes, locale), price: rupiahText(settlesRupiah, locale) };
  return `<p>${textsOf(locale)(settlesRupiah === 0 ? 'debt.settles' : 'debt.settles.priced', params)}</p>`;
};
