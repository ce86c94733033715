// take-back.texts.ts — the words of a grant that is taken back.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'goes'
  | 'goes.unlimited'
  | 'used'
  | 'fromOthers'
  | 'debt'
  | 'debt.none'
  | 'then'
  | 'said'
  | 'said.left'
  | 'said.unlimited';

export const takeBackTexts: Texts<Key> = {
  title: ['Tarik kembali', 'Take back'],
  goes: ['Sisa {left} dari kuota ini hilang.', 'The {left} left of this grant goes.'],
  'goes.unlimited': ['Kuota tanpa batas ini berakhir sekarang.', 'This unlimited grant ends now.'],
  used: [
    '{used} yang sudah terpakai tetap tercatat sebagai pemakaian.',
    'The {used} that was used stays used.',
  ],
  fromOthers: [
    '{bytes} darinya dipotong dari kuota lain.',
    '{bytes} of that is taken from the other grants.',
  ],
  debt: [
    '{bytes} darinya menjadi tunggakan, yang dilunasi kuota berikutnya.',
    '{bytes} of that becomes debt, which the next grant pays.',
  ],
  'debt.none': ['Tidak timbul tunggakan.', 'No debt arises.'],
  then: ['Sisa kuota sesudahnya: {left}.', 'Left afterwards: {left}.'],
  said: ['Kuota ditarik kembali.', 'The grant was taken back.'],
  'said.left': ['{left} ditarik kembali.', '{left} was taken back.'],
  'said.unlimited': ['Kuota tanpa batas ditarik kembali.', 'The unlimited grant was taken back.'],
};
