// use-broadcasts.ts — messages to many as edge tells of them, asked again while they move, and what is said about them.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { usePages } from '../parts/use-pages';
import { useStatusName } from '../parts/status';
import { useRouters } from '../routers/use-routers';
import { useMay } from '../session/session';
import { broadcastTexts } from './broadcasts.texts';

export type Broadcast = Answer<'/api/v1/broadcasts/{broadcastId}'>;
export const BROADCASTS = ['broadcasts'];
const PAGE = 20;
const MOVING_MILLISECONDS = 2_000;
const STILL_MILLISECONDS = 10_000;

const isMoving = ({ state }: Pick<Broadcast, 'state'>): boolean =>
  state === 'resolving' || state === 'running';

export const useBroadcasts = () =>
  usePages(
    [...BROADCASTS, 'list'],
    (cursor, signal) =>
      answerOf(api.GET('/api/v1/broadcasts', { params: { query: { limit: PAGE, cursor } }, signal })),
    MOVING_MILLISECONDS,
  );

export const useBroadcast = (broadcastId: string) =>
  useQuery({
    queryKey: [...BROADCASTS, broadcastId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/broadcasts/{broadcastId}', { params: { path: { broadcastId } }, signal })),
    refetchInterval: ({ state: { data } }) =>
      data && isMoving(data) ? MOVING_MILLISECONDS : STILL_MILLISECONDS,
  });

/** Every package, also those that are sold no more. */
export const useAllPackages = () =>
  useQuery({
    queryKey: ['packages', 'all'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/packages', { params: { query: { includeInactive: 'true' } }, signal })),
  }).data?.items ?? [];

/** Whom a message is for, each part in words; empty: everybody. */
export const useFilterWords = (): ((filter: Broadcast['filter']) => readonly string[]) => {
  const say = useSay(broadcastTexts);
  const statusName = useStatusName();
  const may = useMay();
  const packages = useAllPackages();
  const routers = useRouters({ enabled: may('routers:read') }).data?.items ?? [];
  return (filter) => {
    if (!filter) return [];
    const { site, query, statuses, overdue, packageId = '', routerId = '' } = filter;
    const named = packages.find((one) => one.packageId === packageId)?.name ?? say('package.gone');
    const router = routers.find((one) => one.routerId === routerId)?.name ?? say('router.gone');
    return [
      site === '' ? '' : say('of.site', { site }),
      query === '' ? '' : say('of.query', { query }),
      statuses.length === 0
        ? ''
        : say('of.statuses', { statuses: statuses.map((one) => statusName(one)).join(', ') }),
      packageId === '' ? '' : say('of.package', { package: named }),
      routerId === '' ? '' : say('of.router', { router }),
      overdue ? say('overdue') : '',
    ].filter(Boolean);
  };
};

/** How long so many take at a pace. */
export const useLasts = (): ((people: number, perMinute: number) => string) => {
  const say = useSay(broadcastTexts);
  const { wait, number } = useFormats();
  return (people, perMinute) => {
    const minutes = Math.max(1, Math.ceil(people / Math.max(1, perMinute)));
    return say('lasts', { time: wait(minutes * 60), pace: number(perMinute) });
  };
};

/** What so many messages cost by the first channel. */
export const useCost = () => {
  const say = useSay(broadcastTexts);
  const { rupiah } = useFormats();
  const channel = useQuery({
    queryKey: ['messages', 'channel'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/messages/channel', { signal })),
  });
  return (people: number): string => {
    if (!channel.data) return '…';
    const { broadcastRupiah: each } = channel.data;
    if (each === undefined) return say('cost.unknown');
    if (each === 0) return say('cost.free');
    return say('cost.most', { amount: rupiah(each * people), price: rupiah(each) });
  };
};
