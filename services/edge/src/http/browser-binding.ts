// browser-binding.ts — the cookie that binds a form to the browser which was given it.
import { newId } from '@saring/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, COOKIES, setCookie } from './cookies';
import type { RequestContext } from './request-context';

type Place = Pick<RequestContext, 'isLocal' | 'isSecure'>;

const BROWSER_SECONDS = 30 * 86_400;
const FRESH = new WeakMap<FastifyRequest, string>();

/** The `__Host-` prefix keeps a neighbouring subdomain from planting the cookie; it needs Secure. */
const nameAt = ({ isLocal, isSecure }: Place) =>
  isLocal && !isSecure ? COOKIES.browser : COOKIES.browserOfHost;

/** The browser's value; undefined where it sent none. */
export const heldBrowser = (request: FastifyRequest, place: Place): string | undefined =>
  cookieOf(request, nameAt(place));

/** The value that binds the forms of this answer: the browser's, else the one that this answer sets. */
export const browserOf = (request: FastifyRequest, place: Place): string =>
  heldBrowser(request, place) ?? FRESH.get(request) ?? '';

/** Gives a browser that asks for a page its cookie. Other requests set none, so that a form in hand stays good. */
export const bindBrowser = (request: FastifyRequest, reply: FastifyReply, place: Place): void => {
  const isPage = request.method === 'GET' && (request.headers.accept ?? 'text/html').includes('text/html');
  if (!isPage || heldBrowser(request, place)) return;
  const browser = newId();
  FRESH.set(request, browser);
  setCookie(reply, place, nameAt(place), browser, BROWSER_SECONDS);
};
