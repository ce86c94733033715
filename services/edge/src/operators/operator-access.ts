// operator-access.ts — who is let in as an operator, and the record of what an operator tried without the right to it.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { newId, type Permission } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { LOGGER, type Logger } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { asksUnmasked, UNMASK } from '../privacy/unmask-requests';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { lacking, noteOperator, operatorTokenOf, type Operator } from './operator-sessions';

const FORBIDDEN_STATUS = 403;

@Injectable()
export class OperatorAccess {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly limits: Limits,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * For routes that subscribers and operators share, too.
   * @param withOneTimePassword whether who has to change theirs is let in.
   * @throws RefusalError AUTH.… for whom it does not let in.
   */
  async authenticate(
    request: FastifyRequest,
    permission: Permission | null,
    withOneTimePassword = false,
  ): Promise<Operator> {
    const token = operatorTokenOf(request);
    if (!token) throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
    const operator = await this.messenger.request(AuthOtp.method.authenticateOperator, { token });
    const refusal = withOneTimePassword ? null : refusalOf(operator, request, permission);
    if (refusal) {
      await this.record(operator, request, permission, refusal.code);
      throw refusal;
    }
    noteOperator(request, operator);
    if (asksUnmasked(request) && !operator.permissions.includes(UNMASK)) {
      await this.record(operator, request, UNMASK, lacking(request, UNMASK).code);
      throw lacking(request, UNMASK);
    }
    return operator;
  }

  /** Nothing is done, so nothing depends on the record: where it fails, the refusal stands. */
  private async record(
    operator: Operator,
    request: FastifyRequest,
    permission: Permission | null,
    code: string,
  ): Promise<void> {
    if (!this.limits.mayTake(RATE_LIMITS.recordedRefusals, operator.operatorId)) return;
    const entry = {
      ...{ entryId: newId(), operatorId: operator.operatorId, operatorName: operator.name || operator.email },
      ...(permission === null ? {} : { permission }),
      ...(operator.apiKeyId === undefined ? {} : { apiKeyId: operator.apiKeyId }),
      ...{ httpMethod: request.method, route: request.routeOptions.url ?? '' },
      params: { ...(request.params as Readonly<Record<string, string>>) },
      address: this.contexts.of(request).address,
    };
    const ending = { entryId: entry.entryId, outcome: 'refused', status: FORBIDDEN_STATUS, code };
    try {
      await this.messenger.request(AuthOtp.method.beginAuditEntry, { entry });
      await this.messenger.request(AuthOtp.method.endAuditEntry, ending);
    } catch (error) {
      this.logger.warn({ code, error: (error as Error).message }, 'a refused try is not recorded');
    }
  }
}

const refusalOf = (
  { mustChangePassword, permissions }: Operator,
  request: FastifyRequest,
  permission: Permission | null,
): RefusalError | null => {
  if (mustChangePassword) return new RefusalError('AUTH.PASSWORD_CHANGE_REQUIRED');
  return permission === null || permissions.includes(permission) ? null : lacking(request, permission);
};
