// fee.ts — what is added to an amount, as people read it: 0,7%, Rp 4.000, or both.
import type { FeeRule, Locale } from '@saring/kernel';
import { rupiahText } from './rupiah';

const MOST_DECIMALS = 4;

export const feeText = ({ rupiah, percent }: FeeRule, locale: Locale): string => {
  const share = percent.toLocaleString(locale === 'id' ? 'id-ID' : 'en-GB', {
    maximumFractionDigits: MOST_DECIMALS,
  });
  const parts = [
    ...(percent > 0 ? [`${share}%`] : []),
    ...(rupiah > 0 || percent === 0 ? [rupiahText(rupiah, locale)] : []),
  ];
  return parts.join(' + ');
};
