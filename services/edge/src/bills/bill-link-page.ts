// bill-link-page.ts — what is due, by the signed link of a message: no login, no JavaScript, no more than payers need.
import { describeError, type Locale } from '@saring/i18n';
import { escapeHtml, page } from '../http/page-layout';
import { hidden } from '../login/login-pages';
import { billChoices, dueBills, firstBill } from '../shop/bill-choices';
import { textsOf } from '../shop/form-parts';
import type { PaymentMethods, Shop } from '../shop/shop';
import { wayChoice } from '../shop/way-choice';
import type { SiteProfile } from '../sites/site-profiles';

type BillLinkPage = {
  readonly locale: Locale;
  readonly site: SiteProfile;
  readonly link: Awaited<ReturnType<Shop['billLink']>>;
  readonly methods: PaymentMethods;
  readonly linkToken: string;
  /** Proves that the form was ours. */
  readonly formToken: string;
  /** So that a form sent twice makes one order. */
  readonly key: string;
  readonly chosen: { readonly item: string; readonly way: string };
  /** Why the form was refused; null: it was not. */
  readonly refusal: string | null;
};

export const billLinkPath = (linkToken: string): string => `/bill/${linkToken}`;

export const billLinkPage = (view: BillLinkPage): string => {
  const { locale, link, site, linkToken } = view;
  const text = textsOf(locale);
  const refused =
    view.refusal === null
      ? ''
      : `<p class="error" role="alert">${escapeHtml(describeError(view.refusal, locale).title)}</p>`;
  const whose = link.maskedName === '' ? '' : `<p>${escapeHtml(link.maskedName)}</p>`;
  const body = `<h1>${text('bill.link')}</h1>${whose}${refused}${formOf(view)}`;
  return page({ locale, titleKey: 'bill.link', body, path: billLinkPath(linkToken), site });
};

const formOf = ({ locale, link, methods, linkToken, formToken, key, chosen }: BillLinkPage): string => {
  const text = textsOf(locale);
  if (dueBills(link).length === 0) return `<p role="status">${text('bill.none')}</p>`;
  if (!methods.open || methods.items.length === 0)
    return `<p role="status"><strong>${text('shop.closed')}.</strong> ${text('shop.closed.help')}</p>`;
  const [way = '', bank = ''] = (chosen.way || (methods.items[0]?.method ?? '')).split(':');
  const ways = methods.items.map((one) => wayChoice(one, { way, bank }, locale)).join('');
  return (
    `<form method="post" action="${escapeHtml(billLinkPath(linkToken))}">` +
    `${billChoices(link, chosen.item || firstBill(link), locale)}` +
    `<fieldset><legend>${text('shop.method')}</legend>${ways}</fieldset>` +
    `${hidden({ token: formToken, key })}<button>${text('shop.continue')}</button></form>${papersOf(link, linkToken)}`
  );
};

const papersOf = (link: BillLinkPage['link'], linkToken: string): string =>
  dueBills(link)
    .map(
      ({ billId, number }) =>
        `<a class="button quiet" href="${escapeHtml(`${billLinkPath(linkToken)}/${billId}/bill.pdf`)}">${escapeHtml(number)} (PDF)</a>`,
    )
    .join('');
