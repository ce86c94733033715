// use-agents.ts — agents as the pages of managers and of the agents themselves ask for them.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Answer } from '../parts/answer';

export type Agent = Answer<'/api/v1/agent'>;

/** Of queries that any change of an agent makes old. */
export const AGENTS = ['agents'];

export const useAgents = () =>
  useQuery({
    queryKey: [...AGENTS, 'all'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/agents', { signal })),
  });

export const useOwnAgent = () =>
  useQuery({
    queryKey: [...AGENTS, 'own'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/agent', { signal })),
  });
