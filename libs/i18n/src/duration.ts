// duration.ts — a length of time in the largest unit that says it exactly: 3 jam, 90 menit, 30 hari.
import type { Locale } from './locale';

const UNITS = [
  { seconds: 86_400, id: 'hari', en: ['day', 'days'] },
  { seconds: 3_600, id: 'jam', en: ['hour', 'hours'] },
  { seconds: 60, id: 'menit', en: ['minute', 'minutes'] },
] as const;

export const durationText = (seconds: number, locale: Locale): string => {
  const unit = UNITS.find((one) => seconds % one.seconds === 0) ?? UNITS[2];
  const count = Math.ceil(seconds / unit.seconds);
  return `${count} ${locale === 'id' ? unit.id : unit.en[count === 1 ? 0 : 1]}`;
};
