import type { Page } from '../login/kept-challenge';

const PARAMETER = 'opening';

/** Whether access was being opened when this page was left or loaded again. */
export const isOpening = (page: Page): boolean => new URL(page.href()).searchParams.has(PARAMETER);

/** Keeps it in the address, which even captive browsers do not forget. */
export const keepOpening = (page: Page, isKept: boolean): void => {
  if (isOpening(page) === isKept) return;
  const url = new URL(page.href());
  if (isKept) url.searchParams.set(PARAMETER, '');
  else url.searchParams.delete(PARAMETER);
  page.replace(url.href);
};
