// debt-table.ts — what is owed as a table: an item a line by due date, or a debtor a line by amount; the last is the sum.
import type { OwedDebt } from '@saring/contracts';
import type { Cell } from '../http/tables/cells';
import type { ReportTable } from './report-table';

const DAY_MILLISECONDS = 86_400_000;
const TOTAL = 'total';
export const DEBT_LINES = ['debt', 'debtor'] as const;
type Lines = (typeof DEBT_LINES)[number];
/** Of a debtor, as a line shows them. */
type Debtor = { readonly name: string; readonly phone: string };

/** How late, in whole days; 0: not due yet, or due today. */
const daysLateOf = (dueAt: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(dueAt)) / DAY_MILLISECONDS));

type Told = {
  readonly now: Date;
  readonly debtorOf: (subscriberId: string) => Debtor;
  readonly timeOf: (iso: string) => string;
};
type Row = readonly Cell[];

const byDebt = (debts: readonly OwedDebt[], { now, debtorOf, timeOf }: Told): readonly Row[] =>
  debts.map(({ subscriberId, dueAt, reason, unpaidRupiah, unpaidBytes }) => {
    const { name, phone } = debtorOf(subscriberId);
    return [name, phone, timeOf(dueAt), daysLateOf(dueAt, now.getTime()), reason, unpaidRupiah, unpaidBytes];
  });

const byDebtor = (debts: readonly OwedDebt[], { now, debtorOf, timeOf }: Told): readonly Row[] => {
  const sums = new Map<string, { count: number; oldest: string; rupiah: number; bytes: number }>();
  for (const { subscriberId, dueAt, unpaidRupiah, unpaidBytes } of debts) {
    const sum = sums.get(subscriberId) ?? { count: 0, oldest: dueAt, rupiah: 0, bytes: 0 };
    sum.count += 1;
    sum.rupiah += unpaidRupiah;
    sum.bytes += unpaidBytes;
    if (dueAt < sum.oldest) sum.oldest = dueAt;
    sums.set(subscriberId, sum);
  }
  return [...sums]
    .sort(([, a], [, b]) => b.rupiah - a.rupiah || b.bytes - a.bytes)
    .map(([subscriberId, { count, oldest, rupiah, bytes }]) => {
      const { name, phone } = debtorOf(subscriberId);
      return [name, phone, timeOf(oldest), daysLateOf(oldest, now.getTime()), count, rupiah, bytes];
    });
};

export const debtTable = (lines: Lines, debts: readonly OwedDebt[], told: Told): ReportTable => {
  const rupiah = debts.reduce((sum, { unpaidRupiah }) => sum + unpaidRupiah, 0);
  const bytes = debts.reduce((sum, { unpaidBytes }) => sum + unpaidBytes, 0);
  const isByDebt = lines === 'debt';
  return {
    columns: [
      ...(['name', 'phone', isByDebt ? 'dueAt' : 'earliestDueAt', 'daysLate'] as const),
      ...([isByDebt ? 'reason' : 'debts', 'unpaidRupiah', 'unpaidBytes'] as const),
    ],
    rows: [
      ...(isByDebt ? byDebt(debts, told) : byDebtor(debts, told)),
      [TOTAL, '', '', '', isByDebt ? '' : debts.length, rupiah, bytes],
    ],
  };
};
