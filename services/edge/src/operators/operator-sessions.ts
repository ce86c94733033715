import type { Permission } from '@saring/kernel';
import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { MessageShape } from '@bufbuild/protobuf';
import { AuthOtp } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { cookieOf, COOKIES } from '../http/cookies';
import { KnownSubscribers } from '../subscribers/known-subscribers';

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

/**
 * Lets operators in whose role has the route's permission, to subscribers whom there are. A route without `@Permit` is a bug, and closed.
 */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly messenger: Messenger,
    private readonly subscribers: KnownSubscribers,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<Permission | null | undefined>(PERMISSION, execution.getHandler());
    if (permission === undefined) throw new Error(`${execution.getHandler().name} has no @Permit`);
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    await authenticateOperator(this.messenger, request, permission);
    const { subscriberId } = request.params as { readonly subscriberId?: string };
    if (subscriberId !== undefined) await this.subscribers.check(subscriberId);
    return true;
  }
}

/** Of a key its scopes are to be changed, of a person the role. */
export const lacking = ({ headers }: FastifyRequest, permission: Permission): RefusalError =>
  headers.authorization === undefined
    ? new RefusalError('AUTH.FORBIDDEN', { permission })
    : new RefusalError('AUTH.KEY_LACKS_SCOPE', { permission });

/** For routes that subscribers and operators share. @throws RefusalError AUTH.… for whom it does not let in. */
export const authenticateOperator = async (
  messenger: Messenger,
  request: FastifyRequest,
  permission: Permission | null,
): Promise<Operator> => {
  const token = operatorTokenOf(request);
  if (!token) throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
  const operator = await messenger.request(AuthOtp.method.authenticateOperator, { token });
  if (permission !== null && operator.mustChangePassword)
    throw new RefusalError('AUTH.PASSWORD_CHANGE_REQUIRED');
  if (permission !== null && !operator.permissions.includes(permission)) throw lacking(request, permission);
  OPERATORS.set(request, operator);
  return operator;
};

/** The operator whom OperatorGuard let in; undefined on routes of others. */
export const operatorOf = (request: FastifyRequest): Operator | undefined => OPERATORS.get(request);

/** The operator whom OperatorGuard let in. */
export const CurrentOperator = createParamDecorator((_: unknown, execution: ExecutionContext): Operator => {
  const operator = operatorOf(execution.switchToHttp().getRequest<FastifyRequest>());
  if (!operator) throw new Error('CurrentOperator needs OperatorGuard on its route');
  return operator;
});
