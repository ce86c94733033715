// use-lines.ts — PPPoE lines of a person or a router, as they stand on their routers now.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Answer } from '../parts/answer';

export type Line = Answer<'/api/v1/lines'>['items'][number];
export type Candidate = Answer<'/api/v1/routers/{routerId}/line-candidates'>['items'][number];

/** Of queries that any change of a line makes old. */
export const LINES = ['lines'];
/** A person has a few; a router's further ones are found by their people. */
const MOST_SHOWN = 200;
const LOOK_MILLISECONDS = 10_000;

export const useLines = (of: { readonly subscriberId: string } | { readonly routerId: string }) =>
  useQuery({
    queryKey: [...LINES, of],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/lines', { params: { query: { ...of, limit: MOST_SHOWN } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });

export const useCandidates = (routerId: string) =>
  useQuery({
    queryKey: [...LINES, 'candidates', routerId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/routers/{routerId}/line-candidates', { params: { path: { routerId } }, signal }),
      ),
  });
