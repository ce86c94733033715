// vouchers-table.tsx — what vouchers brought within a span of days, by day or month, package, seller or batch.
import { Anchor, SegmentedControl, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { TableOrCards } from '../parts/table-or-cards';
import { useMay } from '../session/session';
import { reportTexts } from './reports.texts';
import type { Span } from './span';
import { voucherReportTexts } from './vouchers-report.texts';

type Report = Answer<'/api/v1/reports/vouchers'>;
type Sum = Report['periods'][number];
const LINES = ['period', 'package', 'seller', 'batch'] as const;
export type VoucherLines = (typeof LINES)[number];
const LISTS = { period: 'periods', package: 'packages', seller: 'sellers', batch: 'batches' } as const;
const COUNTS = ['sold', 'redeemed'] as const;
const AMOUNTS = ['soldRupiah', 'returnedRupiah', 'costRupiah'] as const;

const Name = ({ sum: { name, label }, lines }: { readonly sum: Sum; readonly lines: VoucherLines }) => {
  const say = useSay(voucherReportTexts);
  const may = useMay();
  const { period } = useFormats();
  if (lines === 'period') return period(name);
  if (lines === 'seller') return name || say('noSeller');
  if (lines === 'batch' && may('vouchers:read'))
    return (
      <Anchor component={Link} to={`/vouchers/${name}`} size="sm">
        {label}
      </Anchor>
    );
  return label || name;
};

const Rows = ({ report, lines }: { readonly report: Report; readonly lines: VoucherLines }) => {
  const say = useSay(voucherReportTexts);
  const sayReport = useSay(reportTexts);
  const { number, rupiah } = useFormats();
  const sums = report[LISTS[lines]];
  if (sums.length === 0) return <Text c="dimmed">{sayReport('empty')}</Text>;
  const counts = [...(lines === 'period' ? [] : (['stock'] as const)), ...COUNTS];
  return (
    <TableOrCards<Sum>
      columns={[
        { head: say(lines), cell: (sum) => <Name sum={sum} lines={lines} /> },
        ...counts.map((key) => ({ head: say(key), cell: (sum: Sum) => number(sum[key]), isNumber: true })),
        ...AMOUNTS.map((key) => ({ head: say(key), cell: (sum: Sum) => rupiah(sum[key]), isNumber: true })),
        {
          head: say('margin'),
          cell: ({ soldRupiah, returnedRupiah, costRupiah }) => (
            <strong>{rupiah(soldRupiah - returnedRupiah - costRupiah)}</strong>
          ),
          isNumber: true,
        },
      ]}
      rows={sums}
      keyOf={({ name, label }) => `${name} ${label}`}
      minWidth={760}
      total={report.total && { name: sayReport('total'), row: report.total }}
    />
  );
};

export const VouchersTable = ({
  span,
  lines,
  change,
}: {
  readonly span: Span;
  readonly lines: VoucherLines;
  readonly change: (lines: VoucherLines) => void;
}) => {
  const say = useSay(voucherReportTexts);
  const report = useQuery({
    queryKey: ['reports', 'vouchers', span],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/reports/vouchers', { params: { query: { ...span } }, signal })),
  });
  return (
    <Stack>
      <SegmentedControl
        aria-label={say('lines')}
        size="xs"
        value={lines}
        onChange={(value) => change(LINES.find((one) => one === value) ?? 'period')}
        data={LINES.map((value) => ({ value, label: say(value) }))}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
      />
      <Answered query={report}>{(answer) => <Rows report={answer} lines={lines} />}</Answered>
      <Text size="sm" c="dimmed">
        {say('hint')}
      </Text>
    </Stack>
  );
};
