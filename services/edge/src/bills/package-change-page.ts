// package-change-page.ts — asking for another package of a subscription, a page of its own that needs no JavaScript.
import {
  bytesText,
  packageChangeText,
  portalText,
  rupiahText,
  shopText,
  speedText,
  type PackageChangeKey,
  type Params,
} from '@saring/i18n';
import { escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';
import { timeText } from '../quota/status-page';
import { dateText, type Standing } from '../shop/bill-choices';
import { radio } from '../shop/form-parts';
import type { OwnPackageChanges } from './own-package-changes';

export const PACKAGE_CHANGE_PATH = '/package-change';

type Subscription = Standing['subscriptions'][number];
type Choice = Awaited<ReturnType<OwnPackageChanges['choices']>>['items'][number];
/** As chosen; shown again where it is refused. */
export type ChosenPackage = {
  readonly subscriptionId: string;
  readonly packageId: string;
  readonly note: string;
};
/** A subscription with what it may change to: none while something waits or hinders. */
export type Changeable = { readonly subscription: Subscription; readonly choices: readonly Choice[] };

type ChangePage = {
  readonly form: FormPage;
  readonly key: string;
  readonly items: readonly Changeable[];
  readonly chosen: ChosenPackage;
  readonly said: 'sent' | 'withdrawn' | null;
  readonly timeZone: string;
};
type Texts = (key: PackageChangeKey, params?: Params) => string;

export const packageChangePage = (view: ChangePage): string => {
  const { items, form, said } = view;
  const { locale, site } = form;
  const text: Texts = (key, params) => escapeHtml(packageChangeText(key, locale, params));
  const back = `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${escapeHtml(portalText('error.back', locale))}</a>`;
  const body =
    `<h1>${escapeHtml(shopText('plan.title', locale))}</h1>` +
    (said ? `<p role="status"><strong>${text(said)}</strong></p>` : '') +
    errorOf(form) +
    (items.length === 0 ? `<p role="status">${text('none')}</p>` : `<p>${text('intro')}</p>`) +
    items.map((item) => sectionOf(view, text, item)).join('<hr>') +
    back;
  return page({ locale, site, titleKey: 'plan.title', body, path: PACKAGE_CHANGE_PATH });
};

/** A price with the period that it is of. */
const every = (text: Texts, { unit, count }: Subscription, amount: string): string => {
  const one = unit === 'day' || unit === 'week' ? unit : 'month';
  return count === 1 ? text(`every.${one}`, { amount }) : text(`every.${one}s`, { amount, count });
};

const sectionOf = (view: ChangePage, text: Texts, { subscription, choices }: Changeable): string => {
  const { locale } = view.form;
  const { packageName, priceRupiah, planned } = subscription;
  const coming =
    planned === undefined
      ? ''
      : `<p role="status">${text('planned', {
          ...{ date: dateText(planned.holdsFrom, locale), name: planned.packageName },
          price: rupiahText(planned.priceRupiah, locale),
        })}</p>`;
  return (
    `<section><h2>${escapeHtml(packageName)}</h2>` +
    `<p class="hint">${text('today', { price: every(text, subscription, rupiahText(priceRupiah, locale)) })}</p>${coming}` +
    `${refusalOf(text, subscription)}${actOf(view, text, { subscription, choices })}</section>`
  );
};

const refusalOf = (text: Texts, { packageChange }: Subscription): string =>
  packageChange?.state === 'refused'
    ? `<p role="status">${text('refused', { name: packageChange.packageName, reason: packageChange.reason })}</p>`
    : '';

const actOf = (view: ChangePage, text: Texts, { subscription, choices }: Changeable): string => {
  const { locale } = view.form;
  if (subscription.packageChange?.state === 'waiting') return waitingOf(view, text, subscription);
  if (subscription.paused) return `<p role="status">${text('paused')}</p>`;
  if (subscription.endsOn !== '')
    return `<p role="status">${text('ending', { date: dateText(subscription.endsOn, locale) })}</p>`;
  return choices.length === 0
    ? `<p role="status">${text('noChoice')}</p>`
    : formOf(view, text, { subscription, choices });
};

const waitingOf = (view: ChangePage, text: Texts, subscription: Subscription): string => {
  const { form, key, timeZone } = view;
  const { subscriptionId, packageChange } = subscription;
  if (!packageChange) return '';
  const { requestId, packageName, priceRupiah, note, askedAt } = packageChange;
  const price = every(text, subscription, escapeHtml(rupiahText(priceRupiah, form.locale)));
  const fields = { token: form.token, key, do: 'withdraw', subscriptionId, requestId };
  return (
    `<p role="status"><span class="tag">${text('waiting')}</span></p>` +
    `<p><strong>${escapeHtml(packageName)}</strong> · ${price}<br>` +
    `<small>${text('asked', { time: timeText(askedAt, form.locale, timeZone) })}</small></p>` +
    (note === '' ? '' : `<p class="hint">${text('yourNote', { note })}</p>`) +
    `<form method="post" action="${PACKAGE_CHANGE_PATH}">${hidden(fields)}` +
    `<button class="quiet" aria-label="${text('withdraw')}, ${escapeHtml(packageName)}">${text('withdraw')}</button></form>`
  );
};

const formOf = (view: ChangePage, text: Texts, { subscription, choices }: Changeable): string => {
  const { form, key, chosen } = view;
  const { subscriptionId } = subscription;
  const isChosen = chosen.subscriptionId === subscriptionId;
  const cards = choices.map((choice) => cardOf(view, text, subscription, choice)).join('');
  const note = isChosen ? chosen.note : '';
  return (
    `<form method="post" action="${PACKAGE_CHANGE_PATH}"><fieldset><legend>${text('choose')}</legend>${cards}</fieldset>` +
    `<label for="note-${subscriptionId}">${text('note')}</label>` +
    `<input id="note-${subscriptionId}" name="note" maxlength="300" value="${escapeHtml(note)}">` +
    `${hidden({ token: form.token, key, do: 'ask', subscriptionId })}<button>${text('send')}</button></form>`
  );
};

const cardOf = (
  { form: { locale }, chosen }: ChangePage,
  text: Texts,
  { subscriptionId, priceRupiah }: Subscription,
  choice: Choice,
): string => {
  const down = choice.speedDownKilobitsPerSecond;
  const moreRupiah = choice.priceRupiah - priceRupiah;
  const amount = rupiahText(Math.abs(moreRupiah), locale);
  const facts = [
    ...(down > 0 ? [text('speed', { down: speedText(down, locale) })] : []),
    choice.unlimited ? text('unlimited') : escapeHtml(bytesText(choice.bytes, locale)),
    moreRupiah === 0 ? text('same') : text(moreRupiah > 0 ? 'more' : 'less', { amount }),
  ];
  const packageId = chosen.subscriptionId === subscriptionId ? chosen.packageId : '';
  return (
    `<label class="choice">${radio('packageId', choice.packageId, packageId)}` +
    `<span><strong>${escapeHtml(choice.name)}</strong><small>${facts.join(' · ')}</small></span>` +
    `<b>${escapeHtml(rupiahText(choice.priceRupiah, locale))}</b></label>`
  );
};
