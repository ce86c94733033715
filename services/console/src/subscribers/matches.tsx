// matches.tsx — how many people a filter finds, above their list.
import { Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { askedBy, type ListFilter } from './list-filter';
import { standingTexts } from './standing.texts';

export const Matches = ({ filter }: { readonly filter: ListFilter }) => {
  const say = useSay(standingTexts);
  const { number } = useFormats();
  const matches = useQuery({
    queryKey: ['subscribers', 'count', filter],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/subscribers/count', { params: { query: askedBy(filter) }, signal })),
    placeholderData: keepPreviousData,
  });
  if (!matches.data) return null;
  return (
    <Text size="sm" c="dimmed" role="status">
      {say(matches.data.more ? 'matches.more' : 'matches', { count: number(matches.data.matches) })}
    </Text>
  );
};
