// masking.ts — every answer to an operator is masked, but for who asks to see it, may, and is recorded.
import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthOtp } from '@saring/contracts';
import { newId, type Permission } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { declaredFields } from '../audit/declared-fields';
import { recorded } from '../audit/recorded';
import type { JsonSchema } from '../http/api-schema';
import { showCells } from '../http/tables/send-table';
import { RequestContexts } from '../http/request-context';
import { operatorOf, PERMISSION, type Operator } from '../operators/operator-sessions';
import { MaskedAnswer, subscribersIn, type Schemas } from './masked-answer';
import { masksWithin } from './masked-values';
import { asksUnmasked, UNMASK } from './unmask-requests';

/** A page that asks again for what it shows is recorded once in this time. */
const RECORDED_MILLISECONDS = 60_000;
const MOST_REMEMBERED = 10_000;
const DONE = 200;
const TEXTS = /^(?:text\/csv|text\/plain|application\/problem\+json)/;

type Operation = {
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>> }>
  >;
};
type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Schemas };
};

/** Whether an answer leaves as it is: it is none of an operator's, or its operator may see it and asked to. */
const isUnmasked = (request: FastifyRequest): boolean => {
  const operator = operatorOf(request);
  return !operator || (asksUnmasked(request) && operator.permissions.includes(UNMASK));
};

@Injectable()
export class Masking implements NestInterceptor, OnModuleDestroy {
  private readonly recordedAt = new Map<string, number>();
  private describe: () => Description = () => ({ paths: {} });
  private masks: MaskedAnswer | undefined;
  private schemas = new Map<string, JsonSchema>();

  constructor(
    private readonly reflector: Reflector,
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
  ) {}

  /** @param describe the description of the API, which says what is personal; asked for once. */
  useDescription(describe: () => Description): void {
    this.describe = describe;
  }

  onModuleDestroy(): void {
    this.recordedAt.clear();
  }

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    // What any operator may do with their own login tells them nothing but their own.
    const permission = this.reflector.get<Permission | null | undefined>(PERMISSION, execution.getHandler());
    return permission === null ? next.handle() : from(this.answer(execution, next));
  }

  /** Files and texts that a handler sends itself; a PDF or a picture holds nothing of these. */
  text(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
    const type = String(reply.getHeader('content-type') ?? '');
    if (typeof payload !== 'string' || !TEXTS.test(type) || isUnmasked(request)) return payload;
    return masksWithin(payload);
  }

  private async answer(execution: ExecutionContext, next: CallHandler): Promise<unknown> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const before = operatorOf(request);
    const schema = before ? this.schemaOf(request) : undefined;
    // A handler that sends its file itself has done so before it returns.
    if (before && !schema && isUnmasked(request)) await this.record(execution, request, before, []);
    if (before && !isUnmasked(request)) showCells(request, masksWithin);
    const reply: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    // Routes that others may ask, too, learn who asks while they answer.
    const operator = operatorOf(request);
    const described = operator && (schema ?? this.schemaOf(request));
    if (!operator || !described || typeof reply !== 'object' || reply === null) return reply;
    const masked = this.masks?.of(reply, described);
    if (!isUnmasked(request)) return masked;
    const isPersonal = JSON.stringify(masked) !== JSON.stringify(reply);
    if (isPersonal) await this.record(execution, request, operator, [...subscribersIn(reply)]);
    return reply;
  }

  /** Of the JSON that the route answers; undefined: it sends a file, or nothing. */
  private schemaOf(request: FastifyRequest): JsonSchema | undefined {
    if (!this.masks) {
      const { paths, components } = this.describe();
      this.masks = new MaskedAnswer(components?.schemas ?? {});
      for (const [path, operations] of Object.entries(paths))
        for (const [method, { responses = {} }] of Object.entries(operations)) {
          const done = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
          const schema = done?.content?.['application/json']?.schema;
          if (schema) this.schemas.set(`${method.toUpperCase()} ${path}`, schema);
        }
    }
    const path = (request.routeOptions.url ?? '').replace(/:(\w+)/g, '{$1}');
    return this.schemas.get(`${request.method} ${path}`);
  }

  /** @throws UnavailableError when auth-otp does not answer: what cannot be recorded is not shown. */
  private async record(
    execution: ExecutionContext,
    request: FastifyRequest,
    operator: Operator,
    shown: readonly string[],
  ): Promise<void> {
    const params = request.params as Readonly<Record<string, string>>;
    const route = { controller: execution.getClass(), method: execution.getHandler().name };
    const asked = declaredFields(route, 'query', request.query);
    const key = JSON.stringify([operator.operatorId, request.method, request.url, shown]);
    const now = performance.now();
    if (now - (this.recordedAt.get(key) ?? -RECORDED_MILLISECONDS) < RECORDED_MILLISECONDS) return;
    const entry = {
      ...{ entryId: newId(), operatorId: operator.operatorId, operatorName: operator.name || operator.email },
      ...(operator.apiKeyId === undefined ? {} : { apiKeyId: operator.apiKeyId }),
      ...{ permission: UNMASK, httpMethod: request.method, route: request.routeOptions.url ?? '' },
      params: { ...params },
      bodyJson: recorded({ ...asked, ...(shown.length > 0 ? { shown } : {}) }),
      beforeJson: '',
      address: this.contexts.of(request).address,
    };
    await this.messenger.request(AuthOtp.method.beginAuditEntry, { entry });
    const ending = { entryId: entry.entryId, outcome: 'done', status: DONE };
    await this.messenger.request(AuthOtp.method.endAuditEntry, ending);
    if (this.recordedAt.size >= MOST_REMEMBERED) this.recordedAt.clear();
    this.recordedAt.set(key, now);
  }
}
