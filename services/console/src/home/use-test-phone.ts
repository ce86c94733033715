// use-test-phone.ts — what the house knows of the phone that is being let in, looked for again until it is online.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import type { Answer, Row } from '../parts/answer';

/** Hosts, codes and access have no news of their own. */
const LOOK_MILLISECONDS = 3_000;
/** Who came before that is no test phone of now. */
const FRESH_MILLISECONDS = 24 * 3_600_000;
const BESIDES = 'saring_test_phone_besides';
const CODE = 'otp.code';

export type Router = Row<'/api/v1/routers'>;
export type Code = Row<'/api/v1/messages'>;
export type Newcomer = Row<'/api/v1/subscribers'>;
export type Diagnosis = Answer<'/api/v1/subscribers/{subscriberId}/diagnosis'>;

const looking = { refetchInterval: LOOK_MILLISECONDS, retry: false } as const;

/** From when on who comes is the test phone: kept, so that the page can be left. */
const useBesides = () => {
  const [besides, setBesides] = useState(() => localStorage.getItem(BESIDES));
  const keep = (instant: string) => {
    localStorage.setItem(BESIDES, instant);
    setBesides(instant);
  };
  const begun = Math.max(Date.now() - FRESH_MILLISECONDS, besides ? Date.parse(besides) : 0);
  return { isNew: (instant: string): boolean => Date.parse(instant) > begun, keep };
};

const useCode = () =>
  useQuery({
    queryKey: ['home', 'test phone', 'code'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/messages', { params: { query: { kind: CODE, limit: 1 } }, signal })),
    ...looking,
  });

const isMasked = (phone: string): boolean => phone.includes('•');

/** Who asked for the code, newcomer or not; where nobody asked, or the number is masked, who was registered last. */
const usePerson = (code: Code | undefined) => {
  const phone = code && !isMasked(code.toPhone) ? code.toPhone : undefined;
  return useQuery({
    queryKey: ['home', 'subscribers', 'test phone', phone ?? ''],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers', {
          params: { query: phone === undefined ? { limit: 1 } : { phone, limit: 1 } },
          signal,
        }),
      ),
    ...looking,
  });
};

export const useTestPhone = () => {
  const { isNew, keep } = useBesides();
  const routers = useQuery({
    queryKey: ['home', 'routers', 'list'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/routers', { signal })),
    ...looking,
  });
  const codes = useCode();
  const lastCode = codes.data?.items[0];
  const code = lastCode && isNew(lastCode.createdAt) ? lastCode : undefined;
  const people = usePerson(code);
  const first = people.data?.items[0];
  const isByCode = code !== undefined && !isMasked(code.toPhone);
  const person = first && (isByCode || isNew(first.createdAt)) ? first : undefined;
  const diagnosis = useQuery({
    queryKey: ['home', 'quota', 'test phone', person?.subscriberId ?? ''],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/diagnosis', {
          params: { path: { subscriberId: person?.subscriberId ?? '' } },
          signal,
        }),
      ),
    enabled: person !== undefined,
    ...looking,
  });
  const latest = [code?.createdAt, person?.createdAt]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return {
    routers,
    code,
    person,
    diagnosis: person ? diagnosis.data : undefined,
    /** Undefined: there is none yet from whom to turn away. */
    followOther: latest === undefined ? undefined : () => keep(latest),
  };
};
