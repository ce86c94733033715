// full-data.ts — whether numbers, MACs and addresses are asked for in full: for some minutes after a click, then no more.
import { useSyncExternalStore } from 'react';

/** Long enough to serve a person at the counter, too short to be left on. Edge records each look. */
const SHOWN_MILLISECONDS = 5 * 60_000;

let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

export const isShownInFull = (): boolean => timer !== undefined;

export const hideFullData = (): void => {
  clearTimeout(timer);
  timer = undefined;
  tell();
};

export const showFullData = (): void => {
  clearTimeout(timer);
  timer = setTimeout(hideFullData, SHOWN_MILLISECONDS);
  tell();
};

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Renders again when it changes. */
export const useShownInFull = (): boolean => useSyncExternalStore(listen, isShownInFull);
