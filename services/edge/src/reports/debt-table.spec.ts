// debt-table.spec.ts — what is owed, by due date and by debtor, with its sum at the end.
import type { OwedDebt } from '@saring/contracts';
import { debtTable } from './debt-table';

const debt = (subscriberId: string, dueAt: string, unpaidRupiah: number) =>
  ({ subscriberId, dueAt, unpaidRupiah, unpaidBytes: 10, reason: 'kasbon' }) as OwedDebt;
const debts = [
  debt('a', '2026-11-01T00:00:00.000Z', 20_000),
  debt('b', '2026-11-20T00:00:00.000Z', 50_000),
  debt('a', '2026-12-20T00:00:00.000Z', 5_000),
];
const told = {
  now: new Date('2026-11-28T12:00:00.000Z'),
  debtorOf: (id: string) => ({ name: id.toUpperCase(), phone: '•••0010' }),
  timeOf: (iso: string) => iso.slice(0, 10),
};

it('has an item a line, with how late it is', () =>
  expect(debtTable('debt', debts, told)).toEqual({
    columns: ['name', 'phone', 'dueAt', 'daysLate', 'reason', 'unpaidRupiah', 'unpaidBytes'],
    rows: [
      ['A', '•••0010', '2026-11-01', 27, 'kasbon', 20_000, 10],
      ['B', '•••0010', '2026-11-20', 8, 'kasbon', 50_000, 10],
      ['A', '•••0010', '2026-12-20', 0, 'kasbon', 5_000, 10],
      ['total', '', '', '', '', 75_000, 30],
    ],
  }));

it('has a debtor a line, who owes most first, by their earliest due date', () =>
  expect(debtTable('debtor', debts, told)).toEqual({
    columns: ['name', 'phone', 'earliestDueAt', 'daysLate', 'debts', 'unpaidRupiah', 'unpaidBytes'],
    rows: [
      ['B', '•••0010', '2026-11-20', 8, 1, 50_000, 10],
      ['A', '•••0010', '2026-11-01', 27, 2, 25_000, 20],
      ['total', '', '', '', 3, 75_000, 30],
    ],
  }));
