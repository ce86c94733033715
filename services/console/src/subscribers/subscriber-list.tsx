// subscriber-list.tsx — subscribers by name, phone and approval; `/` goes to the search.
import { Anchor, Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { partsTexts } from '../parts/parts.texts';
import { Loading, Problem } from '../parts/problem';
import { useShownInFull } from '../privacy/full-data';
import { useMay } from '../session/session';
import { askedBy, fileAddress, FILTER_STATES, filterStateOf, type ListFilter } from './list-filter';
import { ManyDialog } from './many-dialog';
import { NewSubscriber } from './new-subscriber';
import { SavedFilters } from './saved-filters';
import { Matches } from './matches';
import { SubscriberRows, type Ticks } from './subscriber-rows';
import { listTexts } from './subscribers.texts';

const PAGE = 50;
const WAIT_MILLISECONDS = 200;
const route = getRouteApi('/subscribers');

const useSubscribers = (filter: ListFilter) =>
  useInfiniteQuery({
    queryKey: ['subscribers', filter],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/v1/subscribers', {
          params: { query: { ...askedBy(filter), cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** What is done with the list as a whole: files, imports, one act for many. */
const ListActions = ({ filter, ticks }: { readonly filter: ListFilter; readonly ticks: Ticks | null }) => {
  const say = useSay(listTexts);
  const may = useMay();
  const [isActing, setActing] = useState(false);
  // Downloads send no headers: the address says whether numbers are shown in full.
  const isInFull = useShownInFull();
  const ticked = ticks?.ids.size ?? 0;
  return (
    <Group gap="md">
      {ticks && (
        <Button variant="default" size="xs" onClick={() => setActing(true)}>
          {ticked > 0 ? say('many.ticked', { count: ticked }) : say('many.all')}
        </Button>
      )}
      {ticks && ticked > 0 && (
        <Button variant="subtle" size="xs" onClick={() => ticks.set(new Set())}>
          {say('many.clear')}
        </Button>
      )}
      {may('subscribers:export') &&
        (['csv', 'xlsx'] as const).map((format) => (
          <Anchor key={format} size="sm" href={fileAddress(format, filter, isInFull)} download>
            {say('export')} {format.toUpperCase()}
          </Anchor>
        ))}
      {may('subscribers:bulk') && (
        <Anchor component={Link} to="/batches" size="sm">
          {say('bulk')}
        </Anchor>
      )}
      {isActing && ticks && (
        <ManyDialog ticked={[...ticks.ids]} filter={filter} onClose={() => setActing(false)} />
      )}
    </Group>
  );
};

const Found = ({
  subscribers,
  ticks,
}: {
  readonly subscribers: ReturnType<typeof useSubscribers>;
  readonly ticks: Ticks | null;
}) => {
  const sayParts = useSay(partsTexts);
  return (
    <>
      {subscribers.isError && (
        <Problem error={subscribers.error} onRetry={() => void subscribers.refetch()} />
      )}
      {subscribers.isPending ? (
        <Loading />
      ) : (
        <SubscriberRows people={subscribers.data?.pages.flatMap(({ items }) => items) ?? []} ticks={ticks} />
      )}
      {subscribers.hasNextPage && (
        <Button
          variant="default"
          loading={subscribers.isFetchingNextPage}
          onClick={() => void subscribers.fetchNextPage()}
        >
          {sayParts('more')}
        </Button>
      )}
    </>
  );
};

export const SubscriberList = () => {
  const say = useSay(listTexts);
  const { query, approval } = route.useSearch();
  const state = filterStateOf(approval);
  const filter = { query, approval: state };
  const navigate = useNavigate();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const search = useDebouncedCallback(
    (text: string) =>
      void navigate({
        to: '/subscribers',
        search: { query: text.trim() || undefined, approval: state },
        replace: true,
      }),
    WAIT_MILLISECONDS,
  );
  const choose = (next: ListFilter) => {
    if (field.current) field.current.value = next.query ?? '';
    setTicked(new Set());
    void navigate({ to: '/subscribers', search: { query: next.query, approval: next.approval } });
  };
  const subscribers = useSubscribers(filter);
  const ticks = may('subscribers:bulk') ? { ids: ticked, set: setTicked } : null;
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
          value={state ?? 'all'}
          onChange={(value) => choose({ query, approval: filterStateOf(value) })}
          data={[
            { value: 'all', label: say('list.all') },
            ...FILTER_STATES.map((value) => ({ value, label: say(`list.${value}`) })),
          ]}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        />
        <SavedFilters filter={filter} onChoose={choose} />
        <ListActions filter={filter} ticks={ticks} />
        <Matches filter={filter} />
        <Found subscribers={subscribers} ticks={ticks} />
      </Stack>
    </>
  );
};
