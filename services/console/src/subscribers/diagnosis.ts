// diagnosis.ts — what stops a person's internet: asked, asked again, and said in one sentence.
import { answerOf } from '@saring/api-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { offlineTexts } from './offline.texts';
import { personKey } from './person';
import type { Diagnosis } from './repair-end';

export const useDiagnosis = (subscriberId: string) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'diagnosis'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/diagnosis', {
          params: { path: { subscriberId } },
          signal,
        }),
      ),
    staleTime: 0,
    gcTime: 0,
  });

/** Asks again; undefined where no answer came. */
export const useLook = ({ refetch }: Pick<UseQueryResult<Diagnosis>, 'refetch'>) =>
  useCallback(async () => {
    const { data, isError } = await refetch();
    return isError ? undefined : data;
  }, [refetch]);

/** What stops the person, in one sentence. */
export const useCauseText = (): ((found: Diagnosis) => string) => {
  const say = useSay(offlineTexts);
  const { instant } = useFormats();
  return (found) =>
    say(`cause.${found.cause}`, {
      device: found.deviceName ?? say('someDevice'),
      router: found.routerName ?? say('someRouter'),
      reason: found.blockReason ?? '',
      at: found.lastSeenAt ? instant(found.lastSeenAt) : '',
    });
};
