// well-formed.ts — text that no database takes (NUL, half a surrogate pair) is refused before anyone works with it.
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';

const UNSTORABLE = /[\0\p{Cs}]/u;
/** Deeper than any body of ours. */
const DEEPEST = 20;

const isUnstorable = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string') return UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return false;
  if (depth >= DEEPEST) return true;
  return Object.entries(value).some(
    ([name, inner]) => UNSTORABLE.test(name) || isUnstorable(inner, depth + 1),
  );
};

/** @throws RefusalError REQUEST.INVALID for a path, query, header or body with such text. */
export const checkWellFormed = (request: FastifyRequest): void => {
  const places = { path: request.params, query: request.query, headers: request.headers, body: request.body };
  for (const [place, value] of Object.entries(places))
    if (isUnstorable(value))
      throw new RefusalError('REQUEST.INVALID', { reason: `${place}: NUL or half a surrogate pair` });
};

/**
 * Every body of JSON is an object: `null` or a list would pass for one that leaves everything out.
 * @throws RefusalError REQUEST.INVALID
 */
export const checkBody = ({ body, headers }: FastifyRequest): void => {
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return;
  const isEmpty = body === undefined || (body === null && !Number(headers['content-length'] ?? 0));
  if (isEmpty || (typeof body === 'object' && body !== null && !Array.isArray(body))) return;
  throw new RefusalError('REQUEST.INVALID', { reason: 'body: a JSON object is wanted' });
};
