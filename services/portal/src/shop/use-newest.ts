// use-newest.ts — something of edge's beside what a page is about: looked at again whenever an order has changed.
import { useEffect, useState } from 'react';
import { ORDER_CHANGED } from '../account/use-account';
import { problemIn } from '../parts/problem';

/**
 * Null while edge cannot say: the page shows the rest, and says itself when it is offline.
 * @param read the same at each rendering.
 */
export const useNewest = <T>(read: () => Promise<T>): T | null => {
  const [newest, setNewest] = useState<T | null>(null);
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      try {
        const found = await read();
        if (!isGone) setNewest(found);
      } catch (error) {
        problemIn(error);
      }
    };
    const again = () => void look();
    again();
    window.addEventListener(ORDER_CHANGED, again);
    return () => {
      isGone = true;
      window.removeEventListener(ORDER_CHANGED, again);
    };
  }, [read]);
  return newest;
};
