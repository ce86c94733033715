// shop-page.ts — buying without JavaScript: one form with a package and a way to pay.
import {
  bytesText,
  describeError,
  durationText,
  hoursSpeedText,
  hoursText,
  onlineTimeText,
  shopText,
  type Locale,
  speedText,
  rupiahText,
} from '@saring/i18n';
import { openOrdersNotice, type OpenOrder } from '../orders/open-orders';
import { timeText } from '../quota/status-page';
import { radio, shownField, textsOf } from './form-parts';
import { wayChoice } from './way-choice';
import { billChoices, billHistory, dueBills, firstBill, type Standing } from './bill-choices';
import type { PaymentMethods, Shop } from './shop';
import { contactLink, escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';

type ShopPackage = Awaited<ReturnType<Shop['packages']>>[number];
type Debts = Awaited<ReturnType<Shop['debts']>>;

type ShopPage = {
  readonly form: FormPage;
  /** So that a form sent twice makes one order. */
  readonly key: string;
  readonly packages: readonly ShopPackage[];
  readonly methods: PaymentMethods;
  /** Why nothing is sold to this person; null: it is. */
  readonly refusal: string | null;
  /** Blocked for a debt: what only money settles comes before any package. */
  readonly isOwing: boolean;
  /** Blocked for a bill: nothing else is sold. */
  readonly mustPayBill: boolean;
  readonly openOrders: readonly OpenOrder[];
  readonly now: Date;
  /** Null: the debts are unknown now. */
  readonly debts: Debts | null;
  /** Null: the bills are unknown now. */
  readonly bills: Standing | null;
  /** The choices of a form that was refused. */
  readonly chosen: { readonly item: string; readonly way: string; readonly phone?: string };
  /** They are logged in: a package may go to another number. */
  readonly mayGive: boolean;
};

export const SHOP_PATH = '/shop';
/** The value of the field `item` that settles all debts instead of buying. */
export const SETTLE_ALL = 'debts';
/** Before the id of the one debt to settle. */
const SETTLE_ONE = 'debt:';

/** @returns the debt that a value of `item` settles; null: it settles none by itself. */
export const settledDebtIn = (item: string): string | null =>
  item.startsWith(SETTLE_ONE) ? item.slice(SETTLE_ONE.length) : null;

export const shopPage = (view: ShopPage): string => {
  const { form, methods, packages, debts, key } = view;
  const { locale } = form;
  const text = textsOf(locale);
  const owes = debts !== null && debts.totalRupiah > 0;
  const back = `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${text('shop.back')}</a>`;
  const open = openOrdersNotice(view.openOrders, locale);
  const heading = `<h1>${text('shop.title')}</h1>${errorOf(form)}${open}`;
  if (view.refusal !== null) {
    const { title, detail } = describeError(view.refusal, locale);
    const said = `<p role="status"><strong>${escapeHtml(title)}.</strong> ${escapeHtml(detail)}</p>`;
    const body = `<h1>${text('shop.title')}</h1>${said}${contactLink(form.site, locale, 'button')}${back}`;
    return page({ locale, titleKey: 'shop.title', body, path: SHOP_PATH, site: form.site });
  }
  if (!methods.open || methods.items.length === 0) {
    const body = `${heading}<p role="status"><strong>${text('shop.closed')}.</strong> ${text('shop.closed.help')}</p>${back}`;
    return page({ locale, titleKey: 'shop.title', body, path: SHOP_PATH, site: form.site });
  }
  // A package pays what was used beyond the grants, often for less money; what an operator lent is settled first.
  const isLent = debts !== null && debts.items.length > 0;
  const mustSettle = view.isOwing && isLent && debts.items.some(({ paidByPurchase }) => !paidByPurchase);
  const isBilled = view.bills !== null && dueBills(view.bills).length > 0;
  const billed = view.bills === null ? '' : billHistory(view.bills, locale);
  if (packages.length === 0 && !owes && !isBilled) {
    const body = `${heading}<p role="status">${text('shop.empty')}</p>${billed}${back}`;
    return page({ locale, titleKey: 'shop.title', body, path: SHOP_PATH, site: form.site });
  }
  const firstItem = isLent ? SETTLE_ALL : (packages[0]?.packageId ?? SETTLE_ALL);
  const item = view.chosen.item || (view.bills && firstBill(view.bills)) || firstItem;
  const [way = '', bank = ''] = (view.chosen.way || (methods.items[0]?.method ?? '')).split(':');
  const offers = packages.map((one) => packageChoice(one, item, form)).join('');
  const sold =
    mustSettle || view.mustPayBill
      ? `<p role="status">${text(view.mustPayBill ? 'bill.first' : 'debt.first')}</p>`
      : offers
        ? `<fieldset aria-label="${text('shop.title')}">${offers}<label class="choice"><input type="checkbox" name="voucher" value="1"><span>${text('shop.asVoucher')}</span></label>${view.mayGive ? giftField(view) : ''}</fieldset>`
        : '';
  const owed = owes ? debtChoices(view, debts, item) : '';
  const due = view.bills === null ? '' : billChoices(view.bills, item, locale);
  const items = due + (isLent ? owed + sold : sold + owed);
  const body =
    `${heading}<form method="post" action="${SHOP_PATH}">${items}` +
    `<fieldset><legend>${text('shop.method')}</legend>${methods.items.map((one) => wayChoice(one, { way, bank }, locale)).join('')}</fieldset>` +
    `${hidden({ token: form.token, key })}<button>${text('shop.continue')}</button></form>${billed}${back}`;
  return page({ locale, titleKey: 'shop.title', body, path: SHOP_PATH, site: form.site });
};

const giftField = ({ form, chosen }: ShopPage): string => {
  const text = textsOf(form.locale);
  return (
    `<label for="phone">${text('shop.gift')}</label>` +
    `<input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="off" maxlength="25" value="${escapeHtml(chosen.phone ?? '')}" aria-describedby="gift-help">` +
    `<p class="hint" id="gift-help">${text('shop.gift.help')}</p>`
  );
};

const packageChoice = (one: ShopPackage, chosen: string, { locale, site }: FormPage): string => {
  const text = textsOf(locale);
  const facts = [
    escapeHtml(one.description),
    one.unlimited ? '' : escapeHtml(bytesText(one.bytes, locale)),
    one.onlineSeconds > 0 ? onlineTimeText(one.onlineSeconds, locale) : '',
    one.unlimited && one.onlineSeconds === 0 ? text('shop.unlimited') : '',
    one.bonusBytes > 0 ? text('shop.bonus', { amount: bytesText(one.bonusBytes, locale) }) : '',
    lastsText(one, locale),
    one.validUntil ? text('shop.endsLatest', { date: timeText(one.validUntil, locale, site.timeZone) }) : '',
    one.sellUntil ? text('shop.soldUntil', { date: timeText(one.sellUntil, locale, site.timeZone) }) : '',
    one.validHours ? text('shop.hours', { hours: hoursText(one.validHours, locale) }) : '',
    renewingText(one, locale),
    one.speedDownKilobitsPerSecond > 0
      ? text('shop.speed', { speed: speedText(one.speedDownKilobitsPerSecond, locale) })
      : '',
    hoursSpeedText(one, locale),
    one.deviceLimit > 0 ? text('shop.devices', { count: one.deviceLimit }) : '',
    one.promoName ? escapeHtml(one.promoName) : '',
  ].filter(Boolean);
  const price =
    (one.finalPriceRupiah < one.priceRupiah ? `<s>${rupiahText(one.priceRupiah, locale)}</s><br>` : '') +
    `<b>${rupiahText(one.finalPriceRupiah, locale)}</b>`;
  const best = one.bestValue ? ` <span class="tag">${text('shop.best')}</span>` : '';
  return (
    `<input type="hidden" name="${shownField(one.packageId)}" value="${one.finalPriceRupiah}">` +
    `<label class="choice">${radio('item', one.packageId, chosen)}` +
    `<span><strong>${escapeHtml(one.name)}</strong>${best}<small>${facts.join(' · ')}</small></span><b>${price}</b></label>`
  );
};

const lastsText = (
  { lastsSeconds, startsAtFirstUse, onlineSeconds, validUntil }: ShopPackage,
  locale: Locale,
): string => {
  const text = textsOf(locale);
  // Its time online, or its date, is its end.
  if (lastsSeconds === 0) return onlineSeconds > 0 || validUntil ? '' : text('shop.forever');
  const time = durationText(lastsSeconds, locale);
  return text(startsAtFirstUse ? 'shop.lastsFromFirstUse' : 'shop.lasts', { time });
};

const renewingText = ({ rolledBytes, prolongedGrants }: ShopPackage, locale: Locale): string => {
  const text = textsOf(locale);
  if (rolledBytes > 0) return text('shop.rolls', { amount: bytesText(rolledBytes, locale) });
  return prolongedGrants > 0 ? text('shop.prolongs') : '';
};

/** All at once, or one of them. */
const debtChoices = ({ form, now }: ShopPage, debts: Debts, chosen: string): string => {
  const { locale, site } = form;
  const text = textsOf(locale);
  const isMoneyOwed = debts.items.some(({ paidByPurchase }) => !paidByPurchase);
  const card = (value: string, title: string, facts: readonly string[], rupiah: number) =>
    `<label class="choice">${radio('item', value, chosen)}<span><strong>${title}</strong>` +
    `<small>${facts.filter(Boolean).join(' · ')}</small></span><b>${rupiahText(rupiah, locale)}</b></label>`;
  const all = card(
    SETTLE_ALL,
    text('debt.all'),
    [escapeHtml(bytesText(debts.totalBytes, locale))],
    debts.totalRupiah,
  );
  const one = (debt: Debts['items'][number]) =>
    card(
      `${SETTLE_ONE}${debt.debtId}`,
      escapeHtml(debt.reason || shopText('debt.one', locale)),
      [
        debt.unlimited ? text('shop.unlimited') : escapeHtml(bytesText(debt.unpaidBytes, locale)),
        dueText(debt.dueAt, now, locale, site.timeZone),
      ],
      debt.amountRupiah,
    );
  // Of one debt alone all of it is the same.
  const isOne = debts.items.length === 1 && debts.autoDebtBytes === 0;
  return (
    `<fieldset><legend>${text('debt.title')}</legend><p class="hint">${text(isMoneyOwed ? 'debt.help.money' : 'debt.help')}</p>` +
    `${all}${isOne ? '' : debts.items.map(one).join('')}${isOne ? dueNotice(debts, now, form) : ''}</fieldset>`
  );
};

/** Empty: an item of before says no time. */
const dueText = (dueAt: string | undefined, now: Date, locale: Locale, timeZone: string): string => {
  const due = Date.parse(dueAt ?? '');
  if (dueAt === undefined || Number.isNaN(due)) return '';
  const date = timeText(dueAt, locale, timeZone);
  const text = textsOf(locale);
  return due <= now.getTime()
    ? `<strong class="bad">${text('debt.overdue', { date })}</strong>`
    : text('debt.due', { date });
};

const dueNotice = ({ items }: Debts, now: Date, { locale, site }: FormPage): string => {
  const text = dueText(items[0]?.dueAt, now, locale, site.timeZone);
  return text ? `<p class="hint">${text}</p>` : '';
};
