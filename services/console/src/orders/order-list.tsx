// order-list.tsx — orders by state and number; `/` goes to the number.
import { Button, Center, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { partsTexts } from '../parts/parts.texts';
import { Loading, Problem } from '../parts/problem';
import { OrderTable } from './order-table';
import { orderTexts } from './orders.texts';

const PAGE = 50;
const WAIT_MILLISECONDS = 200;
const STATES = ['all', 'open', 'unfulfilled', 'fulfilled'] as const;
type State = (typeof STATES)[number];
const route = getRouteApi('/orders');

export const OrderList = () => {
  const say = useSay(orderTexts);
  const sayParts = useSay(partsTexts);
  const { state: asked, number } = route.useSearch();
  const state: State = STATES.find((one) => one === asked) ?? 'all';
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const search = useDebouncedCallback(
    (text: string) =>
      void navigate({ to: '/orders', search: { state, number: text.trim() || undefined }, replace: true }),
    WAIT_MILLISECONDS,
  );
  const orders = useInfiniteQuery({
    queryKey: ['orders', { state, number }],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/v1/orders', {
          params: { query: { state, number, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = orders.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle title={say('list.title')} />
      <Stack>
        <TextInput
          ref={field}
          aria-label={say('list.number')}
          placeholder={`${say('list.number')}  ( / )`}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={number}
          onChange={(event) => search(event.currentTarget.value)}
          maw={420}
        />
        <SegmentedControl
          aria-label={say('list.state')}
          value={state}
          onChange={(value) => void navigate({ to: '/orders', search: { state: value, number } })}
          data={STATES.map((value) => ({ value, label: say(`list.${value}`) }))}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        />
        {orders.isError && <Problem error={orders.error} onRetry={() => void orders.refetch()} />}
        {orders.isPending && <Loading />}
        {orders.isSuccess && items.length === 0 && <Center p="xl">{say('list.empty')}</Center>}
        {items.length > 0 && <OrderTable orders={items} />}
        {orders.hasNextPage && (
          <Button
            variant="default"
            loading={orders.isFetchingNextPage}
            onClick={() => void orders.fetchNextPage()}
          >
            {sayParts('more')}
          </Button>
        )}
      </Stack>
    </>
  );
};
