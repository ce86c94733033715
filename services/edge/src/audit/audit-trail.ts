// audit-trail.ts — records what operators do: before it is done, and how it ended.
import {
  Inject,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants';
import { ModuleRef, Reflector } from '@nestjs/core';
import { AuthOtp, LIVE_ACTS_SUBJECT } from '@saring/contracts';
import { newId, type AuditOutcome, type Permission } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { LOGGER, NATS, type Logger } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import type { NatsConnection } from 'nats';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { problemBody, problemOf } from '../http/problem';
import { RequestContexts } from '../http/request-context';
import { operatorOf, PERMISSION, type Operator } from '../operators/operator-sessions';
import { declaredFields, type Declared } from './declared-fields';
import { recorded, recordedBefore } from './recorded';

type Params = Readonly<Record<string, string>>;
type ReadBefore = (controller: object, params: Params, request: FastifyRequest) => Promise<object>;
export const BEFORE = 'saring:audit-before';

/** How the record learns what the changed fields held before. @param read asks for the thing, as the route's GET does. */
export const RecordBefore = <Controller extends object>(
  read: (controller: Controller, params: Params, request: FastifyRequest) => Promise<object>,
): MethodDecorator => SetMetadata(BEFORE, read);

type ReadFields = (controller: object, params: Params, fields: Declared) => Promise<object>;
const FIELDS = 'saring:audit-fields';
/** What is recorded in place of the fields of the request, where their names do not say what was changed. */
export const RecordFields = <Controller extends object>(
  read: (controller: Controller, params: Params, fields: Declared) => Promise<object>,
): MethodDecorator => SetMetadata(FIELDS, read);

const PEOPLE = 'saring:changes-people';
/** Of acts on orders, requests and the like, which change something of a person whom their address does not name. */
export const ChangesPeople = (): ClassDecorator => SetMetadata(PEOPLE, true);

const READING = 'saring:audit-reading';
/** Of a reading that is recorded as a change is: it takes many people's data out of the house. */
export const RecordReading = (): MethodDecorator => SetMetadata(READING, true);

/** Every change that an operator asks for is recorded first: what cannot be recorded is refused, and not done. */
@Injectable()
export class AuditTrail implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(NATS) private readonly nats: NatsConnection,
  ) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const operator = operatorOf(request);
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const isRecorded = !isReading || this.reflector.get(READING, execution.getHandler()) === true;
    if (!operator || !isRecorded) return next.handle();
    const entryId = await this.begin(execution, request, operator);
    const isOfPerson =
      !isReading &&
      ('subscriberId' in (request.params as Params) ||
        this.reflector.get(PEOPLE, execution.getClass()) === true);
    return from(this.ended({ entryId, isOfPerson }, execution, next));
  }

  /** @throws UnavailableError when auth-otp does not answer. */
  private async begin(
    execution: ExecutionContext,
    request: FastifyRequest,
    operator: Operator,
  ): Promise<string> {
    const handler = execution.getHandler();
    const permission = this.reflector.get<Permission | null | undefined>(PERMISSION, handler) ?? null;
    const params = request.params as Params;
    const fields = await this.fields(execution, request);
    const entry = {
      entryId: newId(),
      ...{ operatorId: operator.operatorId, operatorName: operator.name || operator.email },
      ...(operator.apiKeyId === undefined ? {} : { apiKeyId: operator.apiKeyId }),
      ...(permission === null ? {} : { permission }),
      ...{ httpMethod: request.method, route: request.routeOptions.url ?? '', params: { ...params } },
      bodyJson: recorded(fields),
      beforeJson: await this.before(execution, request, fields),
      address: this.contexts.of(request).address,
    };
    await this.messenger.request(AuthOtp.method.beginAuditEntry, { entry });
    return entry.entryId;
  }

  private async fields(execution: ExecutionContext, request: FastifyRequest): Promise<Declared> {
    const fields = fieldsOf(execution, request);
    const read = this.reflector.get<ReadFields | undefined>(FIELDS, execution.getHandler());
    if (!read) return fields;
    const controller = this.modules.get<object>(execution.getClass(), { strict: false });
    return { ...(await read(controller, request.params as Params, fields)) };
  }

  /** What cannot be read now is not known: the change itself will say why. */
  private async before(
    execution: ExecutionContext,
    request: FastifyRequest,
    fields: Declared,
  ): Promise<string> {
    const read = this.reflector.get<ReadBefore | undefined>(BEFORE, execution.getHandler());
    if (!read) return '';
    const controller = this.modules.get<object>(execution.getClass(), { strict: false });
    try {
      return recordedBefore(await read(controller, request.params as Params, request), fields);
    } catch (error) {
      this.logger.debug({ error: (error as Error).message }, 'what was there before could not be read');
      return '';
    }
  }

  private async ended(
    { entryId, isOfPerson }: { readonly entryId: string; readonly isOfPerson: boolean },
    execution: ExecutionContext,
    next: CallHandler,
  ): Promise<unknown> {
    try {
      const reply: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.end(entryId, 'done', statusOf(this.reflector, execution));
      // OperatorPages of every replica hears it: another operator may look at that person.
      if (isOfPerson && !this.nats.isClosed()) this.nats.publish(LIVE_ACTS_SUBJECT);
      return reply;
    } catch (error) {
      const problem = problemOf(error);
      const { status } = problemBody(problem, { errorLocale: 'en', publicOrigin: '' }, '');
      await this.end(entryId, status < 500 ? 'refused' : 'failed', status, problem.code);
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

/** What is asked for is in the body, of a few routes in the query. */
const fieldsOf = (execution: ExecutionContext, { body, query }: FastifyRequest): Declared => {
  const route = { controller: execution.getClass(), method: execution.getHandler().name };
  return { ...declaredFields(route, 'query', query), ...declaredFields(route, 'body', body) };
};

const statusOf = (reflector: Reflector, execution: ExecutionContext): number => {
  const set = reflector.get<number | undefined>(HTTP_CODE_METADATA, execution.getHandler());
  const { method } = execution.switchToHttp().getRequest<FastifyRequest>();
  return set ?? (method === 'POST' ? 201 : 200);
};
