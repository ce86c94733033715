// use-delivery.ts — whether the code that was asked for has left.
import type { Delivery } from '@saring/api-client';
import { useEffect, useState } from 'react';
import { edge } from '../edge';
import type { KeptChallenge } from './kept-challenge';

const LOOK_MILLISECONDS = 3_000;

/** Looks only while a code waits to be sent; what cannot be learnt counts as sent. */
export const useDelivery = ({ challengeId, isQueued = false }: KeptChallenge): Delivery => {
  const [delivery, setDelivery] = useState<Delivery>('sent');
  useEffect(() => {
    setDelivery(isQueued ? 'queued' : 'sent');
    if (!isQueued) return;
    const abort = new AbortController();
    const look = () =>
      edge.otpState(challengeId, abort.signal).then(
        (state) => {
          setDelivery(state.delivery);
          if (state.delivery !== 'queued') clearInterval(timer);
        },
        () => undefined,
      );
    const timer = setInterval(() => void look(), LOOK_MILLISECONDS);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [challengeId, isQueued]);
  return delivery;
};
