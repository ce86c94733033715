// request-path.ts — the path that a request asks for, as the router reads it, in whatever form it was sent.
import type { FastifyRequest } from 'fastify';

const API = '/api/';
/** The absolute form of a request line. */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** Decoded; a part that cannot be decoded stays as it is. */
export const pathOf = (url: string): string => {
  const [path = ''] = url.replace(ORIGIN, '').split(/[?#]/);
  const rooted = path.startsWith('/') ? path : `/${path}`;
  try {
    // A slash that is written in code is part of a name.
    return decodeURIComponent(rooted.replace(/%2f/gi, '%252F'));
  } catch {
    return rooted;
  }
};

/** By the route that answers; where none does, by the path. */
export const isApiRequest = (request: FastifyRequest): boolean => {
  const { url: route = '*' } = request.routeOptions;
  return (route.includes('*') ? pathOf(request.url) : route).startsWith(API);
};
