// receipt.ts — what an invoice and receipt says, before it is drawn.
import { hoursText } from '@saring/i18n';
import { durationText, type Locale, rupiahText } from '@saring/i18n';
import { assertNever } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { PlacedSale } from '../sales/orders.rows';
import { durationOf } from '../catalogue/domain/duration';
import type { Goods } from '../sales/domain/sale';
import { methodText, RECEIPT_WORDS, type ReceiptWords } from './receipt.texts';
import { bytesText, timeText } from './format';
import { sizeText } from './size-text';
import { takenBackOf } from './taken-back';

export type Business = {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly logo: Logo | null;
};
export type Logo = {
  readonly bytes: Buffer;
  /** By its content. */
  readonly etag: string;
  readonly contentType: 'image/png' | 'image/jpeg';
  readonly widthPixels: number;
  readonly heightPixels: number;
};
export type Line = { readonly label: string; readonly value: string };
export type Receipt = {
  readonly business: Business;
  readonly title: string;
  readonly facts: readonly Line[];
  readonly item: string;
  readonly details: readonly string[];
  readonly amounts: readonly Line[];
  readonly total: Line;
  /** The refund, under the total. */
  readonly refund: Line | null;
  readonly stamp: { readonly text: string; readonly tone: 'paid' | 'due' | 'returned' };
  readonly footer: readonly string[];
};

/** The goods as the buyer reads them: a package by its name, a settlement in their language. */
export const itemText = ({ terms }: PlacedSale, locale: Locale): string => {
  if (terms.purpose === 'package') return terms.goods.description;
  const words = RECEIPT_WORDS[locale];
  if (terms.receiverId !== undefined) return words.gift(terms.goods.description);
  if (terms.purpose === 'voucher') return `Voucher ${terms.goods.description}`;
  if (terms.purpose === 'bills') return words.paysBills;
  if (terms.purpose === 'agent_deposit') return words.topsUp;
  return terms.goods.debtId === null ? words.settlesAll : words.settlesOne;
};

/** @throws RefusalError BILLING.ORDER_NOT_PAID: there is no receipt of what was not paid. */
export const receiptOf = (
  sale: PlacedSale,
  business: Business,
  locale: Locale,
  timeZone: string,
): Receipt => {
  if (sale.paidAt === null || sale.invoiceNumber === null)
    throw new RefusalError('BILLING.ORDER_NOT_PAID', { state: sale.state });
  const words = RECEIPT_WORDS[locale];
  const { method, bank, price } = sale.terms;
  return {
    business,
    title: words.title,
    facts: [
      { label: words.number, value: sale.invoiceNumber },
      ...(sale.orderNumber === '' ? [] : [{ label: words.order, value: sale.orderNumber }]),
      { label: words.paidAt, value: timeText(new Date(sale.paidAt), locale, timeZone) },
      { label: words.method, value: methodText(method, bank, locale) },
    ],
    item: itemText(sale, locale),
    details: [...detailsOf(sale, words, locale), ...datedText(sale, words, locale, timeZone)],
    amounts: amountsOf(sale, words, locale),
    total: { label: words.total, value: rupiahText(price.amountRupiah + (sale.addedRupiah ?? 0), locale) },
    refund:
      sale.refundedRupiah === 0
        ? null
        : { label: words.refunded, value: rupiahText(-sale.refundedRupiah, locale) },
    stamp: stampOf(sale, words),
    footer: [...takenBackText(sale, words, locale), words.footer, words.thanks],
  };
};

/** One sentence, whatever refunds there were: with a share taken back, without one, or both. */
const takenBackText = (sale: PlacedSale, words: ReceiptWords, locale: Locale): readonly string[] => {
  const { extent, text } = takenBackOf(sale, locale);
  switch (extent) {
    case 'whole':
      if (sale.terms.purpose === 'bills') return [words.billsOwedAgain];
      if (sale.terms.purpose === 'agent_deposit') return [words.offTheDeposit];
      return [(sale.terms.purpose === 'settlement' ? words.owedAgain : words.takenBack)(text)];
    case 'share':
      return [words.shareTakenBack(text)];
    case 'nothing':
      return sale.refundedRupiah > 0 ? [words.kept] : [];
    default:
      return assertNever(extent);
  }
};

const detailsOf = ({ terms, surplus }: PlacedSale, words: ReceiptWords, locale: Locale): string[] => {
  const { goods, purpose, price } = terms;
  if (purpose === 'agent_deposit') return [];
  if (purpose === 'bills')
    return (goods.bills ?? []).map((bill) => words.bill(bill, rupiahText(bill.owedRupiah, locale)));
  if (purpose === 'settlement')
    return [
      ...(goods.bytes > 0 ? [words.settles(bytesText(goods.bytes, locale))] : []),
      ...(surplus
        ? [words.surplus(surplus.unlimited ? words.unlimited : bytesText(surplus.bytes, locale))]
        : []),
    ];
  const size = sizeText(goods, locale);
  const bonus = goods.bonusBytes > 0 ? [words.bonus(bytesText(goods.bonusBytes, locale))] : [];
  return [
    [size, lastsText(goods, words, locale)].filter(Boolean).join(' · '),
    ...(goods.validHours ? [words.hours(hoursText(goods.validHours, locale))] : []),
    ...bonus,
    ...(price.promoName === null ? [] : [price.promoName]),
    ...settledText(goods, words, locale),
  ];
};

/** The debts that the bytes of the package settle; in rupiah where a price was agreed. */
const settledText = ({ items }: Goods, words: ReceiptWords, locale: Locale): readonly string[] => {
  if (items.length === 0) return [];
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const rupiah = items.reduce((sum, { amountRupiah = 0 }) => sum + amountRupiah, 0);
  return [words.settlesDebt(bytesText(bytes, locale), rupiah === 0 ? null : rupiahText(rupiah, locale))];
};

const datedText = (
  { terms: { goods } }: PlacedSale,
  words: ReceiptWords,
  locale: Locale,
  timeZone: string,
): readonly string[] =>
  goods.validUntil === undefined
    ? []
    : [words.endsLatest(timeText(new Date(goods.validUntil), locale, timeZone))];

const lastsText = (goods: Goods, words: ReceiptWords, locale: Locale): string => {
  const { lastsSeconds, startsAtFirstUse } = durationOf(goods);
  // Its time online is its end.
  if (lastsSeconds === 0) return goods.onlineSeconds || goods.validUntil ? '' : words.forever;
  return (startsAtFirstUse ? words.lastsFromFirstUse : words.lasts)(durationText(lastsSeconds, locale));
};

/** Only where something was taken off or added: else the total says it all. */
const amountsOf = ({ terms, addedRupiah = 0 }: PlacedSale, words: ReceiptWords, locale: Locale): Line[] => {
  const { amountRupiah, discountRupiah } = terms.price;
  const line = (label: string, rupiah: number) =>
    rupiah === 0 ? [] : [{ label, value: rupiahText(rupiah, locale) }];
  if (discountRupiah === 0 && addedRupiah === 0) return [];
  return [
    ...line(words.price, amountRupiah + discountRupiah),
    ...line(words.discount, -discountRupiah),
    ...line(words.added, addedRupiah),
  ];
};

const stampOf = ({ state }: PlacedSale, words: ReceiptWords): Receipt['stamp'] => {
  if (state === 'refunded') return { text: words.returned, tone: 'returned' };
  if (state === 'reversed') return { text: words.reversed, tone: 'returned' };
  return { text: words.paid, tone: 'paid' };
};
