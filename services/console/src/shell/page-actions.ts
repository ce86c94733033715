// page-actions.ts — what the page that is open offers to press, for the finder: every button is found by its words.
import { useEffect, useReducer } from 'react';

/** Of the shell: what the finder takes for the page. */
export const MAIN = 'content';
const MOST_ACTIONS = 6;

type PageAction = { readonly label: string; press(): void };

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
    const label = (button.getAttribute('aria-label') ?? button.textContent ?? '').trim();
    if (!label.toLowerCase().includes(word) || !isShown(button) || actions.has(label)) continue;
    actions.set(label, {
      label,
      press: () => {
        button.focus();
        button.click();
      },
    });
  }
  for (const action of everywhere)
    if (action.label.toLowerCase().includes(word)) actions.set(action.label, action);
  const begins = ({ label }: PageAction): number => (label.toLowerCase().startsWith(word) ? 0 : 1);
  return [...actions.values()].sort((one, other) => begins(one) - begins(other)).slice(0, MOST_ACTIONS);
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
