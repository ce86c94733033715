import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';

/** Any printable character, a space between others too: HTTP drops those at the ends. */
const KEY = /^[\x20-\x7e]{1,100}$/;

/** The Idempotency-Key header, without which an order could be made twice. */
export const RequiredKey = createParamDecorator((_: unknown, execution: ExecutionContext): string => {
  const key = execution.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key))
    throw new RefusalError('REQUEST.INVALID', { reason: 'Idempotency-Key: 1–100 printable characters' });
  return key;
});

/** The Idempotency-Key header, or a new key where the caller names none. */
export const CommandKey = createParamDecorator((_: unknown, execution: ExecutionContext): string => {
  const key = execution.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined) return newId();
  if (typeof key !== 'string' || !KEY.test(key))
    throw new RefusalError('REQUEST.INVALID', { reason: 'Idempotency-Key: 1–100 printable characters' });
  return key;
});
