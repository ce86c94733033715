// operator-guard.ts — stands before every route of operators.
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission } from '@saring/kernel';
import type { FastifyRequest } from 'fastify';
import { KnownSubscribers } from '../subscribers/known-subscribers';
import { OperatorAccess } from './operator-access';
import { PERMISSION, WITH_ONE_TIME_PASSWORD } from './operator-sessions';

/**
 * Lets operators in whose role has the route's permission, to subscribers whom there are. A route without `@Permit` is a bug, and closed.
 */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: OperatorAccess,
    private readonly subscribers: KnownSubscribers,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<Permission | null | undefined>(PERMISSION, execution.getHandler());
    if (permission === undefined) throw new Error(`${execution.getHandler().name} has no @Permit`);
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const isOpen = this.reflector.get(WITH_ONE_TIME_PASSWORD, execution.getHandler()) === true;
    await this.access.authenticate(request, permission, isOpen);
    const { subscriberId } = request.params as { readonly subscriberId?: string };
    if (subscriberId !== undefined) await this.subscribers.check(subscriberId);
    return true;
  }
}
