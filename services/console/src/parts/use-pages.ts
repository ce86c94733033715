// use-pages.ts — a list that comes page by page: its rows so far, and whether there are more.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

export const usePages = <T>(
  key: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
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
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] };
};
