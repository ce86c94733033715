// use-shift.ts — what a drawer took and gave in a shift: one's own, or with the books those of others.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Answer } from '../parts/answer';
import { useOperator } from '../session/session';

export type Shift = Answer<'/api/v1/drawer/shift'>;

/** @param number of a closing; absent: the shift of now. */
export const useShift = (operatorId: string, number?: number) => {
  const isOwn = useOperator().operatorId === operatorId;
  return useQuery({
    queryKey: ['drawer', 'shift', operatorId, number],
    queryFn: ({ signal }) =>
      isOwn
        ? answerOf(api.GET('/api/v1/drawer/shift', { params: { query: { number } }, signal }))
        : answerOf(
            api.GET('/api/v1/drawers/{operatorId}/shift', {
              params: { path: { operatorId }, query: { number } },
              signal,
            }),
          ),
  });
};
