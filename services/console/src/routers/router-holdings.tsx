// router-holdings.tsx — hosts, bindings and list entries as a router has them now, and what Saring wrote there.
import { Anchor, Badge, SegmentedControl, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { holdingsTexts } from './router-holdings.texts';

const TABLES = ['hosts', 'bindings', 'lists'] as const;
type TableName = (typeof TABLES)[number];
type Row = Answer<'/api/v1/routers/{routerId}/rows'>['items'][number];
const QUIET_MILLISECONDS = 400;

const Person = ({ id, name }: { readonly id: string | undefined; readonly name: string }) =>
  id === undefined ? null : (
    <Anchor component={Link} to={`/subscribers/${id}`} size="sm">
      {name || id.slice(0, 8)}
    </Anchor>
  );

const HoldingRows = ({ items, table }: { readonly items: readonly Row[]; readonly table: TableName }) => {
  const say = useSay(holdingsTexts);
  const { bytes } = useFormats();
  return (
    <WideTable minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('device')}</Table.Th>
            <Table.Th>{say('whose')}</Table.Th>
            <Table.Th>{say('target')}</Table.Th>
            <Table.Th>{say('more')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((row) => (
            <Table.Tr key={row.row}>
              <Table.Td>
                {row.mac || row.address}
                <Text size="xs" c="dimmed">
                  {row.mac ? row.address : ''}
                </Text>
              </Table.Td>
              <Table.Td>
                <Person id={row.subscriberId} name={row.subscriberName} />
                {row.owner !== 'ours' && (
                  <Badge variant="default" tt="none">
                    {say(table === 'hosts' ? 'stranger' : row.owner)}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>{[row.target, row.disabled && say('off')].filter(Boolean).join(' · ')}</Table.Td>
              <Table.Td>
                {table === 'hosts' ? bytes(row.bytes) : row.owner === 'ours' ? '' : row.comment}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

export const RouterHoldings = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(holdingsTexts);
  const { number } = useFormats();
  const [table, setTable] = useState<TableName>('hosts');
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), QUIET_MILLISECONDS);
  const pages = usePages(['routers', routerId, 'rows', table, query], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/routers/{routerId}/rows', {
        params: {
          path: { routerId },
          query: { table, ...(query ? { query } : {}), ...(cursor ? { cursor } : {}) },
        },
        signal,
      }),
    ),
  );
  const total = pages.query.data?.pages[0]?.total;
  return (
    <Stack gap="sm" align="stretch">
      <SegmentedControl
        aria-label={say('table')}
        value={table}
        onChange={(value) => setTable(value as TableName)}
        data={TABLES.map((value) => ({ value, label: say(value) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <TextInput
        label={say('search')}
        description={say('search.hint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={320}
        maxLength={60}
      />
      {total !== undefined && <Text size="sm">{say('total', { count: number(total) })}</Text>}
      <PagesOf pages={pages} empty={say('none')}>
        {(items) => <HoldingRows items={items} table={table} />}
      </PagesOf>
    </Stack>
  );
};

export const RouterWritten = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(holdingsTexts);
  const { instant } = useFormats();
  const pages = usePages(['routers', routerId, 'writes'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/routers/{routerId}/writes', {
        params: { path: { routerId }, query: cursor ? { cursor } : {} },
        signal,
      }),
    ),
  );
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {say('writes.caption')}
      </Text>
      <PagesOf pages={pages} empty={say('writes.none')}>
        {(items) => (
          <WideTable minWidth={560}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('when')}</Table.Th>
                  <Table.Th>{say('what')}</Table.Th>
                  <Table.Th>{say('who')}</Table.Th>
                  <Table.Th>{say('result')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((write) => (
                  <Table.Tr key={write.writeId}>
                    <Table.Td>{instant(write.at)}</Table.Td>
                    <Table.Td>{say(`change.${write.change}`, { target: write.target })}</Table.Td>
                    <Table.Td>
                      <Person id={write.subscriberId} name={write.subscriberName} />
                    </Table.Td>
                    <Table.Td c={write.state === 'failed' ? 'red.9' : undefined}>
                      {say(write.state)}
                      <Text size="xs">{write.refusal}</Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
      </PagesOf>
    </Stack>
  );
};
