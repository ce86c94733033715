// person.ts — one subscriber and what belongs to them, as edge tells it.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Answer } from '../parts/answer';

export type Person = Answer<'/api/v1/subscribers/{subscriberId}'>;
export type Device = Answer<'/api/v1/subscribers/{subscriberId}/devices'>['items'][number];
export type PersonQuota = Answer<'/api/v1/subscribers/{subscriberId}/quota'>;

const LOOK_MILLISECONDS = 10_000;

/** All queries of one subscriber start so: a command that changes something of theirs has them read again. */
export const personKey = (subscriberId: string): readonly string[] => ['person', subscriberId];

/** As its owner or an operator called it. */
export const deviceName = ({ label, mac }: Device): string => label || mac;

const pathOf = (subscriberId: string) => ({ params: { path: { subscriberId } } });

export const usePerson = (subscriberId: string) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'identity'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/subscribers/{subscriberId}', { ...pathOf(subscriberId), signal })),
  });

export const useQuota = (subscriberId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'quota'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/subscribers/{subscriberId}/quota', { ...pathOf(subscriberId), signal })),
    enabled,
    refetchInterval: LOOK_MILLISECONDS,
  });

export const useAccess = (subscriberId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'access'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/subscribers/{subscriberId}/access', { ...pathOf(subscriberId), signal })),
    enabled,
    // While a router has not followed yet its end is looked for.
    refetchInterval: ({ state }) => (state.data?.applied === false ? 1_000 : LOOK_MILLISECONDS),
  });

export const useDevices = (subscriberId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'devices'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/subscribers/{subscriberId}/devices', { ...pathOf(subscriberId), signal })),
    enabled,
    refetchInterval: LOOK_MILLISECONDS,
  });

export const useDebts = (subscriberId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'debts'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/subscribers/{subscriberId}/debts', { ...pathOf(subscriberId), signal })),
    enabled,
  });

export const usePersonOrders = (subscriberId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'orders'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/orders', { params: { query: { subscriberId, state: 'all', limit: 20 } }, signal }),
      ),
    enabled,
  });

/** What the debts cost today. */
export const useDebtEstimate = (subscriberId: string) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'debts', 'estimate'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/debts/estimate', { ...pathOf(subscriberId), signal }),
      ),
  });
