import type { Texts } from '../language/language';

export const fullDataTexts: Texts<'show' | 'hide'> = {
  show: ['Tampilkan nomor utuh 5 menit (dicatat)', 'Show numbers in full for 5 minutes (recorded)'],
  hide: ['Samarkan nomor', 'Mask numbers'],
};
