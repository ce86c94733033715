// edge.ts — edge as the console reaches it.
import { operatorApi } from '@saring/api-client';
import { currentLocale } from './language/language';
import { watchedFetch } from './live/server-watch';
import { isShownInFull } from './privacy/full-data';

const FORBIDDEN = 'saring:forbidden';
const LOGGED_OUT = 'saring:logged-out';
const doors = new EventTarget();

export const api = operatorApi({
  fetch: watchedFetch,
  cookies: () => document.cookie,
  locale: currentLocale,
  unmasked: isShownInFull,
  onForbidden: () => doors.dispatchEvent(new Event(FORBIDDEN)),
  onLoggedOut: () => doors.dispatchEvent(new Event(LOGGED_OUT)),
});

const onDoor =
  (name: string) =>
  (listen: () => void): (() => void) => {
    doors.addEventListener(name, listen);
    return () => doors.removeEventListener(name, listen);
  };

/** Calls back when a call found nobody logged in. @returns how to stop. */
export const onLoggedOut = onDoor(LOGGED_OUT);

/** Calls back when a call was refused for want of a permission. @returns how to stop. */
export const onForbidden = onDoor(FORBIDDEN);

/** A key for one command: sent again with it, the command changes nothing more. No secure context is needed. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
