import type { FastifyReply, FastifyRequest } from 'fastify';

export const COOKIES = {
  access: 'saring_access',
  refresh: 'saring_refresh',
  operator: 'saring_operator',
  /** Read by the page's script and sent back as X-CSRF-Token. */
  csrf: 'saring_csrf',
  locale: 'saring_locale',
  /** Signed: the MAC that a router proved for this browser. */
  device: 'saring_device',
  /** Binds a form to the browser that was given it; the second name is the one under HTTPS. */
  browser: 'saring_browser',
  browserOfHost: '__Host-saring_browser',
  /** Binds a possession proof to the browser that began it. */
  possession: 'saring_possession',
} as const;

type CookieName = (typeof COOKIES)[keyof typeof COOKIES];

/** Readable by scripts: the one that a script must send back, and the language. */
const OPEN: ReadonlySet<CookieName> = new Set([COOKIES.csrf, COOKIES.locale]);

const LONGEST_HEADER = 8_192;
const MOST_COOKIES = 50;
const PARSED = new WeakMap<FastifyRequest, Map<string, string>>();

const parse = (header: string): Map<string, string> => {
  const cookies = new Map<string, string>();
  for (const pair of header.slice(0, LONGEST_HEADER).split(';').slice(0, MOST_COOKIES)) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    // The first of two with one name is the one of the narrower path: a parent domain cannot plant another.
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  return cookies;
};

const cookiesOf = (request: FastifyRequest): Map<string, string> => {
  const known = PARSED.get(request) ?? parse(request.headers.cookie ?? '');
  PARSED.set(request, known);
  return known;
};

/** The value of a cookie; undefined: none. */
export const cookieOf = (request: FastifyRequest, name: CookieName): string | undefined =>
  cookiesOf(request).get(name) || undefined;

/** Lets the rest of this request see a cookie that was just set. */
export const seeCookie = (request: FastifyRequest, name: CookieName, value: string): void => {
  cookiesOf(request).set(name, value);
};

/** Of the request: whether it came by TLS, and whether to this machine. */
type CookieContext = { readonly isLocal: boolean; readonly isSecure: boolean };

/**
 * HttpOnly, Lax, and Secure everywhere but on localhost (domain.md, "OTP and sessions").
 * @param value of characters that a cookie may hold as they are: ids, tokens, signed values.
 */
export const setCookie = (
  reply: FastifyReply,
  context: CookieContext,
  name: CookieName,
  value: string,
  maxAgeSeconds: number,
): void => {
  const attributes = [
    `${name}=${value}`,
    'Path=/',
    `Max-Age=${maxAgeSeconds}`,
    'SameSite=Lax',
    ...(OPEN.has(name) ? [] : ['HttpOnly']),
    ...(context.isSecure || !context.isLocal ? ['Secure'] : []),
  ];
  void reply.header('set-cookie', attributes.join('; '));
};

export const clearCookie = (reply: FastifyReply, context: CookieContext, name: CookieName): void =>
  setCookie(reply, context, name, '', 0);
