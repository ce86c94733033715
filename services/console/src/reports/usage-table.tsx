// usage-table.tsx — bytes of a span of days: what routers carried, what was charged, and what was charged to nobody.
import { Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { TableOrCards } from '../parts/table-or-cards';
import { reportTexts } from './reports.texts';
import type { Span } from './span';

type Usage = Answer<'/api/v1/reports/usage'>;
type Period = Usage['periods'][number];
const HEADS = ['carried', 'charged', 'unclaimed'] as const;

const Rows = ({ usage }: { readonly usage: Usage }) => {
  const say = useSay(reportTexts);
  const { bytes, period: periodText } = useFormats();
  if (usage.periods.length === 0) return <Text c="dimmed">{say('empty')}</Text>;
  return (
    <TableOrCards<Period>
      columns={[
        { head: say('period'), cell: ({ name }) => periodText(name) },
        ...HEADS.map((head) => ({
          head: say(head),
          cell: (period: Period) => bytes(period[`${head}Bytes`]),
          isNumber: true,
        })),
      ]}
      rows={usage.periods}
      keyOf={({ name }) => name}
      minWidth={520}
      total={usage.total && { name: say('total'), row: usage.total }}
    />
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
