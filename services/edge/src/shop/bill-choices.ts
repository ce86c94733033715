// bill-choices.ts — the bills to pay as choices of the shop's form without JavaScript, and those of before.
import { rupiahText, type Locale } from '@saring/i18n';
import { escapeHtml } from '../http/page-layout';
import type { Shop } from './shop';
import { radio, shownField, textsOf } from './form-parts';

export type Standing = Awaited<ReturnType<Shop['bills']>>;
type Bill = Standing['bills'][number];

/** The value of the field `item` that pays all bills that are due. */
const ALL_BILLS = 'bills';
const ONE_BILL = 'bill:';
/** Of those of before: the newest. */
const HISTORY_MOST = 12;

const LANGUAGES = { id: 'id-ID', en: 'en-GB' } as const;

export const dateText = (date: string, locale: Locale): string =>
  new Intl.DateTimeFormat(LANGUAGES[locale], { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(date),
  );

/** @returns the bill that a value of `item` pays, empty: all; null: it pays none. */
export const paidBillIn = (item: string): string | null => {
  if (item === ALL_BILLS) return '';
  return item.startsWith(ONE_BILL) ? item.slice(ONE_BILL.length) : null;
};

/** Oldest first. */
export const dueBills = ({ bills }: Pick<Standing, 'bills'>): readonly Bill[] =>
  bills
    .filter(({ owedRupiah }) => owedRupiah > 0)
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn) || one.fromDate.localeCompare(other.fromDate));

/** What the form begins with: all, or the only one; empty: none is due. */
export const firstBill = (standing: Pick<Standing, 'bills'>): string => {
  const [first, ...others] = dueBills(standing);
  if (!first) return '';
  return others.length > 0 ? ALL_BILLS : `${ONE_BILL}${first.billId}`;
};

/** Empty: none is due. */
export const billChoices = (
  standing: Pick<Standing, 'bills' | 'owedRupiah'>,
  chosen: string,
  locale: Locale,
): string => {
  const text = textsOf(locale);
  const due = dueBills(standing);
  if (due.length === 0) return '';
  const card = (value: string, title: string, facts: string, rupiah: number) =>
    `<input type="hidden" name="${escapeHtml(shownField(value))}" value="${rupiah}">` +
    `<label class="choice">${radio('item', value, chosen)}<span><strong>${title}</strong>` +
    `<small>${facts}</small></span><b>${rupiahText(rupiah, locale)}</b></label>`;
  const one = (bill: Bill) =>
    card(
      `${ONE_BILL}${bill.billId}`,
      escapeHtml(bill.packageName),
      `${escapeHtml(bill.number)} · ${text('bill.due', { date: dateText(bill.dueOn, locale) })}`,
      bill.owedRupiah,
    );
  const all =
    due.length > 1
      ? card(ALL_BILLS, text('bill.all'), text('bill.count', { count: due.length }), standing.owedRupiah)
      : '';
  return `<fieldset><legend>${text('bill.title')}</legend>${all}${due.map(one).join('')}</fieldset>`;
};

const pastWord = ({ void: isVoid, writtenOffRupiah }: Bill) => {
  if (isVoid) return 'bill.void';
  return writtenOffRupiah > 0 ? 'bill.unpaid' : 'bill.paid';
};

/** Those that nothing is waited for on, and the way to another package. */
export const billHistory = (standing: Standing, locale: Locale): string => {
  const { bills, balanceRupiah, subscriptions } = standing;
  const receipts = paidInHand(standing, locale);
  const text = textsOf(locale);
  const balance =
    balanceRupiah > 0 ? `<p>${text('bill.balance', { amount: rupiahText(balanceRupiah, locale) })}</p>` : '';
  const past = bills.filter(({ owedRupiah }) => owedRupiah <= 0).slice(0, HISTORY_MOST);
  const isRunning = subscriptions.some(({ ended }) => !ended);
  const change = isRunning ? `<a class="button quiet" href="/package-change">${text('plan.title')}</a>` : '';
  if (past.length === 0) return balance + receipts + change;
  const line = (bill: Bill) =>
    `<li>${escapeHtml(bill.packageName)} · ${escapeHtml(bill.number)} · ${rupiahText(bill.amountRupiah, locale)} · ${text(pastWord(bill))}</li>`;
  return `${balance}<details><summary>${text('bill.history')}</summary><ul>${past.map(line).join('')}</ul></details>${receipts}${change}`;
};

/** What an operator took in hand, each with its receipt. */
const paidInHand = ({ payments }: Standing, locale: Locale): string => {
  if (payments.length === 0) return '';
  const line = ({ receiptId, number, amountRupiah }: Standing['payments'][number]) =>
    `<li><a href="/api/v1/me/bills/payments/${escapeHtml(receiptId)}/receipt.pdf">${escapeHtml(number)} (PDF)</a> · ${rupiahText(amountRupiah, locale)}</li>`;
  const lines = payments.slice(0, HISTORY_MOST).map(line).join('');
  return `<details><summary>${textsOf(locale)('bill.inHand')}</summary><ul>${lines}</ul></details>`;
};
