// router-drift.tsx — what differs on a router: what the last sweep found, what a repair would write, one row or all.
import { Badge, Button, Code, Modal, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { DialogButtons } from '../parts/dialog-buttons';
import { DialogTitle } from '../parts/dialog-title';
import { partsTexts } from '../parts/parts.texts';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { holdingsTexts } from './router-holdings.texts';

type Drift = Answer<'/api/v1/routers/{routerId}/drift'>;
type Item = Drift['items'][number];

/** @param children what stands at the end of a row. */
export const DriftRows = ({
  items,
  children,
}: {
  readonly items: readonly Item[];
  readonly children?: (item: Item) => ReactNode;
}) => {
  const say = useSay(holdingsTexts);
  return (
    <WideTable minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('what')}</Table.Th>
            <Table.Th>{say('command')}</Table.Th>
            <Table.Th>{say('result')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.key}>
              <Table.Td>
                {say(`change.${item.change}`, { target: item.target })}
                <Text size="xs" c="dimmed">
                  {[item.mac, item.address].filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Code style={{ overflowWrap: 'anywhere' }}>{item.command || item.path}</Code>
              </Table.Td>
              <Table.Td>
                {children ? children(item) : <Badge variant="default">{say(item.state)}</Badge>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

const RepairPlan = ({
  routerId,
  items,
  isPending,
  onRepairAll,
}: {
  readonly routerId: string;
  readonly items: readonly Item[];
  readonly isPending: boolean;
  readonly onRepairAll: () => void;
}) => {
  const say = useSay(holdingsTexts);
  const may = useMay();
  const repair = useCommand({
    send: (row: string, key) =>
      answerOf(
        api.POST('/api/v1/routers/{routerId}/repairs', {
          params: { path: { routerId }, header: { 'Idempotency-Key': key } },
          body: { key: row },
        }),
      ),
    said: ({ items }) => say('said.row', { count: items.length }),
    changes: [['routers']],
  });
  return (
    <Stack>
      <Text>{say('preview.caption')}</Text>
      <DriftRows items={items}>
        {({ key }) =>
          may('routers:sweep') && (
            <Button size="xs" variant="default" loading={repair.isPending} onClick={() => repair.mutate(key)}>
              {say('repair.row')}
            </Button>
          )
        }
      </DriftRows>
      {may('routers:sweep') && (
        <DialogButtons>
          <Button loading={isPending} onClick={onRepairAll}>
            {say('repair.all')}
          </Button>
        </DialogButtons>
      )}
    </Stack>
  );
};

export const RepairDialog = ({
  routerId,
  isPending,
  onRepairAll,
  onClose,
}: {
  readonly routerId: string;
  readonly isPending: boolean;
  readonly onRepairAll: () => void;
  readonly onClose: () => void;
}) => {
  const say = useSay(holdingsTexts);
  const sayPart = useSay(partsTexts);
  const plan = useQuery({
    queryKey: ['routers', routerId, 'repair-plan'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/routers/{routerId}/repair-plan', {
          params: { path: { routerId } },
          signal,
        }),
      ),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={<DialogTitle title={say('preview')} />}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Answered query={plan}>
        {({ items }) =>
          items.length === 0 ? (
            <Text role="status">{say('preview.none')}</Text>
          ) : (
            <RepairPlan routerId={routerId} items={items} isPending={isPending} onRepairAll={onRepairAll} />
          )
        }
      </Answered>
    </Modal>
  );
};
