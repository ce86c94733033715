// at-least.ts — the version that a query waits for, so that a page shows what it has just written.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { describedParameter } from './described-parameter';

export const AT_LEAST = {
  type: 'integer',
  minimum: 0,
  description: 'The version that a command answered: the query waits up to a second until it is shown',
} as const;
const VERSION = /^\d{1,15}$/;

const describe = ApiQuery({ name: 'atLeast', required: false, schema: AT_LEAST });
const parameter = createParamDecorator((_: unknown, execution: ExecutionContext): number => {
  const { atLeast } = execution.switchToHttp().getRequest<FastifyRequest>().query as { atLeast?: unknown };
  if (atLeast === undefined) return 0;
  if (typeof atLeast === 'string' && VERSION.test(atLeast)) return Number(atLeast);
  throw new RefusalError('REQUEST.INVALID', { errors: [{ field: 'atLeast', rule: 'isInt' }] });
});

/** Reads `?atLeast=`, 0 where it is absent: by hand, since this route is hot. */
export const AtLeast = describedParameter(parameter, describe);
