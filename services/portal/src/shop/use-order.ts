import type { Order } from '@saring/api-client';
import { useCallback, useEffect } from 'react';
import { ORDER_CHANGED } from '../account/use-account';
import { shopEdge } from './shop-edge';
import { useLoaded, type Loaded } from './use-loaded';

/** A live event is faster; this is for pages that get none. */
const LOOK_MILLISECONDS = 4_000;
const MOVING: ReadonlySet<string> = new Set(['created', 'pending', 'paid']);

export const isWaiting = ({ state }: Order): boolean => state === 'created' || state === 'pending';

/** One order, up to date by itself while something can still become of it. */
export const useOrder = (id: string, onEnded: () => void): Loaded<Order> => {
  const read = useCallback(() => shopEdge.order(id), [id]);
  const loaded = useLoaded(read, onEnded);
  const { data, reload } = loaded;
  const isMoving = data === null || MOVING.has(data.state);
  useEffect(() => {
    if (!isMoving) return undefined;
    const again = () => void reload();
    const timer = setInterval(again, LOOK_MILLISECONDS);
    window.addEventListener(ORDER_CHANGED, again);
    // A person who comes back from the bank's app has most likely paid.
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener(ORDER_CHANGED, again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [isMoving, reload]);
  return loaded;
};
