// voucher-table.ts — what vouchers brought as a table, by period, package, seller or batch; the last row is the sum.
import type { VoucherReport, VoucherSum } from '@saring/contracts';
import type { Column } from '../http/tables/heads';
import type { ReportTable } from './report-table';

const FIGURES = ['sold', 'redeemed', 'soldRupiah', 'returnedRupiah', 'costRupiah'] as const;
export const VOUCHER_LINES = ['period', 'package', 'seller', 'batch'] as const;
export type VoucherLines = (typeof VOUCHER_LINES)[number];
type Name = 'name' | 'label';

const NAMES: Readonly<Record<VoucherLines, readonly (readonly [Column, Name])[]>> = {
  period: [['name:period', 'name']],
  package: [
    ['label:package', 'label'],
    ['name:package', 'name'],
  ],
  seller: [['name:seller', 'name']],
  batch: [
    ['label:package', 'label'],
    ['name:batch', 'name'],
  ],
};
const LISTS = { period: 'periods', package: 'packages', seller: 'sellers', batch: 'batches' } as const;

/** Of a period there is no stock: what is unsold was sold on no day. */
export const voucherTable = (lines: VoucherLines, report: VoucherReport): ReportTable => {
  const names = NAMES[lines];
  const hasStock = lines !== 'period';
  const figuresOf = (sum: VoucherSum) => [
    ...(hasStock ? [sum.stock] : []),
    ...FIGURES.map((column) => sum[column]),
    sum.soldRupiah - sum.returnedRupiah - sum.costRupiah,
  ];
  const { total } = report;
  return {
    columns: [
      ...names.map(([column]) => column),
      ...(hasStock ? (['stock'] as const) : []),
      ...[...FIGURES, 'marginRupiah' as const],
    ],
    rows: [
      ...report[LISTS[lines]].map((sum) => [...names.map(([, name]) => sum[name]), ...figuresOf(sum)]),
      ...(total ? [['total', ...names.slice(1).map(() => ''), ...figuresOf(total)]] : []),
    ],
  };
};
