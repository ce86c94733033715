// audit-entries.ts — entries of the record: begun before an act is done, ended with how it went.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { newId, type AuditOutcome, type Permission } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { LOGGER, type Logger } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { problemBody, problemOf } from '../http/problem';
import { RequestContexts } from '../http/request-context';
import type { Operator } from '../operators/operator-sessions';
import type { Declared } from './declared-fields';
import { recorded } from './recorded';

type Act = {
  readonly permission: Permission | null;
  readonly httpMethod: string;
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly fields: Declared;
  /** As `recordedBefore` says it; empty: not known. */
  readonly beforeJson: string;
};

@Injectable()
export class AuditEntries {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws UnavailableError when auth-otp does not answer. */
  async begin(request: FastifyRequest, operator: Operator, act: Act): Promise<string> {
    const { permission, fields, params, ...told } = act;
    const entry = {
      entryId: newId(),
      ...{ operatorId: operator.operatorId, operatorName: operator.name || operator.email },
      ...(operator.apiKeyId === undefined ? {} : { apiKeyId: operator.apiKeyId }),
      ...(permission === null ? {} : { permission }),
      ...{ ...told, params: { ...params }, bodyJson: recorded(fields) },
      address: this.contexts.of(request).address,
    };
    await this.messenger.request(AuthOtp.method.beginAuditEntry, { entry });
    return entry.entryId;
  }

  done(entryId: string, status: number): Promise<void> {
    return this.end(entryId, 'done', status);
  }

  async failed(entryId: string, error: unknown): Promise<void> {
    const problem = problemOf(error);
    const { status } = problemBody(problem, { errorLocale: 'en', publicOrigin: '' }, '');
    await this.end(entryId, status < 500 ? 'refused' : 'failed', status, problem.code);
  }

  /** One of many acts that one request asks for: it stands in the record as if it was asked for alone. */
  async record<T>(
    request: FastifyRequest,
    operator: Operator,
    act: Omit<Act, 'beforeJson'>,
    done: () => Promise<T>,
  ): Promise<T> {
    const entryId = await this.begin(request, operator, { ...act, beforeJson: '' });
    try {
      const answer = await done();
      await this.done(entryId, OK);
      return answer;
    } catch (error) {
      await this.failed(entryId, error);
      throw error;
    }
  }

  /** The act has its end already; an entry that gets none stays begun. */
  private async end(entryId: string, outcome: AuditOutcome, status: number, code?: string): Promise<void> {
    const ending = { entryId, outcome, status, ...(code === undefined ? {} : { code }) };
    try {
      await this.messenger.request(AuthOtp.method.endAuditEntry, ending);
    } catch (error) {
      this.logger.warn(
        { entryId, outcome, error: (error as Error).message },
        'an act is recorded without its end',
      );
    }
  }
}

const OK = 200;
