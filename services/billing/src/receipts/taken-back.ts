// taken-back.ts — what of a purchase went with its money, as its buyer reads it.
import type { Locale } from '@saring/i18n';
import type { PlacedSale } from '../sales/orders.rows';
import { isPurchaseKept, takenBackBytes } from '../sales/domain/sale';
import { bytesText } from './format';
import { RECEIPT_WORDS } from './receipt.texts';
import { sizeText } from './size-text';

type TakenBack = {
  /** All of it, a share, or nothing. */
  readonly extent: 'whole' | 'share' | 'nothing';
  /** Its quota, or the debts that are owed again; empty: nothing. */
  readonly text: string;
};

const isGone = ({ state }: PlacedSale): boolean => state === 'refunded' || state === 'reversed';

/** Goodwill stays goodwill only in a refund: money that its bank takes back takes what it bought. */
export const takenBackOf = (sale: PlacedSale, locale: Locale): TakenBack => {
  const isKept = sale.state === 'refunded' && isPurchaseKept(sale);
  if (isGone(sale) && !isKept) return { extent: 'whole', text: wholeText(sale, locale) };
  const shareBytes = takenBackBytes(sale);
  if (shareBytes === 0) return { extent: 'nothing', text: '' };
  return { extent: 'share', text: bytesText(shareBytes, locale) };
};

const wholeText = ({ terms }: PlacedSale, locale: Locale): string => {
  if (terms.purpose === 'bills') return RECEIPT_WORDS[locale].billsOwedAgain;
  if (terms.purpose === 'agent_deposit') return RECEIPT_WORDS[locale].offTheDeposit;
  const { bytes } = terms.goods;
  if (terms.purpose === 'package') return sizeText(terms.goods, locale);
  return bytes === 0 ? RECEIPT_WORDS[locale].unlimited : bytesText(bytes, locale);
};
