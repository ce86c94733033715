// found-people.ts — people by name, number, MAC, address or room, as one types.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useMay } from '../session/session';

export const SEARCH_WAIT_MILLISECONDS = 120;
export const SHORTEST_SEARCH = 2;
const MOST_FOUND = 8;

/** What was found for the beginning of a word stands until the answer for all of it is there; of another word nothing does. */
export const whileTypingOn =
  (word: string) =>
  <Found>(before: Found | undefined, last: { readonly queryKey: readonly unknown[] } | undefined) => {
    const typed = last?.queryKey.at(-1);
    return typeof typed === 'string' && word.startsWith(typed) ? before : undefined;
  };

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
    placeholderData: whileTypingOn(word),
  });
  return isAsked ? (people.data?.items ?? []) : [];
};
