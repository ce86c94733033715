// found-people.ts — people by name, number, MAC, address or room, as one types.
import { answerOf } from '@saring/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useMay } from '../session/session';

export const SEARCH_WAIT_MILLISECONDS = 120;
export const SHORTEST_SEARCH = 2;
const MOST_FOUND = 8;

/** @param word fewer characters than a search takes find nobody. */
export const useFoundPeople = (word: string) => {
  const may = useMay();
  const isAsked = word.length >= SHORTEST_SEARCH;
  const people = useQuery({
    queryKey: ['find', 'subscribers', word],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers', { params: { query: { query: word, limit: MOST_FOUND } }, signal }),
      ),
    enabled: isAsked && may('subscribers:read'),
    placeholderData: keepPreviousData,
  });
  return isAsked ? (people.data?.items ?? []) : [];
};
