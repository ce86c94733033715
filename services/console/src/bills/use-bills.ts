// use-bills.ts — what one person has subscribed to, owes and has as balance.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Answer } from '../parts/answer';

export type Standing = Answer<'/api/v1/subscribers/{subscriberId}/bills'>;
export type Bill = Standing['bills'][number];
export type Payment = Standing['payments'][number];
export type Subscription = Standing['subscriptions'][number];

/** Of queries that any change of somebody's bills makes old. */
export const BILLS = ['bills'];

export const useBills = (subscriberId: string) =>
  useQuery({
    queryKey: [...BILLS, subscriberId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/bills', { params: { path: { subscriberId } }, signal }),
      ),
  });
