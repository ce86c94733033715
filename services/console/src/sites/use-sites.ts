// use-sites.ts — the names of the sites: those that routers stand at.
import { useMay } from '../session/session';
import { useRouters } from '../routers/use-routers';

const STALE_MILLISECONDS = 60_000;

export const useSites = (): readonly string[] => {
  const may = useMay();
  const routers = useRouters({ enabled: may('routers:read'), staleTime: STALE_MILLISECONDS });
  return [...new Set((routers.data?.items ?? []).map(({ site }) => site))].sort();
};
