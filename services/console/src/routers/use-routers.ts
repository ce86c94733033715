// use-routers.ts — every router, asked once for all pages that show or choose one.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';

type Looking = {
  readonly enabled?: boolean;
  /** In milliseconds. */
  readonly staleTime?: number;
  /** In milliseconds. */
  readonly refetchInterval?: number;
};

export const useRouters = (looking: Looking = {}) =>
  useQuery({
    queryKey: ['routers'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/routers', { signal })),
    ...looking,
  });
