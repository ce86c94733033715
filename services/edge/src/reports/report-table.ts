// report-table.ts — a report as a table: its columns and rows, the same in each kind of file.
import type { TakingsSum, UsagePeriod } from '@saring/contracts';
import type { Cell } from '../http/tables/cells';
import type { Column } from '../http/tables/heads';
import type { Table } from '../http/tables/send-table';

export const REPORTS = ['takings', 'packages', 'cashiers', 'methods', 'usage'] as const;
export type ReportName = (typeof REPORTS)[number];
export type ReportTable = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};

const TAKINGS = ['payments', 'receivedRupiah', 'settledRupiah', 'refundedRupiah'] as const;
const PACKAGE = ['sold', 'soldRupiah', 'soldBytes'] as const;
const USAGE = ['carriedBytes', 'chargedBytes', 'unclaimedBytes'] as const;
const TOTAL = 'total';
const NAMES = {
  takings: ['name:period', 'label:period'],
  packages: ['name:package', 'label:package'],
  cashiers: ['name:cashier', 'label:cashier'],
  methods: ['name:method', 'label:method'],
} as const;

export const wholeTable = (name: string, { columns, rows }: ReportTable): Table => ({
  ...{ name, columns },
  pages: (async function* () {
    yield rows;
  })(),
});

/** @param named what a row is called beside its own name, as a cashier. The last row is the sum. */
export const takingsTable = (
  of: Exclude<ReportName, 'usage'>,
  sums: readonly TakingsSum[],
  total: TakingsSum | undefined,
  named: (sum: TakingsSum) => string,
): ReportTable => {
  const isPackage = of === 'packages';
  // Of a method or a cashier nothing is earned: money is taken.
  const earned = of === 'takings' ? (['incomeRupiah'] as const) : [];
  const cellsOf = (sum: TakingsSum): readonly Cell[] =>
    isPackage
      ? PACKAGE.map((column) => sum[column])
      : [
          ...TAKINGS.map((column) => sum[column]),
          sum.receivedRupiah - sum.refundedRupiah,
          ...earned.map((column) => sum[column]),
        ];
  return {
    columns: [...NAMES[of], ...(isPackage ? PACKAGE : ([...TAKINGS, 'netRupiah', ...earned] as const))],
    rows: [
      ...sums.map((sum) => [sum.name, named(sum), ...cellsOf(sum)]),
      ...(total ? [[TOTAL, '', ...cellsOf(total)]] : []),
    ],
  };
};

export const usageTable = (periods: readonly UsagePeriod[], total: UsagePeriod | undefined): ReportTable => ({
  columns: ['name:period', ...USAGE],
  rows: [...periods, ...(total ? [{ ...total, name: TOTAL }] : [])].map((period) => [
    period.name,
    ...USAGE.map((column) => period[column]),
  ]),
});
