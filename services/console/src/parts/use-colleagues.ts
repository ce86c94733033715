// use-colleagues.ts — the operators by name: who took money, who did something, who is handed a drawer.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useSay } from '../language/language';
import { partsTexts } from './parts.texts';

const STALE_MILLISECONDS = 60_000;
const SHOWN_CHARACTERS = 8;
const ACTOR = 'operator:';
const UUID = /^[0-9a-f-]{36}$/;

export const useColleagues = () => {
  const found = useQuery({
    queryKey: ['operators', 'colleagues'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operator/colleagues', { signal })),
    staleTime: STALE_MILLISECONDS,
  });
  const say = useSay(partsTexts);
  const colleagues = found.data?.items ?? [];
  return {
    colleagues,
    /** @param who an operator's id, or `operator:<id>`. Who works here no more is told apart by the start of the id. */
    nameOf: (who: string): string => {
      const id = who.startsWith(ACTOR) ? who.slice(ACTOR.length) : who;
      if (!UUID.test(id)) return id;
      const known = colleagues.find(({ operatorId }) => operatorId === id);
      if (known) return known.name;
      // Nobody reads an id while the names are on their way.
      return found.isPending ? '…' : say('formerColleague', { id: id.slice(0, SHOWN_CHARACTERS) });
    },
  };
};
