// use-lines.ts — PPPoE lines of a person or a router, as they stand on their routers now.
import { answerOf } from '@saring/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Answer } from '../parts/answer';

export type Line = Answer<'/api/v1/lines'>['items'][number];
export type Candidate = Answer<'/api/v1/routers/{routerId}/line-candidates'>['items'][number];

/** Of queries that any change of a line makes old. */
export const LINES = ['lines'];
/** A person has a few; a router's further ones are found by their names. */
const MOST_SHOWN = 200;
const LOOK_MILLISECONDS = 10_000;

/** @param of whose; of a router also `search`, a part of a name or the beginning of a fixed address. */
export const useLines = (
  of: { readonly subscriberId: string } | { readonly routerId: string; readonly search?: string },
) =>
  useQuery({
    queryKey: [...LINES, of],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/lines', { params: { query: { ...of, limit: MOST_SHOWN } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
    placeholderData: keepPreviousData,
  });

export const useCandidates = (routerId: string) =>
  useQuery({
    queryKey: [...LINES, 'candidates', routerId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/routers/{routerId}/line-candidates', { params: { path: { routerId } }, signal }),
      ),
  });
