// usage-table.tsx — bytes of a span of days: what routers carried, what was charged, and what was charged to nobody.
import { Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { reportTexts } from './reports.texts';
import type { Span } from './span';

type Usage = Answer<'/api/v1/reports/usage'>;
type Period = Usage['periods'][number];
const HEADS = ['carried', 'charged', 'unclaimed'] as const;
const NUMBER = { ta: 'right', style: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } } as const;

const Cells = ({ period }: { readonly period: Period }) => {
  const { bytes } = useFormats();
  return HEADS.map((head) => (
    <Table.Td key={head} {...NUMBER}>
      {bytes(period[`${head}Bytes`])}
    </Table.Td>
  ));
};

const Rows = ({ usage }: { readonly usage: Usage }) => {
  const say = useSay(reportTexts);
  if (usage.periods.length === 0) return <Text c="dimmed">{say('empty')}</Text>;
  return (
    <WideTable minWidth={520}>
      <Table verticalSpacing="xs" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('period')}</Table.Th>
            {HEADS.map((head) => (
              <Table.Th key={head} ta="right">
                {say(head)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {usage.periods.map((period) => (
            <Table.Tr key={period.name}>
              <Table.Td>{period.name}</Table.Td>
              <Cells period={period} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        {usage.total && (
          <Table.Tfoot>
            <Table.Tr fw={650}>
              <Table.Td>{say('total')}</Table.Td>
              <Cells period={usage.total} />
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </WideTable>
  );
};

export const UsageTable = ({ span }: { readonly span: Span }) => {
  const usage = useQuery({
    queryKey: ['reports', 'usage', span],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/reports/usage', { params: { query: { ...span } }, signal })),
  });
  return <Answered query={usage}>{(answer) => <Rows usage={answer} />}</Answered>;
};
