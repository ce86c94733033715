import { SetMetadata, type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { cookieOf, COOKIES } from './cookies';
import { RequestContexts } from './request-context';
import { same } from './signed-values';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORM_POST = 'saring:form-post';

/** A form of the pages without JavaScript: it carries a token of its own, checked by its controller. */
export const FormPost = () => SetMetadata(FORM_POST, true);

const FROM_MACHINE = 'saring:from-machine';

/** A call of another server: no browser sends it for its visitor, and what it says is proved by itself. */
export const FromMachine = () => SetMetadata(FROM_MACHINE, true);

type OriginVerdict = 'ours' | 'foreign' | 'absent';

/** `null` (a sandboxed page, a privacy setting) says no more than a missing one. */
export const originVerdict = (origin: string | undefined, own: string): OriginVerdict =>
  origin === undefined || origin === 'null' ? 'absent' : origin.toLowerCase() === own ? 'ours' : 'foreign';

/**
 * No other site changes anything in our visitors' name (domain.md, "OTP and sessions"). With a session: a matching
 * Origin and the CSRF token. Without one: no foreign Origin, and where it is missing a JSON body, which no other site
 * can send without being asked first. A bearer token is not sent by browsers on their own: it is enough where no cookie of a
 * subscriber stands beside it.
 */
@Injectable()
export class CsrfGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly contexts: RequestContexts,
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE_METHODS.has(request.method) || speaksForItself(request)) return true;
    if (this.reflector.get<boolean | undefined>(FROM_MACHINE, execution.getHandler())) return true;
    const verdict = originVerdict(request.headers.origin, this.contexts.of(request).origin);
    const isFormPost = this.reflector.get<boolean | undefined>(FORM_POST, execution.getHandler()) ?? false;
    const passes = isFormPost
      ? verdict !== 'foreign'
      : hasSession(request)
        ? verdict === 'ours' && hasToken(request)
        : passesAlone(request, verdict);
    if (!passes) throw new RefusalError('REQUEST.CROSS_SITE');
    return true;
  }
}

/** Operators' routes ignore cookies beside a token; those of subscribers do not. */
const speaksForItself = (request: FastifyRequest): boolean =>
  /^Bearer \S+$/i.test(request.headers.authorization ?? '') &&
  !cookieOf(request, COOKIES.access) &&
  !cookieOf(request, COOKIES.refresh);

const hasSession = (request: FastifyRequest): boolean =>
  Boolean(
    cookieOf(request, COOKIES.access) ||
    cookieOf(request, COOKIES.refresh) ||
    cookieOf(request, COOKIES.operator),
  );

const hasToken = (request: FastifyRequest): boolean => {
  const sent = request.headers['x-csrf-token'];
  const kept = cookieOf(request, COOKIES.csrf);
  return typeof sent === 'string' && Boolean(kept) && same(sent, kept ?? '');
};

const passesAlone = (request: FastifyRequest, verdict: OriginVerdict): boolean =>
  verdict === 'ours' ||
  (verdict === 'absent' &&
    request.headers.origin === undefined &&
    (request.headers['content-type'] ?? '').startsWith('application/json'));
