// debts-report.tsx — what is owed now, by how late it is, and as a file by item or by debtor.
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { TableOrCards } from '../parts/table-or-cards';
import { debtReportTexts } from './debts-report.texts';
import { REPORT_FILES } from './report-files';
import { reportTexts } from './reports.texts';

type Report = Answer<'/api/v1/reports/debts'>;
const LINES = ['debt', 'debtor'] as const;
type Line = Report['total'] & { readonly name: string };

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

const Ages = ({ report: { total, ages } }: { readonly report: Report }) => {
  const say = useSay(debtReportTexts);
  const sayReport = useSay(reportTexts);
  const { rupiah, number, bytes } = useFormats();
  if (total.debts === 0) return <Text c="dimmed">{say('none')}</Text>;
  return (
    <TableOrCards<Line>
      columns={[
        { head: say('age'), cell: ({ name }) => name },
        { head: say('amount'), cell: (line) => rupiah(line.rupiah), isNumber: true },
        { head: say('debts'), cell: (line) => number(line.debts), isNumber: true },
        { head: say('people'), cell: (line) => number(line.subscribers), isNumber: true },
        { head: say('quota'), cell: (line) => bytes(line.bytes), isNumber: true },
      ]}
      rows={ages.map((age) => ({ ...age, name: say(`age.${age.name}`) }))}
      keyOf={({ name }) => name}
      minWidth={520}
      total={{ name: sayReport('total'), row: { ...total, name: '' } }}
    />
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
