import type { Texts } from '../language/language';

type Method = 'qris' | 'gopay' | 'shopeepay' | 'va' | 'snap' | 'manual' | 'cash' | 'transfer' | 'card';

export const methodTexts: Texts<Method> = {
  qris: ['QRIS', 'QRIS'],
  gopay: ['GoPay', 'GoPay'],
  shopeepay: ['ShopeePay', 'ShopeePay'],
  va: ['Virtual account', 'Virtual account'],
  snap: ['Halaman Midtrans', "Midtrans' page"],
  manual: ['Transfer manual', 'Manual transfer'],
  cash: ['Tunai', 'Cash'],
  transfer: ['Transfer di loket', 'Transfer at the counter'],
  card: ['Kartu', 'Card'],
};

export const isMethod = (word: string): word is Method => word in methodTexts;
