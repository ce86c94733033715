import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { isUuid, newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { describedParameter } from './described-parameter';

/** Any printable character, a space between others too: HTTP drops those at the ends. */
const KEY = /^[\x20-\x7e]{1,100}$/;

const keyIn = (execution: ExecutionContext): string | undefined => {
  const key = execution.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined || key === '') return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) throw wrongKey();
  // Hexadecimal means the same in capitals, in which some programs write UUIDs.
  return isUuid(key.toLowerCase()) ? key.toLowerCase() : key;
};
const wrongKey = (): RefusalError =>
  new RefusalError('REQUEST.INVALID', {
    errors: [{ field: 'Idempotency-Key', rule: 'isIdempotencyKey' }],
  });

/** Reads the header, and describes it with the route. */
const keyParameter = (required: boolean, read: (execution: ExecutionContext) => string) => {
  const parameter = createParamDecorator((_: unknown, execution: ExecutionContext): string =>
    read(execution),
  );
  const describe = ApiHeader({
    name: 'Idempotency-Key',
    required,
    description:
      'The same command under the same key of the same caller takes effect once; another under it is 409 COMMAND.ID_REUSED. Two callers who choose the same key do not meet',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
  }) as MethodDecorator;
  return describedParameter(parameter, describe);
};

/** The Idempotency-Key header, without which money or bytes could move twice. */
export const RequiredKey = keyParameter(true, (execution) => {
  const key = keyIn(execution);
  if (key === undefined) throw new RefusalError('REQUEST.IDEMPOTENCY_KEY_MISSING');
  return key;
});

/** The Idempotency-Key header, or a new key where the caller names none. */
export const CommandKey = keyParameter(false, (execution) => keyIn(execution) ?? newId());
