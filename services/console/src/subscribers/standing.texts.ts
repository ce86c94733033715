// standing.texts.ts — the words of a correction, of the role and of how many match.
import type { Texts } from '../language/language';

type Key =
  | 'act.correct'
  | 'correct.what'
  | 'correct.back'
  | 'correct.minutes'
  | 'correct.off'
  | 'correct.after'
  | 'correct.debt'
  | 'correct.tooMuch'
  | 'correct.said.back'
  | 'correct.said.off'
  | 'role.set'
  | 'role.take'
  | 'role.hint.set'
  | 'role.hint.take'
  | 'role.said.set'
  | 'role.said.take'
  | 'matches'
  | 'matches.more';

export const standingTexts: Texts<Key> = {
  'act.correct': ['Koreksi saldo', 'Correct the balance'],
  'correct.what': ['Pemakaian yang salah hitung', 'Usage that was counted wrongly'],
  'correct.minutes': ['Lama pakai (menit)', 'Time of use (minutes)'],
  'correct.back': ['Terlalu banyak: kuota dikembalikan', 'Too much: quota comes back'],
  'correct.off': ['Terlalu sedikit: kuota dikurangi', 'Too little: quota is taken'],
  'correct.after': ['Sisa kuota {now} menjadi {then}.', '{now} left becomes {then}.'],
  'correct.debt': ['Pemakaian lebih {now} menjadi {then}.', '{now} of debt becomes {then}.'],
  'correct.tooMuch': [
    'Baru {used} yang terpakai: paling banyak itu yang dapat kembali.',
    'Only {used} was used: no more than that can come back.',
  ],
  'correct.said.back': ['{bytes} dikembalikan.', '{bytes} came back.'],
  'correct.said.off': ['{bytes} dikurangi.', '{bytes} was taken.'],
  'role.set': ['Jadikan Komandan', 'Make a Komandan'],
  'role.take': ['Cabut peran Komandan', 'Take the role Komandan'],
  'role.hint.set': [
    'Seorang Komandan dapat meminta kuota dari portal, dan tidak menunggak bila kuotanya habis.',
    'A Komandan may ask for quota at the portal, and owes nothing for what is used beyond it.',
  ],
  'role.hint.take': [
    'Orang ini kembali menjadi pelanggan biasa: tidak dapat meminta kuota lagi. Kuota yang ada tetap.',
    'This person is a subscriber as others are: no more requests. The quota that is there stays.',
  ],
  'role.said.set': ['Sekarang Komandan.', 'A Komandan now.'],
  'role.said.take': ['Sekarang pelanggan biasa.', 'A subscriber now.'],
  matches: ['{count} cocok', '{count} {count|matches|match}'],
  'matches.more': ['{count}+ cocok', '{count}+ match'],
};
