// methods.texts.ts — how an order is paid, in words.
import type { Texts } from '../language/language';
import type { Row } from '../parts/answer';

type Method = Row<'/api/v1/orders'>['method'];
/** An operator takes the money. */
export const COUNTER_METHODS = ['cash', 'transfer', 'card'] as const satisfies readonly Method[];

export const methodTexts: Texts<Method> = {
  qris: ['QRIS', 'QRIS'],
  gopay: ['GoPay', 'GoPay'],
  shopeepay: ['ShopeePay', 'ShopeePay'],
  va: ['Virtual account', 'Virtual account'],
  snap: ['Halaman Midtrans', "Midtrans' page"],
  manual: ['Transfer manual', 'Manual transfer'],
  static_qris: ['QRIS cetak', 'Printed QRIS'],
  cash: ['Tunai', 'Cash'],
  transfer: ['Transfer di loket', 'Transfer at the counter'],
  card: ['Kartu', 'Card'],
};

/** An operator sees the money on an account, and may see it after the order's end. */
export const SEEN_BY_HAND = ['static_qris', 'manual'] as const satisfies readonly Method[];

const BY_HAND: readonly string[] = [...COUNTER_METHODS, ...SEEN_BY_HAND];
/** Whether money of an order that has ended may still be there, unproved. */
export const isSeenByHand = (method: string): boolean => SEEN_BY_HAND.some((one) => one === method);
/** An operator has taken the money; no gateway gives it back. */
export const isPaidByHand = (method: string): boolean => BY_HAND.includes(method);
