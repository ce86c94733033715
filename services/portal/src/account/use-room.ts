import { useCallback, useEffect, useState } from 'react';

const PATHS = { home: '/', shop: '/beli', statement: '/statement', account: '/account' } as const;
export type Room = keyof typeof PATHS;
export const ROOMS = Object.keys(PATHS) as Room[];

/** The address of a room, with whatever else the address holds, and more. */
export const pathOf = (room: Room, more: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  const query = search.toString();
  return query === '' ? PATHS[room] : `${PATHS[room]}?${query}`;
};

const roomHere = (): Room => ROOMS.find((room) => PATHS[room] === location.pathname) ?? 'home';

/** The room that the address names; the browser's back and forward lead through rooms. */
export const useRoom = (): readonly [Room, (room: Room, more?: Readonly<Record<string, string>>) => void] => {
  const [room, setRoom] = useState(roomHere);
  useEffect(() => {
    const follow = () => setRoom(roomHere());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const enter = useCallback((next: Room, more: Readonly<Record<string, string>> = {}) => {
    if (next !== roomHere()) history.pushState(null, '', pathOf(next, more));
    setRoom(next);
    scrollTo(0, 0);
  }, []);
  return [room, enter];
};
