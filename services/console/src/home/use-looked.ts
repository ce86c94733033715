// use-looked.ts — asks for a figure of the home page, again when edge says that it changed.
import { useQuery } from '@tanstack/react-query';
import { useMay, type Permission } from '../session/session';
import type { Topic } from '../live/live';

/** Beside the live news: for what no news tells of. */
const LOOK_MILLISECONDS = 30_000;

/** @param topic whose news it follows. */
export const useLooked = <T>(
  topic: Topic | 'other',
  key: string,
  permission: Permission,
  look: (signal: AbortSignal) => Promise<T>,
) => {
  const may = useMay();
  return useQuery({
    queryKey: ['home', topic, key],
    queryFn: ({ signal }) => look(signal),
    enabled: may(permission),
    refetchInterval: LOOK_MILLISECONDS,
  });
};
