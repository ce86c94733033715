// router-books.tsx — hour by hour: what a router's hotspot carried, and whose it was, so that nothing leaks unseen.
import { Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { interfaceTexts } from './interfaces.texts';

type Hour = Answer<'/api/v1/routers/{routerId}/books'>['hours'][number];
const LOOK_MILLISECONDS = 60_000;
const COLUMNS = [
  ...(['carriedBytes', 'chargedBytes', 'strangersBytes', 'heldBytes', 'unclaimedBytes'] as const),
  ...(['byHandBytes', 'unexplainedBytes', 'overchargedBytes'] as const),
];
/** What an operator should look into where it is not nothing. */
const SUSPECT: readonly (typeof COLUMNS)[number][] = ['unexplainedBytes', 'overchargedBytes'];

export const RouterBooks = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(interfaceTexts);
  const { bytes, instant } = useFormats();
  const books = useQuery({
    queryKey: ['routers', routerId, 'books'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/routers/{routerId}/books', { params: { path: { routerId } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  const row = (label: string, hour: Hour, isTotal: boolean) => (
    <Table.Tr key={label} fw={isTotal ? 600 : undefined}>
      <Table.Th scope="row">{label}</Table.Th>
      {COLUMNS.map((column) => (
        <Table.Td key={column} c={SUSPECT.includes(column) && hour[column] > 0 ? 'red.9' : undefined}>
          {bytes(hour[column])}
        </Table.Td>
      ))}
    </Table.Tr>
  );
  return (
    <Answered query={books}>
      {({ hours, total }) => (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {say('carried.caption')}
          </Text>
          {hours.length === 0 || !total ? (
            <Text>{say('carried.none')}</Text>
          ) : (
            <WideTable minWidth={900}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{say('hour')}</Table.Th>
                    {COLUMNS.map((column) => (
                      <Table.Th key={column}>{say(column)}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {row(say('total'), total, true)}
                  {[...hours].reverse().map((hour) => row(instant(hour.hour), hour, false))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )}
        </Stack>
      )}
    </Answered>
  );
};
