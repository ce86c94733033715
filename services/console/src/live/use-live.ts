// use-live.ts — what is shown is asked for again when edge says that it changed.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followHouse, type News } from './live';

/** By their first part; a list of many pages is looked at again by its own page. */
const KEYS: Readonly<Record<Exclude<News, 'all'>, readonly (readonly string[])[]>> = {
  subscribers: [['home', 'subscribers']],
  quota: [['home', 'quota']],
  orders: [['home', 'orders'], ['alerts']],
  books: [['home', 'books']],
  routers: [['home', 'routers'], ['routers']],
};

export const useLive = (): void => {
  const client = useQueryClient();
  useEffect(
    () =>
      followHouse((news) => {
        const keys = news === 'all' ? Object.values(KEYS).flat() : KEYS[news];
        for (const queryKey of keys) void client.invalidateQueries({ queryKey });
      }),
    [client],
  );
};
