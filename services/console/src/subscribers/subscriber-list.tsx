// subscriber-list.tsx — subscribers by name, phone and approval; `/` goes to the search.
import { Anchor, Button, Center, SegmentedControl, Stack, Table, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { partsTexts } from '../parts/parts.texts';
import { Loading, Problem } from '../parts/problem';
import { StatusBadge } from '../parts/status';
import { useMay } from '../session/session';
import { WideTable } from '../parts/wide-table';
import { NewSubscriber } from './new-subscriber';
import { listTexts } from './subscribers.texts';

const PAGE = 50;
const WAIT_MILLISECONDS = 200;
const APPROVALS = ['pending', 'approved', 'rejected'] as const;
type Approval = (typeof APPROVALS)[number];
const route = getRouteApi('/subscribers');

const approvalOf = (word: string | undefined): Approval | undefined => APPROVALS.find((one) => one === word);

const useSubscribers = (query: string | undefined, approval: Approval | undefined) =>
  useInfiniteQuery({
    queryKey: ['subscribers', { query, approval }],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/v1/subscribers', {
          params: { query: { query, approval, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

const Rows = ({ subscribers }: { readonly subscribers: ReturnType<typeof useSubscribers> }) => {
  const say = useSay(listTexts);
  const { phone, instant } = useFormats();
  const people = subscribers.data?.pages.flatMap(({ items }) => items) ?? [];
  if (people.length === 0) return <Center p="xl">{say('list.empty')}</Center>;
  return (
    <WideTable minWidth={560}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('list.name')}</Table.Th>
            <Table.Th>{say('list.phone')}</Table.Th>
            <Table.Th>{say('list.state')}</Table.Th>
            <Table.Th>{say('list.site')}</Table.Th>
            <Table.Th>{say('list.since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((one) => (
            <Table.Tr key={one.subscriberId}>
              <Table.Td>
                <Anchor
                  component={Link}
                  to={`/subscribers/${one.subscriberId}`}
                  fw={600}
                  size="sm"
                  c={one.name ? undefined : 'dimmed'}
                >
                  {one.name || say('noName')}
                </Anchor>
              </Table.Td>
              <Table.Td>{phone(one.phone)}</Table.Td>
              <Table.Td>
                <StatusBadge status={one.blocked ? 'blocked' : one.disabled ? 'disabled' : one.approval} />
              </Table.Td>
              <Table.Td>{one.site}</Table.Td>
              <Table.Td>{instant(one.createdAt)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

export const SubscriberList = () => {
  const say = useSay(listTexts);
  const sayParts = useSay(partsTexts);
  const { query, approval: asked } = route.useSearch();
  const approval = approvalOf(asked);
  const navigate = useNavigate();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const search = useDebouncedCallback(
    (text: string) =>
      void navigate({
        to: '/subscribers',
        search: { query: text.trim() || undefined, approval },
        replace: true,
      }),
    WAIT_MILLISECONDS,
  );
  const subscribers = useSubscribers(query, approval);
  return (
    <>
      <PageTitle title={say('list.title')}>
        {may('subscribers:create') && <Button onClick={() => setAdding(true)}>{say('add')}</Button>}
      </PageTitle>
      {isAdding && <NewSubscriber onClose={() => setAdding(false)} />}
      <Stack>
        <TextInput
          ref={field}
          aria-label={say('list.search')}
          placeholder={`${say('list.search')}  ( / )`}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={query}
          onChange={(event) => search(event.currentTarget.value)}
          maw={420}
        />
        <SegmentedControl
          aria-label={say('list.approval')}
          value={approval ?? 'all'}
          onChange={(value) =>
            void navigate({ to: '/subscribers', search: { query, approval: approvalOf(value) } })
          }
          data={[
            { value: 'all', label: say('list.all') },
            ...APPROVALS.map((value) => ({ value, label: say(`list.${value}`) })),
          ]}
          style={{ alignSelf: 'flex-start' }}
        />
        {subscribers.isError && (
          <Problem error={subscribers.error} onRetry={() => void subscribers.refetch()} />
        )}
        {subscribers.isPending ? <Loading /> : <Rows subscribers={subscribers} />}
        {subscribers.hasNextPage && (
          <Button
            variant="default"
            loading={subscribers.isFetchingNextPage}
            onClick={() => void subscribers.fetchNextPage()}
          >
            {sayParts('more')}
          </Button>
        )}
      </Stack>
    </>
  );
};
