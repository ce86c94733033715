// at-least.ts — the version that a query waits for, so that a page shows what it has just written.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { describedParameter } from './described-parameter';

export const AT_LEAST = {
  type: 'integer',
  minimum: 0,
  description:
    'The `version` that a command answered: the query waits up to a second until it is shown. After that it answers what there is, whose `version` is lower: ask again',
} as const;
const VERSION = /^\d{1,15}$/;

const describe = ApiQuery({ name: 'atLeast', required: false, schema: AT_LEAST });
const parameter = createParamDecorator((_: unknown, execution: ExecutionContext): number | undefined => {
  const { atLeast } = execution.switchToHttp().getRequest<FastifyRequest>().query as { atLeast?: unknown };
  if (atLeast === undefined) return undefined;
  if (typeof atLeast === 'string' && VERSION.test(atLeast)) return Number(atLeast);
  throw new RefusalError('REQUEST.INVALID', { errors: [{ field: 'atLeast', rule: 'isInt' }] });
});

/** Reads `?atLeast=`: by hand, since this route is hot. */
export const AtLeast = describedParameter(parameter, describe);
