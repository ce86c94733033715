// use-site-zone.ts — brings the zone of the site to the pages, in which they show every time.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../edge';
import { useSetTimeZone } from '../language/language';

export const useSiteZone = (): void => {
  const setTimeZone = useSetTimeZone();
  const site = useQuery({
    queryKey: ['site'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/site', { signal })),
    staleTime: Infinity,
  });
  const zone = site.data?.timeZone;
  useEffect(() => {
    if (zone) setTimeZone(zone);
  }, [zone, setTimeZone]);
};
