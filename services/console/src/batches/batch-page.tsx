// batch-page.tsx — one batch: what each row would bring, its start, and how each row ended.
import { Anchor, Button, Group, Progress, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer, Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { isShownInFull } from '../privacy/full-data';
import { BatchState } from './batch-list';
import { batchTexts, type State } from './batches.texts';

const PAGE = 50;
const LOOK_MILLISECONDS = 1_500;
const STATES: readonly State[] = ['waiting', 'done', 'skipped'];
type Batch = Answer<'/api/v1/batches/{batchId}'>;
type BatchRow = Row<'/api/v1/batches/{batchId}/rows'>;
const route = getRouteApi('/batches/$batchId');

const isRunning = (batch: Batch | undefined): boolean => batch?.startedAt !== undefined && batch.waiting > 0;

const RowLine = ({ row }: { readonly row: BatchRow }) => {
  const say = useSay(batchTexts);
  const { phone } = useFormats();
  const { line, subscriberId } = row;
  const quota = [
    line?.gigabytes && `${line.gigabytes} GB`,
    line?.days && say('days', { count: line.days }),
    line?.room,
    line?.address,
  ];
  const name = row.name || row.phone;
  return (
    <Table.Tr>
      <Table.Td style={{ fontVariantNumeric: 'tabular-nums' }}>{line?.fileRow || row.number}</Table.Td>
      <Table.Td>
        {subscriberId ? (
          <Anchor component={Link} to={`/subscribers/${subscriberId}`} size="sm" fw={600}>
            {name}
          </Anchor>
        ) : (
          <Text size="sm" fw={600}>
            {name}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {[row.name ? phone(row.phone) : '', ...quota].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{say(`state.${row.state}`)}</Text>
        {row.why !== '' && (
          <Text size="xs" c="dimmed">
            {row.why}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

const Rows = ({ batch, batchId }: { readonly batch: Batch; readonly batchId: string }) => {
  const say = useSay(batchTexts);
  const [state, setState] = useState<State | 'all'>('all');
  const rows = usePages(
    ['batches', batchId, 'rows', state],
    (cursor, signal) =>
      answerOf(
        api.GET('/api/v1/batches/{batchId}/rows', {
          params: {
            path: { batchId },
            query: {
              limit: PAGE,
              cursor: cursor === undefined ? undefined : Number(cursor),
              state: state === 'all' ? undefined : state,
            },
          },
          signal,
        }),
      ),
    isRunning(batch) ? LOOK_MILLISECONDS : undefined,
  );
  const { refetch } = rows.query;
  const ended = batch.done + batch.skipped;
  const shown = useRef(ended);
  // The look that finds the batch ended is its last: the rows are looked at once more after it.
  useEffect(() => {
    if (shown.current !== ended) void refetch();
    shown.current = ended;
  }, [ended, refetch]);
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={say('end')}
        value={state}
        onChange={(value) => setState(STATES.find((one) => one === value) ?? 'all')}
        data={[
          { value: 'all', label: say('all') },
          ...STATES.map((value) => ({ value, label: `${say(`state.${value}`)} (${batch[value]})` })),
        ]}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
      />
      <PagesOf pages={rows} empty={say('rows.none')}>
        {(items) => (
          <WideTable minWidth={340}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say(batch.action === 'import' ? 'fileRow' : 'row')}</Table.Th>
                  <Table.Th>{say('person')}</Table.Th>
                  <Table.Th>{say('end')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((row) => (
                  <RowLine key={row.number} row={row} />
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
      </PagesOf>
    </Stack>
  );
};

export const BatchPage = () => {
  const say = useSay(batchTexts);
  const { bytes, number } = useFormats();
  const { batchId } = route.useParams();
  const query = useQuery({
    queryKey: ['batches', batchId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/batches/{batchId}', { params: { path: { batchId } }, signal })),
    refetchInterval: ({ state }) => (isRunning(state.data) ? LOOK_MILLISECONDS : false),
  });
  const start = useCommand({
    send: (_: null, key) =>
      answerOf(
        api.POST('/api/v1/batches/{batchId}/start', {
          params: { path: { batchId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: (batch) => say('said.started', { count: number(batch.waiting + batch.done) }),
    changes: [['batches'], ['subscribers'], ['person'], ['home']],
  });
  const full = isShownInFull() ? '?unmask=1' : '';
  return (
    <>
      <PageTitle title={query.data ? say(`action.${query.data.action}`) : say('title')}>
        {query.data && <BatchState batch={query.data} />}
      </PageTitle>
      <Answered query={query}>
        {(batch) => (
          <Stack maw={900}>
            <Text>
              {[
                batch.reason,
                batch.bytes > 0 ? bytes(batch.bytes) : '',
                say('progress', { done: number(batch.done), count: number(batch.rows) }),
                batch.skipped > 0 ? say('skipped', { count: number(batch.skipped) }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            <Progress
              value={(100 * (batch.done + batch.skipped)) / Math.max(1, batch.rows)}
              aria-label={say('progress', { done: batch.done, count: batch.rows })}
            />
            <Group>
              {batch.startedAt === undefined && (
                <Button
                  disabled={batch.waiting === 0}
                  loading={start.isPending}
                  onClick={() => start.mutate(null)}
                >
                  {say('start', { count: number(batch.waiting) })}
                </Button>
              )}
              <Anchor href={`/api/v1/batches/${batchId}/rows.csv${full}`} download size="sm">
                {say('download')}
              </Anchor>
            </Group>
            <Rows batch={batch} batchId={batchId} />
          </Stack>
        )}
      </Answered>
    </>
  );
};
