// use-colleagues.ts — the operators by name: who took money, who did something, who is handed a drawer.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';

const STALE_MILLISECONDS = 60_000;
const SHOWN_CHARACTERS = 8;
const ACTOR = 'operator:';

export const useColleagues = () => {
  const found = useQuery({
    queryKey: ['operators', 'colleagues'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operator/colleagues', { signal })),
    staleTime: STALE_MILLISECONDS,
  });
  const colleagues = found.data?.items ?? [];
  return {
    colleagues,
    /** @param who an operator's id, or `operator:<id>`. Who works here no more is shown by the start of the id. */
    nameOf: (who: string): string => {
      const id = who.startsWith(ACTOR) ? who.slice(ACTOR.length) : who;
      return colleagues.find(({ operatorId }) => operatorId === id)?.name ?? id.slice(0, SHOWN_CHARACTERS);
    },
  };
};
