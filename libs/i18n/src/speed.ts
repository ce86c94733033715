// speed.ts — a speed as people say it: 512 kbps, 2 Mbps, 1,5 Mbps.
import type { Locale } from './locale';

const KILOBITS_PER_MEGABIT = 1_000;

/** In megabits with one decimal at the most: "2.048 Mbps" reads as two thousand in Indonesian. */
export const speedText = (kilobitsPerSecond: number, locale: Locale): string => {
  if (kilobitsPerSecond < KILOBITS_PER_MEGABIT) return `${kilobitsPerSecond} kbps`;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return `${format.format(kilobitsPerSecond / KILOBITS_PER_MEGABIT)} Mbps`;
};
