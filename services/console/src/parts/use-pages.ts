// use-pages.ts — a list that comes page by page: its rows so far, and whether there are more.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

type Page = { readonly items: readonly unknown[]; readonly nextCursor: string | null };

export const usePages = <P extends Page>(
  key: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<P>,
  refetchInterval?: number,
) => {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const items: readonly P['items'][number][] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { query, items };
};
