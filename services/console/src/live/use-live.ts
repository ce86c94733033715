// use-live.ts — what is shown is asked for again when edge says that it changed.
import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followHouse, type News } from './live';

/** By their first part; a list of many pages is looked at again by its own page. */
const KEYS: Readonly<Record<Exclude<News, 'all'>, readonly (readonly string[])[]>> = {
  subscribers: [['home', 'subscribers']],
  person: [['person']],
  quota: [['home', 'quota']],
  orders: [['home', 'orders'], ['alerts']],
  books: [['home', 'books']],
  routers: [['home', 'routers'], ['routers']],
};

/** What is asked for the first time may be answered with what was before the news: it is asked once more after. */
const askAgain = async (client: QueryClient, queryKey: readonly string[]): Promise<void> => {
  const first = { queryKey, predicate: ({ state }: Query) => state.data === undefined };
  const isFirst = client.isFetching(first) > 0;
  await client.invalidateQueries({ queryKey });
  if (isFirst) await client.invalidateQueries({ queryKey });
};

export const useLive = (): void => {
  const client = useQueryClient();
  useEffect(
    () =>
      followHouse((news) => {
        const keys = news === 'all' ? Object.values(KEYS).flat() : KEYS[news];
        for (const queryKey of keys) void askAgain(client, queryKey);
      }),
    [client],
  );
};
