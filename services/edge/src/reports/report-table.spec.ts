// report-table.spec.ts — a report's file has the rows of the report, and its sum at the end.
import type { TakingsSum, UsagePeriod } from '@saring/contracts';
import { reportPdf } from './report-pdf';
import { takingsTable, usageTable } from './report-table';

const sum = (name: string, receivedRupiah: number, refundedRupiah = 0) =>
  ({
    ...{ name, label: 'Hemat', payments: 2, receivedRupiah, settledRupiah: 5_000, refundedRupiah },
    ...{ sold: 2, soldRupiah: receivedRupiah, soldBytes: 10, settlements: 1 },
  }) as TakingsSum;

it('has takings by day with what is left after refunds', () =>
  expect(
    takingsTable('takings', [sum('2026-11-28', 50_000, 10_000)], sum('', 50_000, 10_000), () => ''),
  ).toEqual({
    columns: ['name', 'label', 'payments', 'receivedRupiah', 'settledRupiah', 'refundedRupiah', 'netRupiah'],
    rows: [
      ['2026-11-28', '', 2, 50_000, 5_000, 10_000, 40_000],
      ['total', '', 2, 50_000, 5_000, 10_000, 40_000],
    ],
  }));

it('has packages by what was sold', () =>
  expect(takingsTable('packages', [sum('p', 50_000)], undefined, ({ label }) => label)).toEqual({
    columns: ['name', 'label', 'sold', 'soldRupiah', 'soldBytes'],
    rows: [['p', 'Hemat', 2, 50_000, 10]],
  }));

it('has usage by day', () => {
  const period = { name: 'd', carriedBytes: 3, chargedBytes: 2, unclaimedBytes: 1 } as UsagePeriod;
  expect(usageTable([period], { ...period, name: '' }).rows).toEqual([
    ['d', 3, 2, 1],
    ['total', 3, 2, 1],
  ]);
});

it('is printed on as many pages as it needs', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => [`2026-${index}`, index]);
  const pdf = (await reportPdf('takings', { columns: ['name', 'rupiah'], rows })).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(3);
});
