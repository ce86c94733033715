// report-table.spec.ts — a report's file has the rows of the report, and its sum at the end.
import type { TakingsSum, UsagePeriod, VoucherReport } from '@saring/contracts';
import { reportPdf } from './report-pdf';
import { takingsTable, usageTable } from './report-table';
import { VOUCHER_LINES, voucherTable } from './voucher-table';

const sum = (name: string, receivedRupiah: number, refundedRupiah = 0) =>
  ({
    ...{ name, label: 'Hemat', payments: 2, receivedRupiah, settledRupiah: 5_000, refundedRupiah },
    ...{ sold: 2, soldRupiah: receivedRupiah, soldBytes: 10, settlements: 1, incomeRupiah: 30_000 },
  }) as TakingsSum;

it('has takings by day with what is left after refunds', () =>
  expect(
    takingsTable('takings', [sum('2026-11-28', 50_000, 10_000)], sum('', 50_000, 10_000), () => ''),
  ).toEqual({
    columns: [
      ...['name:period', 'label:period', 'payments', 'receivedRupiah', 'settledRupiah'],
      ...['refundedRupiah', 'netRupiah', 'incomeRupiah'],
    ],
    rows: [
      ['2026-11-28', '', 2, 50_000, 5_000, 10_000, 40_000, 30_000],
      ['total', '', 2, 50_000, 5_000, 10_000, 40_000, 30_000],
    ],
  }));

it('has packages by what was sold', () =>
  expect(takingsTable('packages', [sum('p', 50_000)], undefined, ({ label }) => label)).toEqual({
    columns: ['name:package', 'label:package', 'sold', 'soldRupiah', 'soldBytes'],
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
  const pdf = (await reportPdf('takings', { heads: ['name', 'rupiah'], rows })).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(3);
});

it('has vouchers by what one asks, with their margin and, except of periods, their stock', () => {
  const one = { name: 'n', label: 'Hemat', stock: 7, sold: 5, redeemed: 4, soldRupiah: 50_000 };
  const vouchers = { ...one, returnedRupiah: 10_000, costRupiah: 8_000 };
  const lists = { periods: [vouchers], packages: [vouchers], sellers: [vouchers], batches: [vouchers] };
  const report = { ...lists, total: { ...vouchers, name: '', label: '' } } as unknown as VoucherReport;
  const sums = [5, 4, 50_000, 10_000, 8_000, 32_000];
  expect(VOUCHER_LINES.map((lines) => voucherTable(lines, report).rows)).toEqual([
    [
      ['n', ...sums],
      ['total', ...sums],
    ],
    [
      ['Hemat', 'n', 7, ...sums],
      ['total', '', 7, ...sums],
    ],
    [
      ['n', 7, ...sums],
      ['total', 7, ...sums],
    ],
    [
      ['Hemat', 'n', 7, ...sums],
      ['total', '', 7, ...sums],
    ],
  ]);
  for (const lines of VOUCHER_LINES) {
    const { columns, rows } = voucherTable(lines, report);
    expect(rows[0]).toHaveLength(columns.length);
  }
});
