// usage-tab.tsx — what a person used, by day: a chart, and the same figures as a table.
import { Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Answered, Loading } from '../parts/problem';
import { personKey } from './person';
import { personTexts } from './person.texts';

/** The library of the chart comes with the first chart. */
const BarChart = lazy(async () => ({ default: (await import('../parts/bar-chart')).BarChart }));
const SPANS = [7, 30, 90] as const;
const DAY_MILLISECONDS = 86_400_000;

type Day = { readonly date: string; readonly bytesIn: number; readonly bytesOut: number };

const dateAt = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);

/** Each day of the span, the quiet ones too; of all devices together. */
const daysOf = (items: readonly Day[], from: string, count: number): readonly Day[] =>
  Array.from({ length: count }, (_, index) => {
    const date = dateAt(from, index);
    const own = items.filter((one) => one.date === date);
    return {
      date,
      bytesIn: own.reduce((sum, one) => sum + one.bytesIn, 0),
      bytesOut: own.reduce((sum, one) => sum + one.bytesOut, 0),
    };
  });

const Figures = ({ days }: { readonly days: readonly Day[] }) => {
  const say = useSay(personTexts);
  const { bytes, day } = useFormats();
  return (
    <Table maw={560} aria-label={say('usage.table')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('usage.day')}</Table.Th>
          <Table.Th ta="right">{say('usage.down')}</Table.Th>
          <Table.Th ta="right">{say('usage.up')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {[...days]
          .reverse()
          .filter(({ bytesIn, bytesOut }) => bytesIn + bytesOut > 0)
          .map((one) => (
            <Table.Tr key={one.date}>
              <Table.Td>{day(one.date)}</Table.Td>
              <Table.Td ta="right">{bytes(one.bytesOut)}</Table.Td>
              <Table.Td ta="right">{bytes(one.bytesIn)}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
};

export const UsageTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const { bytes, today } = useFormats();
  const [span, setSpan] = useState<(typeof SPANS)[number]>(30);
  const to = today();
  const from = dateAt(to, 1 - span);
  const usage = useQuery({
    queryKey: [...personKey(subscriberId), 'usage', from, to],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/usage', {
          params: { path: { subscriberId }, query: { from, to } },
          signal,
        }),
      ),
  });
  return (
    <Stack>
      <Group>
        <SegmentedControl
          aria-label={say('usage.span')}
          value={String(span)}
          onChange={(value) => setSpan(SPANS.find((one) => String(one) === value) ?? 30)}
          data={SPANS.map((days) => ({ value: String(days), label: say('usage.days', { count: days }) }))}
        />
      </Group>
      <Answered query={usage}>
        {({ items }) => {
          const days = daysOf(items, from, span);
          const total = days.reduce((sum, one) => sum + one.bytesIn + one.bytesOut, 0);
          if (total === 0) return <Text c="dimmed">{say('usage.none')}</Text>;
          return (
            <Stack>
              <Text>{say('usage.total', { bytes: bytes(total), count: span })}</Text>
              <Suspense fallback={<Loading />}>
                <BarChart
                  label={say('usage.chart')}
                  seconds={days.map(({ date }) => Date.parse(`${date}T00:00:00Z`) / 1_000)}
                  values={days.map((one) => one.bytesIn + one.bytesOut)}
                  text={bytes}
                />
              </Suspense>
              <Figures days={days} />
            </Stack>
          );
        }}
      </Answered>
    </Stack>
  );
};
