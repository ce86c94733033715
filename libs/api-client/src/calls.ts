// calls.ts — what every call to edge keeps to, a subscriber's and an operator's.
const CSRF_COOKIE = /(?:^|;\s*)saring_csrf=([^;]+)/;

/** How long a call may take in all. */
export const REQUEST_MILLISECONDS = 20_000;

/** The token that a call which changes something sends back. @param cookies as `document.cookie` has them. */
export const csrfTokenIn = (cookies: string): string | undefined => CSRF_COOKIE.exec(cookies)?.[1];
