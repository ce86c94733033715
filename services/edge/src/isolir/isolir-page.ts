// isolir-page.ts — the notice of a suspended line: why, how much, and the way to pay. No login, no JavaScript.
import { rupiahText, type Locale } from '@saring/i18n';
import { contactLink, escapeHtml, page } from '../http/page-layout';
import { dateText, dueBills, type Standing } from '../shop/bill-choices';
import { textsOf } from '../shop/form-parts';
import type { SiteProfile } from '../sites/site-profiles';

/** `unknown`: nothing at the asker's address is a line of ours, as behind another NAT. */
export type IsolirView =
  | { readonly why: 'bill'; readonly standing: Pick<Standing, 'bills' | 'payPath'> }
  | { readonly why: 'hand' | 'quota' | 'on' | 'unknown' };

export const ISOLIR_PATH = '/isolir';
/** Whoever has paid sees it by himself. */
const RELOAD_SECONDS = 15;

export const isolirPage = (view: IsolirView, locale: Locale, site: SiteProfile): string => {
  const text = textsOf(locale);
  const titleKey = view.why === 'on' ? 'isolir.on' : view.why === 'unknown' ? 'isolir.ask' : 'isolir.title';
  return page({
    ...{ locale, titleKey, path: ISOLIR_PATH, site, reloadSeconds: RELOAD_SECONDS },
    body: `<h1>${text(titleKey)}</h1>${bodyOf(view, locale, site)}`,
  });
};

const bodyOf = (view: IsolirView, locale: Locale, site: SiteProfile): string => {
  const text = textsOf(locale);
  const contact = contactLink(site, locale, 'button quiet');
  if (view.why === 'bill') return billOf(view.standing, locale) + contact;
  if (view.why === 'on') return `<p role="status">${text('isolir.on.help')}</p>`;
  if (view.why === 'quota') return `<p role="status">${text('isolir.quota')}</p>${contact}`;
  if (view.why === 'hand') return `<p>${text('isolir.hand')}</p>${contact}`;
  return `<p>${text('isolir.ask.help')}</p><a class="button" href="/">${text('isolir.ask.login')}</a>${contact}`;
};

type Due = Extract<IsolirView, { why: 'bill' }>['standing'];

const billOf = ({ bills, payPath }: Due, locale: Locale): string => {
  const text = textsOf(locale);
  const overdue = dueBills({ bills }).filter((bill) => bill.overdue);
  const sumRupiah = overdue.reduce((sum, bill) => sum + bill.owedRupiah, 0);
  const lines = overdue.map(
    (bill) =>
      `<li><strong>${escapeHtml(bill.packageName)}</strong> <b>${rupiahText(bill.owedRupiah, locale)}</b>` +
      `<small>${escapeHtml(bill.number)} · ${text('isolir.due', { date: dateText(bill.dueOn, locale) })}</small></li>`,
  );
  return (
    `<p>${text('isolir.bill')}</p><p class="amount">${rupiahText(sumRupiah, locale)}</p>` +
    `<ul class="list">${lines.join('')}</ul>` +
    `<a class="button" href="${escapeHtml(payPath)}">${text('isolir.pay')}</a>` +
    `<p class="hint">${text('isolir.back')}</p>`
  );
};
