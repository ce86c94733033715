// found-connections.ts — PPPoE lines and bills by a part of their name, address or number, as one types.
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { useMay } from '../session/session';
import { SHORTEST_SEARCH, whileTypingOn } from '../subscribers/found-people';
import { shellTexts } from './shell.texts';

/** Letters or digits of a number; edge finds nothing by fewer. */
export const SHORTEST_NUMBER = 3;
const MOST_FOUND = 8;

const useToPerson = () => {
  const navigate = useNavigate();
  return (subscriberId: string) =>
    void navigate({ to: '/subscribers/$subscriberId', params: { subscriberId } });
};

/** Each leads to its person. */
export const useFoundLines = (word: string): SpotlightActionGroupData => {
  const may = useMay();
  const isAsked = word.length >= SHORTEST_SEARCH && may('lines:read') && may('subscribers:read');
  const lines = useQuery({
    queryKey: ['find', 'lines', word],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/lines', {
          params: { query: { search: word, withoutStanding: true, limit: MOST_FOUND } },
          signal,
        }),
      ),
    enabled: isAsked,
    placeholderData: whileTypingOn(word),
  });
  const toPerson = useToPerson();
  const actions = (isAsked ? (lines.data?.items ?? []) : []).map((one) => ({
    id: one.lineId,
    label: one.username,
    description: [one.subscriberName, one.routerName, one.address].filter(Boolean).join(' · '),
    onClick: () => toPerson(one.subscriberId),
  }));
  return { group: useSay(shellTexts)('find.lines'), actions };
};

/** Each leads to its person; also what is paid. */
export const useFoundBills = (word: string): SpotlightActionGroupData => {
  const may = useMay();
  const isAsked = word.length >= SHORTEST_NUMBER && may('bills:read') && may('subscribers:read');
  const bills = useQuery({
    queryKey: ['find', 'bills', word],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/bills', { params: { query: { numberPart: word, limit: MOST_FOUND } }, signal }),
      ),
    enabled: isAsked,
    placeholderData: whileTypingOn(word),
  });
  const { phone, rupiah } = useFormats();
  const toPerson = useToPerson();
  const actions = (isAsked ? (bills.data?.items ?? []) : []).map((one) => ({
    id: one.billId,
    label: one.number,
    description: [one.name || phone(one.phone), one.packageName, rupiah(one.amountRupiah)].join(' · '),
    onClick: () => toPerson(one.subscriberId),
  }));
  return { group: useSay(shellTexts)('find.bills'), actions };
};
