import { useCallback, useEffect, useState } from 'react';

const PATHS = { home: '/', shop: '/beli', statement: '/statement', account: '/account' } as const;
export type Room = keyof typeof PATHS;
export const ROOMS = Object.keys(PATHS) as Room[];

/** The address of a room, with whatever else the address holds. */
export const pathOf = (room: Room): string => `${PATHS[room]}${location.search}`;

const roomHere = (): Room => ROOMS.find((room) => PATHS[room] === location.pathname) ?? 'home';

/** The room that the address names; the browser's back and forward lead through rooms. */
export const useRoom = (): readonly [Room, (room: Room) => void] => {
  const [room, setRoom] = useState(roomHere);
  useEffect(() => {
    const follow = () => setRoom(roomHere());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const enter = useCallback((next: Room) => {
    if (next !== roomHere()) history.pushState(null, '', pathOf(next));
    setRoom(next);
    scrollTo(0, 0);
  }, []);
  return [room, enter];
};
