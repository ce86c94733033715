// debts-report.texts.ts — the words of the report of what is owed.
import type { Texts } from '../language/language';

type Key =
  | 'lines'
  | 'lines.debt'
  | 'lines.debtor'
  | 'age'
  | 'age.notDue'
  | 'age.week'
  | 'age.month'
  | 'age.quarter'
  | 'age.older'
  | 'debts'
  | 'people'
  | 'quota'
  | 'amount'
  | 'none'
  | 'hint'
  | 'list';

export const debtReportTexts: Texts<Key> = {
  lines: ['Satu baris berkas', 'One line of the file'],
  'lines.debt': ['Per tunggakan', 'A debt'],
  'lines.debtor': ['Per orang', 'A person'],
  age: ['Umur', 'Age'],
  'age.notDue': ['Belum jatuh tempo', 'Not due yet'],
  'age.week': ['Lewat 0–7 hari', '0–7 days late'],
  'age.month': ['Lewat 7–30 hari', '7–30 days late'],
  'age.quarter': ['Lewat 30–90 hari', '30–90 days late'],
  'age.older': ['Lewat lebih dari 90 hari', 'More than 90 days late'],
  debts: ['Tunggakan', 'Debts'],
  people: ['Orang', 'People'],
  quota: ['Kuota', 'Quota'],
  amount: ['Rupiah', 'Rupiah'],
  none: ['Tidak ada tunggakan.', 'No debts.'],
  hint: [
    'Keadaan sekarang. Orang dengan tunggakan beberapa umur terhitung di setiap umurnya, sekali di jumlah.',
    'As of now. A person with debts of several ages counts in each of them, and once in the total.',
  ],
  list: ['Lihat daftar tunggakan', 'See the list of debts'],
};
