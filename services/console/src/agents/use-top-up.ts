// use-top-up.ts — the newest of an agent's own top-ups, looked at while it waits for its money.
import { answerOf } from '@saring/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../edge';
import { useCommand } from '../parts/use-command';
import type { Answer } from '../parts/answer';
import { useSay } from '../language/language';
import { topUpTexts } from './top-up.texts';
import { AGENTS } from './use-agents';

export type TopUp = Answer<'/api/v1/agent/top-ups/{orderId}'>;
const LOOK_MILLISECONDS = 3_000;
const WAITING: readonly TopUp['state'][] = ['created', 'pending', 'paid'];

export const isWaiting = (topUp: TopUp | null | undefined): boolean =>
  topUp ? WAITING.includes(topUp.state) : false;

/** With how to pay it while it is open; undefined: there is none yet. */
export const useNewestTopUp = (): TopUp | undefined => {
  const client = useQueryClient();
  const { data: newest } = useQuery({
    queryKey: [...AGENTS, 'top-ups'],
    queryFn: async ({ signal }) => {
      const list = await answerOf(
        api.GET('/api/v1/agent/top-ups', { params: { query: { limit: 1 } }, signal }),
      );
      const [first] = list.items;
      if (!first || !isWaiting(first)) return first ?? null;
      const params = { path: { orderId: first.orderId } };
      return answerOf(api.GET('/api/v1/agent/top-ups/{orderId}', { params, signal }));
    },
    refetchInterval: ({ state }) => (isWaiting(state.data) ? LOOK_MILLISECONDS : false),
  });
  const topUp = newest ?? undefined;
  const wasWaiting = useRef(false);
  const waits = isWaiting(topUp);
  useEffect(() => {
    // The money is in the deposit, and a line of the statement.
    if (wasWaiting.current && !waits) void client.invalidateQueries({ queryKey: AGENTS });
    wasWaiting.current = waits;
  }, [waits, client]);
  return topUp;
};

export const usePlaceTopUp = (onDone: (placed: TopUp) => void) =>
  useCommand({
    send: (
      body: { readonly amountRupiah: number; readonly method: TopUp['method']; readonly bank?: string },
      key,
    ) =>
      answerOf(
        api.POST('/api/v1/agent/top-ups', {
          params: { header: { 'Idempotency-Key': key } },
          body: body as never,
        }),
      ),
    // The dialog shows how to pay it.
    said: () => null,
    changes: [AGENTS],
    onDone,
  });

export const useCancelTopUp = (orderId: string) => {
  const say = useSay(topUpTexts);
  return useCommand({
    send: (_: null, key) =>
      answerOf(
        api.POST('/api/v1/agent/top-ups/{orderId}/cancel', {
          params: { path: { orderId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('said.cancelled'),
    changes: [AGENTS],
  });
};

export const useTopUpMethods = () =>
  useQuery({
    queryKey: ['top-up-methods'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/agent/top-up-methods', { signal })),
  });
