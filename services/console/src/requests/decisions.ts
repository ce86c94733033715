// decisions.ts — what an operator decides on requests of Komandans: several at once, or one with another amount.
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { requestTexts } from './requests.texts';

const CHANGES = [['quota-requests'], ['person'], ['home']];

export const useDecisions = (onDone: () => void) => {
  const say = useSay(requestTexts);
  return useCommand({
    send: (body: { requestIds: string[]; approve: boolean; reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/quota-requests/decide', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),
    said: ({ decided, refused }, { approve }) =>
      refused.length > 0
        ? say('said.some', { count: decided.length, refused: refused.length })
        : say(approve ? 'said.approve' : 'said.reject', { count: decided.length }),
    changes: CHANGES,
    onDone,
  });
};

export const useOtherAmount = (requestId: string, onDone: () => void) => {
  const say = useSay(requestTexts);
  return useCommand({
    send: (body: { bytes?: number; unlimited?: boolean; days: number; reason: string }, key) =>
      api.POST('/api/v1/quota-requests/{requestId}/approve', {
        params: { path: { requestId }, header: { 'Idempotency-Key': key } },
        body,
      }),
    said: () => say('said.approve', { count: 1 }),
    changes: CHANGES,
    onDone,
  });
};
