// first-steps-hidden.ts — whether the list of first steps is put away, in this browser.
import { useSyncExternalStore } from 'react';

const HIDDEN = 'saring_first_steps_hidden';
const readers = new Set<() => void>();

const isHidden = (): boolean => localStorage.getItem(HIDDEN) !== null;

const follow = (onChange: () => void): (() => void) => {
  readers.add(onChange);
  return () => readers.delete(onChange);
};

export const hideFirstSteps = (hidden: boolean): void => {
  if (hidden) localStorage.setItem(HIDDEN, '1');
  else localStorage.removeItem(HIDDEN);
  for (const onChange of readers) onChange();
};

export const useFirstStepsHidden = (): boolean => useSyncExternalStore(follow, isHidden);
