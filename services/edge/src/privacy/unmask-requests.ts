// unmask-requests.ts — how an operator asks for numbers, MACs and addresses in full.
import type { Permission } from '@saring/kernel';
import type { FastifyRequest } from 'fastify';

export const UNMASK: Permission = 'privacy:unmask';

/** `x-unmask: 1`; of a download, which sends no headers, `?unmask=1`. */
const HEADER = 'x-unmask';
const PARAMETER = 'unmask';
const YES = '1';

const ASKED = new WeakSet<FastifyRequest>();

/** Before the query is checked: the routes declare no such parameter. */
export const noteUnmasking = (request: FastifyRequest): void => {
  const query = request.query as Record<string, unknown> | undefined;
  const isAsked = request.headers[HEADER] === YES || query?.[PARAMETER] === YES;
  if (query && PARAMETER in query) delete query[PARAMETER];
  if (isAsked) ASKED.add(request);
};

export const asksUnmasked = (request: FastifyRequest): boolean => ASKED.has(request);
