import type { Permission } from '@saring/kernel';
import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { MessageShape } from '@bufbuild/protobuf';
import type { AuthOtp } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { cookieOf, COOKIES } from '../http/cookies';

export type Operator = MessageShape<typeof AuthOtp.method.authenticateOperator.output>;

const OPERATORS = new WeakMap<FastifyRequest, Operator>();
export const PERMISSION = 'saring:permission';

/** The `resource:action` that a route needs; `null` for what any operator may do with their own login. */
export const Permit = (permission: Permission | null): MethodDecorator =>
  applyDecorators(
    SetMetadata(PERMISSION, permission),
    ApiBearerAuth(),
    ApiSecurity('operator'),
    ApiExtension('x-permission', permission ?? 'any operator'),
  );

export const WITH_ONE_TIME_PASSWORD = 'saring:with-one-time-password';
/** Open to who has a one-time password still: the change of it, and who they are. */
export const WithOneTimePassword = (): MethodDecorator => SetMetadata(WITH_ONE_TIME_PASSWORD, true);

/** For a route of others that operators may ask, too, by `authenticateOperator`. @param others who else, in words. */
export const PermitAlso = (permission: Permission, others: string): MethodDecorator =>
  applyDecorators(
    ApiBearerAuth(),
    ApiSecurity('operator'),
    ApiExtension('x-permission', `${others}, or ${permission}`),
  );

/** An API key in the header, else the session cookie. */
export const operatorTokenOf = (request: FastifyRequest): string => {
  const { authorization } = request.headers;
  if (authorization === undefined) return cookieOf(request, COOKIES.operator) ?? '';
  return /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '';
};

/** Of a key its scopes are to be changed, of a person the role. */
export const lacking = ({ headers }: FastifyRequest, permission: Permission): RefusalError =>
  headers.authorization === undefined
    ? new RefusalError('AUTH.FORBIDDEN', { permission })
    : new RefusalError('AUTH.KEY_LACKS_SCOPE', { permission });

/** Who may see no number whole may not find it by guessing its parts, either. */
export const readsMasked = ({ permissions }: Operator): boolean => !permissions.includes('privacy:unmask');

/** Of what a route needs beside its own. @throws RefusalError AUTH.FORBIDDEN, AUTH.KEY_LACKS_SCOPE */
export const needPermission = (request: FastifyRequest, permission: Permission): void => {
  if (!operatorOf(request)?.permissions.includes(permission)) throw lacking(request, permission);
};

/** Of who was let in. */
export const noteOperator = (request: FastifyRequest, operator: Operator): void => {
  OPERATORS.set(request, operator);
};

/** The operator whom OperatorGuard let in; undefined on routes of others. */
export const operatorOf = (request: FastifyRequest): Operator | undefined => OPERATORS.get(request);

/** The operator whom OperatorGuard let in. */
export const CurrentOperator = createParamDecorator((_: unknown, execution: ExecutionContext): Operator => {
  const operator = operatorOf(execution.switchToHttp().getRequest<FastifyRequest>());
  if (!operator) throw new Error('CurrentOperator needs OperatorGuard on its route');
  return operator;
});
