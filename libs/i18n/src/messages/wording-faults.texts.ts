// wording-faults.texts.ts — what is wrong with a message's own text, where it is typed and where it is refused.
import { fill } from '../fill';
import type { Locale } from '../locale';
import type { ErrorTexts } from '../errors/error-text';
import type { WordingFault, WordingFaultCode } from './wording';

/** Of each fault; no braces are shown: a page of a problem fills in none. */
export const wordingFaultTexts = {
  'NOTIFICATION.TEXT_EMPTY': {
    id: {
      title: 'Teks kosong',
      detail: 'Tulis paling sedikit satu baris yang selalu terkirim, tanpa isian yang bisa kosong.',
    },
    en: {
      title: 'The text is empty',
      detail: 'Write at least one line that is always sent, without a value that may be empty.',
    },
  },
  'NOTIFICATION.TEXT_TOO_LONG': {
    id: { title: 'Teks terlalu panjang', detail: 'Paling banyak {most} huruf.' },
    en: { title: 'The text is too long', detail: 'At most {most} characters.' },
  },
  'NOTIFICATION.TEXT_BRACES': {
    id: {
      title: 'Kurung kurawal salah',
      detail: 'Setiap isian ditulis dengan dua kurung, seperti pada daftar isian, tanpa spasi.',
    },
    en: {
      title: 'Braces do not match',
      detail: 'Each value has two braces, as in the list of values, without spaces.',
    },
  },
  'NOTIFICATION.TEXT_CHOICE': {
    id: {
      title: 'Pilihan kata salah',
      detail:
        'Tulis [[Halo|Hai]] dalam satu baris: dua kata atau lebih, dipisah garis tegak, tidak bersarang.',
    },
    en: {
      title: 'The choice of words is wrong',
      detail: 'Write [[Hello|Hi]] on one line: two or more, divided by a bar, none inside another.',
    },
  },
  'NOTIFICATION.TEXT_PLACE_UNKNOWN': {
    id: { title: 'Isian tidak dikenal', detail: 'Pesan ini tidak punya isian “{place}”.' },
    en: { title: 'Unknown value', detail: 'This message has no value “{place}”.' },
  },
  'NOTIFICATION.TEXT_PLACE_MISSING': {
    id: { title: 'Isian wajib belum ada', detail: '“{place}” harus disebut dalam pesan ini.' },
    en: { title: 'A value is missing', detail: 'This message must say “{place}”.' },
  },
  'NOTIFICATION.TEXT_PLACE_UNSURE': {
    id: {
      title: 'Isian wajib bisa hilang',
      detail: 'Tulis “{place}” di baris tanpa isian yang bisa kosong, dan di setiap pilihan kata.',
    },
    en: {
      title: 'A value could be left out',
      detail: 'Write “{place}” on a line without values that may be empty, and in every choice of words.',
    },
  },
} satisfies ErrorTexts & Record<WordingFaultCode, unknown>;

/** One sentence, for the field where it is typed. */
export const wordingFaultText = ({ code, details }: WordingFault, locale: Locale): string => {
  const { title, detail } = wordingFaultTexts[code][locale];
  return `${title}. ${fill(detail, details)}`;
};
