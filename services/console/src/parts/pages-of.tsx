// pages-of.tsx — a list page by page: its rows, what stands in their place, and the button for more.
import { Button, Center, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSay } from '../language/language';
import { partsTexts } from './parts.texts';
import { Loading, Problem } from './problem';
import type { usePages } from './use-pages';

type Pages<T> = {
  readonly items: readonly T[];
  readonly query: Pick<
    ReturnType<typeof usePages>['query'],
    | 'error'
    | 'fetchNextPage'
    | 'hasNextPage'
    | 'isError'
    | 'isFetchingNextPage'
    | 'isPending'
    | 'isSuccess'
    | 'refetch'
  >;
};

export const PagesOf = <T,>({
  pages: { query, items },
  empty,
  children,
}: {
  readonly pages: Pages<T>;
  /** Said where there is none. */
  readonly empty: string;
  readonly children: (items: readonly T[]) => ReactNode;
}) => {
  const say = useSay(partsTexts);
  return (
    <Stack>
      {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.isSuccess && items.length === 0 && <Center p="xl">{empty}</Center>}
      {items.length > 0 && children(items)}
      {query.hasNextPage && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('more')}
        </Button>
      )}
    </Stack>
  );
};
