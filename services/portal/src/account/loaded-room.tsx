// loaded-room.tsx — a room whose code is loaded when it is first entered: logging in must not wait for it.
import { useCallback, useEffect, useState, type ComponentType } from 'react';
import { ApiProblem, CLIENT_CODES } from '@saring/api-client';
import { ProblemNotice } from '../parts/notice';
import { Skeleton } from '../parts/skeleton';

type LoadedRoomProps<P> = {
  /** The same at each rendering. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  /** Beside other things: until it is there, and where it does not come, nothing. */
  readonly isAside?: boolean;
};

export const LoadedRoom = <P extends object>({ load, props, isAside = false }: LoadedRoomProps<P>) => {
  const [room, setRoom] = useState<{ readonly Room: ComponentType<P> } | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const start = useCallback(() => {
    setFailed(false);
    load().then(
      (Room) => setRoom({ Room }),
      () => setFailed(true),
    );
  }, [load]);
  useEffect(start, [start]);
  if (room) return <room.Room {...props} />;
  if (isAside) return null;
  return (
    <section className="card">
      {hasFailed ? (
        <ProblemNotice problem={new ApiProblem(CLIENT_CODES.offline, 0, '', '')} onRetry={start} />
      ) : (
        <Skeleton rows={4} tall />
      )}
    </section>
  );
};

export const loadShop = () => import('../shop/shop').then(({ Shop }) => Shop);
export const loadToPay = () => import('./to-pay').then(({ ToPay }) => ToPay);
export const loadStatement = () => import('../statement/statement').then(({ Statement }) => Statement);
export const loadBelongings = () => import('./belongings').then(({ Belongings }) => Belongings);
export const loadReverse = () => import('../login/reverse-step').then(({ Reverse }) => Reverse);
