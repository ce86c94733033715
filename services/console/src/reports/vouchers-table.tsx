// vouchers-table.tsx — what vouchers brought within a span of days, by day or month, package, seller or batch.
import { Anchor, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
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
const NUMBER = { ta: 'right', style: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } } as const;

const Name = ({ sum: { name, label }, lines }: { readonly sum: Sum; readonly lines: VoucherLines }) => {
  const say = useSay(voucherReportTexts);
  const may = useMay();
  if (lines === 'seller') return name || say('noSeller');
  if (lines === 'batch' && may('vouchers:read'))
    return (
      <Anchor component={Link} to={`/vouchers/${name}`} size="sm">
        {label}
      </Anchor>
    );
  return label || name;
};

const Cells = ({ sum, lines }: { readonly sum: Sum; readonly lines: VoucherLines }) => {
  const { number, rupiah } = useFormats();
  return (
    <>
      {lines !== 'period' && <Table.Td {...NUMBER}>{number(sum.stock)}</Table.Td>}
      {COUNTS.map((key) => (
        <Table.Td key={key} {...NUMBER}>
          {number(sum[key])}
        </Table.Td>
      ))}
      {AMOUNTS.map((key) => (
        <Table.Td key={key} {...NUMBER}>
          {rupiah(sum[key])}
        </Table.Td>
      ))}
      <Table.Td {...NUMBER} fw={600}>
        {rupiah(sum.soldRupiah - sum.returnedRupiah - sum.costRupiah)}
      </Table.Td>
    </>
  );
};

const Rows = ({ report, lines }: { readonly report: Report; readonly lines: VoucherLines }) => {
  const say = useSay(voucherReportTexts);
  const sayReport = useSay(reportTexts);
  const sums = report[LISTS[lines]];
  if (sums.length === 0) return <Text c="dimmed">{sayReport('empty')}</Text>;
  const heads = [...(lines === 'period' ? [] : (['stock'] as const)), ...COUNTS, ...AMOUNTS];
  return (
    <WideTable minWidth={760}>
      <Table verticalSpacing="xs" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(lines)}</Table.Th>
            {[...heads, 'margin' as const].map((head) => (
              <Table.Th key={head} ta="right">
                {say(head)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sums.map((sum) => (
            <Table.Tr key={`${sum.name} ${sum.label}`}>
              <Table.Td>
                <Name sum={sum} lines={lines} />
              </Table.Td>
              <Cells sum={sum} lines={lines} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        {report.total && (
          <Table.Tfoot>
            <Table.Tr fw={650}>
              <Table.Td>{sayReport('total')}</Table.Td>
              <Cells sum={report.total} lines={lines} />
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </WideTable>
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
