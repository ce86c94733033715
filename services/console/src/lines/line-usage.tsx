// line-usage.tsx — what a PPPoE line moved: the month, a chart of days, and the same figures as a table.
import { Group, Modal, Paper, SegmentedControl, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { useFocusReturn } from '../parts/focus-return';
import { partsTexts } from '../parts/parts.texts';
import { Answered, Loading } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { lineUsageTexts } from './line-usage.texts';
import { LINES, type Line } from './use-lines';

/** The library of the chart comes with the first chart. */
const BarChart = lazy(async () => ({ default: (await import('../parts/bar-chart')).BarChart }));
const SPANS = [7, 30, 90] as const;
const DAY_MILLISECONDS = 86_400_000;

type Usage = Answer<'/api/v1/lines/{lineId}/usage'>;
type Day = Usage['days'][number];

const dateAt = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);

const Sum = ({ label, down, up }: { readonly label: string; readonly down: number; readonly up: number }) => {
  const say = useSay(lineUsageTexts);
  const { bytes } = useFormats();
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fw={600} fz="lg">
        {bytes(down + up)}
      </Text>
      <Text size="sm">
        {say('down')} {bytes(down)} · {say('up')} {bytes(up)}
      </Text>
    </Paper>
  );
};

const Days = ({ days }: { readonly days: readonly Day[] }) => {
  const say = useSay(lineUsageTexts);
  const { bytes, day } = useFormats();
  return (
    <WideTable minWidth={320}>
      <Table aria-label={say('table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('day')}</Table.Th>
            <Table.Th ta="right">{say('down')}</Table.Th>
            <Table.Th ta="right">{say('up')}</Table.Th>
            <Table.Th ta="right">{say('sessions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...days].reverse().map((one) => (
            <Table.Tr key={one.day}>
              <Table.Td>{day(one.day)}</Table.Td>
              <Table.Td ta="right">{bytes(one.downloadBytes)}</Table.Td>
              <Table.Td ta="right">{bytes(one.uploadBytes)}</Table.Td>
              <Table.Td ta="right">
                {one.sessions}
                {one.reboots > 0 && (
                  <Text size="xs" c="dimmed">
                    {say('reboots', { count: one.reboots })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

type FiguresProps = { readonly usage: Usage; readonly from: string; readonly span: number };

const Figures = ({ usage: { days, period, total }, from, span }: FiguresProps) => {
  const say = useSay(lineUsageTexts);
  const { bytes } = useFormats();
  const { downloadBytes: down = 0, uploadBytes: up = 0, uncountedBytes: uncounted = 0 } = total ?? {};
  const dates = Array.from({ length: span }, (_, index) => dateAt(from, index));
  const movedOn = new Map(days.map((one) => [one.day, one.downloadBytes + one.uploadBytes]));
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Sum label={say('month')} down={period.downloadBytes} up={period.uploadBytes} />
        <Sum label={say('total', { count: span })} {...{ down, up }} />
      </SimpleGrid>
      {days.length === 0 ? (
        <Text c="dimmed">{say('none')}</Text>
      ) : (
        <>
          <Suspense fallback={<Loading />}>
            <BarChart
              label={say('chart')}
              seconds={dates.map((date) => Date.parse(`${date}T00:00:00Z`) / 1_000)}
              values={dates.map((date) => movedOn.get(date) ?? 0)}
              text={bytes}
            />
          </Suspense>
          <Days days={days} />
        </>
      )}
      {uncounted > 0 && <Text size="sm">{say('uncounted', { bytes: bytes(uncounted) })}</Text>}
      <Text size="sm" c="dimmed">
        {say('about')}
      </Text>
    </Stack>
  );
};

export const LineUsage = ({ line, onClose }: { readonly line: Line; readonly onClose: () => void }) => {
  const say = useSay(lineUsageTexts);
  const closeLabel = useSay(partsTexts)('close');
  const { today } = useFormats();
  const [span, setSpan] = useState<(typeof SPANS)[number]>(30);
  const { lineId, username } = line;
  useFocusReturn();
  const to = today();
  const from = dateAt(to, 1 - span);
  const usage = useQuery({
    queryKey: [...LINES, 'usage', lineId, from, to],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/lines/{lineId}/usage', {
          params: { path: { lineId }, query: { from, to } },
          signal,
        }),
      ),
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say('title', { username })}
      closeButtonProps={{ 'aria-label': closeLabel }}
    >
      <Stack>
        <Group>
          <SegmentedControl
            aria-label={say('span')}
            value={String(span)}
            onChange={(value) => setSpan(SPANS.find((one) => String(one) === value) ?? 30)}
            data={SPANS.map((days) => ({ value: String(days), label: say('days', { count: days }) }))}
          />
        </Group>
        <Answered query={usage}>{(found) => <Figures usage={found} from={from} span={span} />}</Answered>
      </Stack>
    </Modal>
  );
};
