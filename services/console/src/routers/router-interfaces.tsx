// router-interfaces.tsx — the interfaces of a router with the traffic of this moment.
import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { interfaceTexts } from './interfaces.texts';

type Interfaces = Answer<'/api/v1/routers/{routerId}/interfaces'>;
type Rate = { readonly received: number; readonly sent: number };
const LOOK_MILLISECONDS = 3_000;
const KILOBITS_A_BYTE = 8 / 1_000;

/** Kilobits a second between two readings; a counter that went back is that of a router that started again. */
const ratesBetween = (before: Interfaces, after: Interfaces): ReadonlyMap<string, Rate> => {
  const seconds = (Date.parse(after.at) - Date.parse(before.at)) / 1_000;
  if (seconds <= 0) return new Map();
  return new Map(
    after.items.flatMap((one) => {
      const earlier = before.items.find(({ name }) => name === one.name);
      if (!earlier) return [];
      const rate = (now: number, then: number) => Math.max(0, ((now - then) * KILOBITS_A_BYTE) / seconds);
      return [
        [
          one.name,
          {
            received: rate(one.receivedBytes, earlier.receivedBytes),
            sent: rate(one.sentBytes, earlier.sentBytes),
          },
        ],
      ];
    }),
  );
};

export const useInterfaces = (routerId: string, every: number | false) =>
  useQuery({
    queryKey: ['routers', routerId, 'interfaces'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/routers/{routerId}/interfaces', { params: { path: { routerId } }, signal })),
    refetchInterval: every,
  });

const useRates = (interfaces: Interfaces | undefined): ReadonlyMap<string, Rate> => {
  const before = useRef<Interfaces>(undefined);
  const [rates, setRates] = useState<ReadonlyMap<string, Rate>>(new Map());
  useEffect(() => {
    if (!interfaces) return;
    if (before.current && before.current.at !== interfaces.at)
      setRates(ratesBetween(before.current, interfaces));
    before.current = interfaces;
  }, [interfaces]);
  return rates;
};

export const RouterInterfaces = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(interfaceTexts);
  const { bytes, speed } = useFormats();
  const interfaces = useInterfaces(routerId, LOOK_MILLISECONDS);
  const rates = useRates(interfaces.data);
  const cell = (rate: number | undefined, total: number) => (
    <>
      {rate === undefined ? say('measuring') : speed(rate)}
      <Text size="xs" c="dimmed">
        {bytes(total)}
      </Text>
    </>
  );
  return (
    <Answered query={interfaces}>
      {({ items }) => (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {say('interfaces.caption')}
          </Text>
          <WideTable minWidth={420}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('name')}</Table.Th>
                  <Table.Th>{say('received')}</Table.Th>
                  <Table.Th>{say('sent')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((one) => (
                  <Table.Tr key={one.name}>
                    <Table.Td>
                      <Group gap="xs">
                        {one.name}
                        {one.hotspot && (
                          <Badge size="sm" variant="light">
                            {say('hotspot')}
                          </Badge>
                        )}
                      </Group>
                      <Text size="xs" c="dimmed">
                        {[one.type, one.comment, one.running ? '' : say('down')].filter(Boolean).join(' · ')}
                      </Text>
                    </Table.Td>
                    <Table.Td>{cell(rates.get(one.name)?.received, one.receivedBytes)}</Table.Td>
                    <Table.Td>{cell(rates.get(one.name)?.sent, one.sentBytes)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        </Stack>
      )}
    </Answered>
  );
};
