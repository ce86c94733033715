// way-choice.ts — a way to pay as a choice of a form without JavaScript, and what of it was chosen.
import { bankName, feeText, isShopKey, rupiahText, type Locale, type ShopKey } from '@saring/i18n';
import { RefusalError } from '@saring/messaging';
import { escapeHtml } from '../http/page-layout';
import { field, type Fields } from '../http/page-forms';
import { radio, shownField, textsOf } from './form-parts';
import type { PaymentMethods } from './shop';

const methodKey = (method: string): ShopKey => {
  const key = `method.${method}`;
  return isShopKey(key) ? key : 'method.snap';
};

type Way = PaymentMethods['items'][number];
type ChosenWay = { readonly way: string; readonly bank: string };

/** One card a method; the bank of a virtual account is chosen inside it. */
export const wayChoice = (
  { method, banks, addedFee, mostAddedRupiah }: Way,
  { way, bank }: ChosenWay,
  locale: Locale,
): string => {
  const text = textsOf(locale);
  const key = methodKey(method);
  const help = `${key}.help`;
  const added = addedFee ? ` · ${text('shop.added', { fee: feeText(addedFee, locale) })}` : '';
  const mark = mostAddedRupiah
    ? ` · ${text('shop.mark', { amount: rupiahText(mostAddedRupiah, locale) })}`
    : '';
  const options = banks
    .map(
      (one) =>
        `<option value="${escapeHtml(one)}"${one === bank ? ' selected' : ''}>${escapeHtml(bankName(one))}</option>`,
    )
    .join('');
  const select =
    method === 'va' && banks.length > 0
      ? `<select name="bank" aria-label="${text('shop.bank')}">${options}</select>`
      : '';
  return (
    `<div class="way"><label class="choice">${radio('way', method, way)}` +
    `<span><strong>${text(key)}</strong><small>${isShopKey(help) ? text(help) : ''}${added}${mark}</small></span></label>${select}</div>`
  );
};

const WAY = /^(?<method>qris|gopay|shopeepay|va|snap|manual|static_qris)(?::(?<bank>[a-z]{2,12}))?$/;
const SHOWN = /^\d{1,10}$/;

/** `qris`, or `va:bca`: the bank is chosen beside its method. */
export const wayIn = (body: Fields): string => {
  const way = field(body, 'way');
  return way === 'va' ? `va:${field(body, 'bank')}` : way;
};

export const invalidChoice = (): RefusalError =>
  new RefusalError('REQUEST.INVALID', {
    errors: ['item', 'way'].map((name) => ({ field: name, rule: 'matches' })),
  });

/** How the form says to pay for an item, and the price that it showed. @throws RefusalError REQUEST.INVALID */
export const choiceIn = (body: Fields, item: string) => {
  const { method, bank } = WAY.exec(wayIn(body))?.groups ?? {};
  if (!method) throw invalidChoice();
  const shown = field(body, shownField(item));
  const shownRupiah = SHOWN.test(shown) ? { shownRupiah: Number(shown) } : {};
  return { method, ...(bank ? { bank } : {}), ...shownRupiah };
};
