// use-order.ts — one order of the page, up to date by itself.
import type { Order } from '@saring/api-client';
import { useCallback, useEffect } from 'react';
import { ORDER_CHANGED } from '../account/use-account';
import { shopEdge } from './shop-edge';
import { useLoaded, type Loaded } from './use-loaded';

/** A live event is faster; this is for pages that get none. */
const LOOK_MILLISECONDS = 4_000;
/** Money may come after the end of an order, and is credited then: seldom, so the page looks seldom, and not for ever. */
const LATE_LOOK_MILLISECONDS = 30_000;
const LATE_LOOKS = 60;
const MOVING: ReadonlySet<string> = new Set(['created', 'pending', 'paid']);
const ENDED_UNPAID: ReadonlySet<string> = new Set(['expired', 'cancelled', 'denied']);

export const isWaiting = ({ state }: Order): boolean => state === 'created' || state === 'pending';

export const hasEndedUnpaid = ({ state }: Order): boolean => ENDED_UNPAID.has(state);

type Pace = 'moving' | 'late' | 'settled';

const paceOf = (order: Order | null): Pace => {
  if (order === null || MOVING.has(order.state)) return 'moving';
  return hasEndedUnpaid(order) ? 'late' : 'settled';
};

/** @returns what ends it. */
const lookAgain = (pace: Pace, look: () => void): (() => void) => {
  if (pace === 'settled') return () => undefined;
  let looks = 0;
  const timer = setInterval(
    () => {
      looks += 1;
      if (pace === 'late' && looks >= LATE_LOOKS) clearInterval(timer);
      look();
    },
    pace === 'moving' ? LOOK_MILLISECONDS : LATE_LOOK_MILLISECONDS,
  );
  return () => clearInterval(timer);
};

/** In every state an order may still change: late money is credited, and paid money may go back. */
export const useOrder = (id: string, onEnded: () => void): Loaded<Order> => {
  const read = useCallback(() => shopEdge.order(id), [id]);
  const loaded = useLoaded(read, onEnded);
  const { data, reload } = loaded;
  const pace = paceOf(data);
  useEffect(() => lookAgain(pace, () => void reload()), [pace, reload]);
  useEffect(() => {
    const again = () => void reload();
    // A person who comes back from the bank's app has most likely paid.
    const wake = () => {
      if (document.visibilityState === 'visible') again();
    };
    window.addEventListener(ORDER_CHANGED, again);
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.removeEventListener(ORDER_CHANGED, again);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [reload]);
  return loaded;
};
