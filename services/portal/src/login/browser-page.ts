import type { Page } from './kept-challenge';

/** Captive browsers throw when their storage is touched, or when it is full. */
const storageOf = (): Page['storage'] => {
  try {
    const { sessionStorage } = window;
    sessionStorage.setItem('saring.trial', '');
    sessionStorage.removeItem('saring.trial');
    return sessionStorage;
  } catch {
    return null;
  }
};

/** This page of this browser. */
export const browserPage: Page = {
  href: () => location.href,
  replace: (href) => history.replaceState(history.state, '', href),
  storage: storageOf(),
};
