// use-sites.ts — the names of the sites: those that routers stand at.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useMay } from '../session/session';

const STALE_MILLISECONDS = 60_000;

export const useSites = (): readonly string[] => {
  const may = useMay();
  const routers = useQuery({
    queryKey: ['routers'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/routers', { signal })),
    enabled: may('routers:read'),
    staleTime: STALE_MILLISECONDS,
  });
  return [...new Set((routers.data?.items ?? []).map(({ site }) => site))].sort();
};
