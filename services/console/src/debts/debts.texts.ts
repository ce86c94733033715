// debts.texts.ts — the words of what everybody owes.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'filter'
  | 'overdue'
  | 'due'
  | 'all'
  | 'empty'
  | 'sum'
  | 'settle'
  | 'settleOf'
  | 'who'
  | 'owes'
  | 'dueAt'
  | 'late'
  | 'unlimited';

export const debtTexts: Texts<Key> = {
  title: ['Tunggakan', 'Debts'],
  filter: ['Jatuh tempo', 'Due'],
  overdue: ['Terlambat', 'Overdue'],
  due: ['Belum jatuh tempo', 'Not due yet'],
  all: ['Semua', 'All'],
  empty: ['Tidak ada tunggakan.', 'No debts.'],
  settle: ['Lunasi', 'Settle'],
  settleOf: ['Lunasi tunggakan {name}', "Settle {name}'s debt"],
  sum: [
    '{debts} tunggakan dari {people} orang: {amount}',
    '{debts} {debts|debt|debts} of {people} {people|person|people}: {amount}',
  ],
  who: ['Siapa', 'Who'],
  owes: ['Belum dibayar', 'Owes'],
  dueAt: ['Jatuh tempo', 'Due'],
  late: ['Terlambat', 'Overdue'],
  unlimited: ['Tanpa batas', 'Unlimited'],
};
