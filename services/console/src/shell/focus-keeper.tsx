// focus-keeper.tsx — when what had the focus is gone from a page, the row that took its place has it, else the heading.
import { useEffect } from 'react';

const PRESSED = 'button:not(:disabled), a[href], input:not(:disabled)';

/** What one would press for another: `Setujui` for `Setujui`, whatever else a row holds. */
const wordsOf = (element: Element): string => element.textContent.trim();

const focusHeading = (page: Element): void => {
  const heading = page.querySelector<HTMLElement>('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
};

const isRowLike = (gone: Element, other: Node | null): other is HTMLElement =>
  other instanceof HTMLElement && other.tagName === gone.tagName && other.className === gone.className;

/** @returns whether there was a row beside it. */
const focusRowBeside = (
  lost: HTMLElement,
  { nextSibling, previousSibling }: MutationRecord,
  gone: Element,
) => {
  const row = [nextSibling, previousSibling].find((one) => isRowLike(gone, one));
  if (!(row instanceof HTMLElement)) return false;
  const all = [...row.querySelectorAll<HTMLElement>(PRESSED)];
  const next = all.find((one) => wordsOf(one) === wordsOf(lost)) ?? all[0];
  next?.focus();
  return next !== undefined;
};

/** Once in the console, for all pages; dialogs give the focus back by themselves. */
export const FocusKeeper = () => {
  useEffect(() => {
    let last: HTMLElement | null = null;
    const noFocus = (): boolean =>
      document.activeElement === null || document.activeElement === document.body;
    const onFocus = ({ target }: FocusEvent): void => {
      last = target instanceof HTMLElement ? target : null;
    };
    // Who points elsewhere has let go of it.
    const onPointer = ({ target }: PointerEvent): void => {
      if (last && target instanceof Node && !last.contains(target)) last = null;
    };
    const onChange = (records: readonly MutationRecord[]): void => {
      const lost = last;
      if (!lost || !noFocus()) return;
      if (lost.isConnected) {
        // A button is off while its act runs, and loses the focus by it.
        if (records.some(({ target }) => target === lost) && !lost.matches(':disabled')) lost.focus();
        return;
      }
      const record = records.find(({ removedNodes }) => [...removedNodes].some((one) => one.contains(lost)));
      const gone = [...(record?.removedNodes ?? [])].find((one) => one.contains(lost));
      const page = record?.target instanceof Element ? record.target.closest('main') : null;
      // The page itself went: what comes is another.
      if (!record || !page || !(gone instanceof Element) || !page.querySelector('h1')) return;
      last = null;
      if (!focusRowBeside(lost, record, gone)) focusHeading(page);
    };
    const watch = new MutationObserver(onChange);
    watch.observe(document.body, {
      ...{ childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] },
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, []);
  return null;
};
