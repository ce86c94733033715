// debts-report.tsx — what is owed now, by how late it is, and as a file by item or by debtor.
import { Anchor, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { debtReportTexts } from './debts-report.texts';
import { REPORT_FILES } from './report-files';
import { reportTexts } from './reports.texts';

type Report = Answer<'/api/v1/reports/debts'>;
const LINES = ['debt', 'debtor'] as const;
const NUMBER = { ta: 'right', style: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } } as const;

const Files = () => {
  const say = useSay(debtReportTexts);
  const sayReport = useSay(reportTexts);
  const [lines, setLines] = useState<(typeof LINES)[number]>('debt');
  return (
    <Group gap="xs">
      <SegmentedControl
        aria-label={say('lines')}
        size="xs"
        value={lines}
        onChange={(value) => setLines(value === 'debtor' ? 'debtor' : 'debt')}
        data={LINES.map((value) => ({ value, label: say(`lines.${value}`) }))}
      />
      {REPORT_FILES.map((kind) => (
        <Button
          key={kind}
          component="a"
          href={`/api/v1/reports/debts.${kind}?lines=${lines}`}
          download
          variant="default"
          size="xs"
        >
          {sayReport('file', { kind: kind.toUpperCase() })}
        </Button>
      ))}
    </Group>
  );
};

const Sums = ({ debts, subscribers, rupiah, bytes }: Report['total']) => {
  const formats = useFormats();
  return (
    <>
      <Table.Td {...NUMBER}>{formats.rupiah(rupiah)}</Table.Td>
      <Table.Td {...NUMBER}>{formats.number(debts)}</Table.Td>
      <Table.Td {...NUMBER}>{formats.number(subscribers)}</Table.Td>
      <Table.Td {...NUMBER}>{formats.bytes(bytes)}</Table.Td>
    </>
  );
};

const Ages = ({ report }: { readonly report: Report }) => {
  const say = useSay(debtReportTexts);
  const sayReport = useSay(reportTexts);
  if (report.total.debts === 0) return <Text c="dimmed">{say('none')}</Text>;
  return (
    <WideTable minWidth={520}>
      <Table verticalSpacing="xs" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('age')}</Table.Th>
            {(['amount', 'debts', 'people', 'quota'] as const).map((head) => (
              <Table.Th key={head} ta="right">
                {say(head)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.ages.map((age) => (
            <Table.Tr key={age.name}>
              <Table.Td>{say(`age.${age.name}`)}</Table.Td>
              <Sums {...age} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr fw={650}>
            <Table.Td>{sayReport('total')}</Table.Td>
            <Sums {...report.total} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </WideTable>
  );
};

export const DebtsReport = () => {
  const say = useSay(debtReportTexts);
  const report = useQuery({
    queryKey: ['reports', 'debts'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/reports/debts', { signal })),
  });
  return (
    <Stack>
      <Files />
      <Answered query={report}>{(answer) => <Ages report={answer} />}</Answered>
      <Text size="sm" c="dimmed">
        {say('hint')}
      </Text>
      <Anchor component={Link} to="/debts" size="sm" style={{ alignSelf: 'flex-start' }}>
        {say('list')}
      </Anchor>
    </Stack>
  );
};
