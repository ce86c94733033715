// page-actions.ts — what the page that is open offers to press, for the finder: every button is found by its words.
import { useEffect, useReducer, useRef } from 'react';

/** Of the shell: what the finder takes for the page. */
export const MAIN = 'content';
const MOST_ACTIONS = 6;

/** How long a page that was opened for one of its buttons may take to show it. */
const SHOWS_MILLISECONDS = 10_000;

type PageAction = { readonly label: string; press(): void };

/** Entries of the page's menus: while a menu is closed they stand nowhere. */
const inMenus = new Set<{ readonly current: readonly PageAction[] }>();

/** The finder finds these while the component stands. */
export const useInMenu = (actions: readonly PageAction[]): void => {
  const kept = useRef(actions);
  useEffect(() => {
    kept.current = actions;
  });
  useEffect(() => {
    inMenus.add(kept);
    return () => void inMenus.delete(kept);
  }, []);
};

const wordsOf = (button: HTMLElement): string =>
  (button.getAttribute('aria-label') ?? button.textContent ?? '').trim();

const press = (button: HTMLElement): void => {
  button.focus();
  button.click();
};

const isShown = (button: HTMLElement): boolean =>
  button.offsetParent !== null && !button.hasAttribute('disabled') && button.dataset['loading'] === undefined;

/**
 * Buttons and tabs of the page with what is typed in their words, those that begin with it first; each name once, in the
 * page's order.
 * @param everywhere what every page does.
 */
export const pageActions = (word: string, everywhere: readonly PageAction[]): readonly PageAction[] => {
  const actions = new Map<string, PageAction>();
  for (const button of document.querySelectorAll<HTMLElement>(`#${MAIN} button`)) {
    const label = wordsOf(button);
    if (!label.toLowerCase().includes(word) || !isShown(button) || actions.has(label)) continue;
    // By its words, not by the button: the page may have drawn another in its place by then.
    actions.set(label, { label, press: () => pressWhenShown(label) });
  }
  for (const action of [...[...inMenus].flatMap(({ current }) => current), ...everywhere])
    if (action.label.toLowerCase().includes(word)) actions.set(action.label, action);
  const begins = ({ label }: PageAction): number => (label.toLowerCase().startsWith(word) ? 0 : 1);
  return [...actions.values()].sort((one, other) => begins(one) - begins(other)).slice(0, MOST_ACTIONS);
};

/** Presses the page's button with these words as soon as it stands there; one that does not come is left. */
export const pressWhenShown = (words: string): void => {
  const page = document.getElementById(MAIN);
  if (!page) return;
  const look = (): boolean => {
    const found = [...page.querySelectorAll<HTMLElement>('button')].find(
      (button) => wordsOf(button) === words && isShown(button),
    );
    if (found) press(found);
    return found !== undefined;
  };
  if (look()) return;
  const observer = new MutationObserver(() => {
    if (look()) end();
  });
  const tooLate = setTimeout(() => end(), SHOWS_MILLISECONDS);
  const end = () => {
    observer.disconnect();
    clearTimeout(tooLate);
  };
  observer.observe(page, { childList: true, subtree: true, attributeFilter: ['disabled', 'data-loading'] });
};

/** Draws again what names the page's buttons when the page changes: it may have been loading. */
export const usePageChanges = (isWatched: boolean): void => {
  const [, changed] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const page = document.getElementById(MAIN);
    if (!isWatched || !page) return undefined;
    const observer = new MutationObserver(changed);
    observer.observe(page, { childList: true, subtree: true, attributeFilter: ['disabled', 'data-loading'] });
    return () => observer.disconnect();
  }, [isWatched]);
};
