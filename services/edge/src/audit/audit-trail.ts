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
import { LIVE_ACTS_SUBJECT } from '@saring/contracts';
import type { Permission } from '@saring/kernel';
import { LOGGER, NATS, type Logger } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import type { NatsConnection } from 'nats';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { operatorOf, PERMISSION, type Operator } from '../operators/operator-sessions';
import { AuditEntries } from './audit-entries';
import { declaredFields, type Declared } from './declared-fields';
import { recordedBefore } from './recorded';

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
    private readonly entries: AuditEntries,
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
    return this.entries.begin(request, operator, {
      ...{ permission, fields, params, httpMethod: request.method, route: request.routeOptions.url ?? '' },
      beforeJson: await this.before(execution, request, fields),
    });
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
      await this.entries.done(entryId, statusOf(this.reflector, execution));
      // OperatorPages of every replica hears it: another operator may look at that person.
      if (isOfPerson && !this.nats.isClosed()) this.nats.publish(LIVE_ACTS_SUBJECT);
      return reply;
    } catch (error) {
      await this.entries.failed(entryId, error);
      throw error;
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
