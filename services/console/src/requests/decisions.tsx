// decisions.tsx — what an operator decides on requests of Komandans: several at once, or one with another amount.
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { ApprovalEnd } from '../subscribers/approval-end';
import { requestTexts } from './requests.texts';

const CHANGES = [['quota-requests'], ['person'], ['home']];

type Approved = Parameters<typeof ApprovalEnd>[0]['people'];

/** Words alone for who may not look at devices. */
const useApprovedWords = () => {
  const say = useSay(requestTexts);
  const mayLook = useMay()('devices:read');
  return (people: Approved) => {
    const text = say('said.approve', { count: people.length });
    return mayLook ? <ApprovalEnd text={text} people={people} /> : text;
  };
};

/** @param peopleOf whose the requests are. */
export const useDecisions = (peopleOf: (requestIds: readonly string[]) => Approved, onDone: () => void) => {
  const say = useSay(requestTexts);
  const approved = useApprovedWords();
  return useCommand({
    send: (body: { requestIds: string[]; approve: boolean; reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/quota-requests/decide', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),
    said: ({ decided, refused }, { approve, requestIds }) => {
      if (refused.length > 0) return say('said.some', { count: decided.length, refused: refused.length });
      return approve ? approved(peopleOf(requestIds)) : say('said.reject', { count: decided.length });
    },
    changes: CHANGES,
    onDone,
  });
};

export const useOtherAmount = (
  { requestId, ...person }: Approved[number] & { readonly requestId: string },
  onDone: () => void,
) => {
  const approved = useApprovedWords();
  return useCommand({
    send: (body: { bytes?: number; unlimited?: boolean; days: number; reason: string }, key) =>
      api.POST('/api/v1/quota-requests/{requestId}/approve', {
        params: { path: { requestId }, header: { 'Idempotency-Key': key } },
        body,
      }),
    said: () => approved([person]),
    changes: CHANGES,
    onDone,
  });
};
