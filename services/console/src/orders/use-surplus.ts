// use-surplus.ts — of a settlement: what was owed no more when it was given, in words.
import { useFormats, useSay } from '../language/language';
import type { Order } from './order-table';
import { orderTexts } from './orders.texts';

/** Null: all that was paid for was owed still. */
export const useSurplus = ({
  surplusBytes = 0,
  surplusUnlimited = false,
}: Pick<Order, 'surplusBytes' | 'surplusUnlimited'>): string | null => {
  const { bytes } = useFormats();
  const say = useSay(orderTexts);
  if (surplusUnlimited) return say('order.surplusUnlimited');
  return surplusBytes > 0 ? bytes(surplusBytes) : null;
};
