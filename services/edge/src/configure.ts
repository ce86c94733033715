import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { newId } from '@saring/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ClientLookup } from './captive/client-lookup';
import { PortalVisits } from './captive/portal-visits';
import { EDGE_CONFIG, type EdgeConfig } from './config';
import { AllowedMethods } from './http/allowed-methods';
import { bindBrowser } from './http/browser-binding';
import { cookieOf, COOKIES, setCookie } from './http/cookies';
import { describeApi, serveApiDescription } from './http/describe-api';
import { measureRequests } from './http/request-metrics';
import { invalidFields } from './http/invalid-fields';
import { Limits } from './http/limits';
import { answerMalformed } from './http/malformed';
import { ProblemFilter } from './http/problem';
import { RATE_LIMITS } from './http/rate-limits';
import { RequestContexts } from './http/request-context';
import { isApiRequest } from './http/request-path';
import { RequestRules } from './http/request-rules';
import { setSecurityHeaders } from './http/security-headers';
import { checkBody, checkWellFormed } from './http/well-formed';
import { LARGEST_BATCH_BYTES } from './batches/batch-bodies';
import { Masking } from './privacy/masking';
import { noteUnmasking } from './privacy/unmask-requests';
import { LARGEST_PROOF_BYTES, PROOF_TYPES } from './orders/order-proofs.controller';
import { readProofForm } from './orders/proof-form';
import { LARGEST_PROFILE_BYTES, PROFILE_ROUTE } from './sites/site-profiles.controller';
import { LARGEST_PLUGIN_BYTES, PLUGIN_TYPE } from './payment-plugins/payment-plugins.controller';
import { SubscriberSessions } from './login/subscriber-sessions';

/**
 * A request that has not arrived whole by then is cut off, head and body together: a slow sender holds no socket for
 * long. Node looks only as often as `lookMilliseconds`; its own standard of 30 s would double the limit.
 */
const HTTP_LIMITS = {
  requestMilliseconds: 15_000,
  lookMilliseconds: 1_000,
  headersMilliseconds: 10_000,
  keepAliveMilliseconds: 65_000,
  requestsPerSocket: 10_000,
};
const CSRF_SECONDS = 30 * 86_400;

/** Readies the one HTTP door, and opens it. */
export const configureEdge = async (app: NestFastifyApplication): Promise<void> => {
  const config = app.get<EdgeConfig>(EDGE_CONFIG);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  prepareRequests(fastify, {
    allowed: app.get(AllowedMethods),
    contexts: app.get(RequestContexts),
    limits: app.get(Limits),
    sessions: app.get(SubscriberSessions),
    clients: app.get(ClientLookup),
    visits: app.get(PortalVisits),
  });
  traceRequests(fastify);
  for (const type of PROOF_TYPES) fastify.addContentTypeParser(type, PROOF_PARSER, takeWhole);
  fastify.addContentTypeParser('multipart/form-data', readProofForm(LARGEST_PROOF_BYTES));
  fastify.addContentTypeParser(PLUGIN_TYPE, PLUGIN_PARSER, takeWhole);
  const validation = {
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: invalidFields,
    validationError: { target: true, value: true },
  };
  app.useGlobalPipes(new RequestRules(validation));
  app.useGlobalFilters(app.get(ProblemFilter));
  serveApiDescription(app);
  const masking = app.get(Masking);
  masking.useDescription(() => describeApi(app) as never);
  fastify.addHook('onSend', async (request, reply, payload) => masking.text(request, reply, payload));
  measureRequests(fastify);
  const server = app.getHttpServer() as LimitedServer;
  // Read by Node when it starts to listen.
  server.connectionsCheckingInterval = HTTP_LIMITS.lookMilliseconds;
  server.requestTimeout = HTTP_LIMITS.requestMilliseconds;
  server.headersTimeout = HTTP_LIMITS.headersMilliseconds;
  server.keepAliveTimeout = HTTP_LIMITS.keepAliveMilliseconds;
  server.maxRequestsPerSocket = HTTP_LIMITS.requestsPerSocket;
  await app.listen(config.PORT, config.HOST);
  answerMalformed(server, config.PUBLIC_URL ?? '');
};

/** Node's types name the option of the constructor only. */
type LimitedServer = Server & { connectionsCheckingInterval: number };

type RequestParts = {
  readonly allowed: AllowedMethods;
  readonly contexts: RequestContexts;
  readonly limits: Limits;
  readonly sessions: SubscriberSessions;
  readonly clients: ClientLookup;
  readonly visits: PortalVisits;
};

const prepareRequests = (
  fastify: FastifyInstance,
  { allowed, contexts, limits, sessions, clients, visits }: RequestParts,
): void => {
  // A picture as text is longer than any other body of JSON.
  allowed.note(fastify);
  fastify.addHook('onRoute', (route) => {
    if (route.url === '/api/v1/batches' && route.method === 'POST') route.bodyLimit = LARGEST_BATCH_BYTES;
    if (route.url === PROFILE_ROUTE && route.method === 'PUT') route.bodyLimit = LARGEST_PROFILE_BYTES;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const requestContext = contexts.of(request);
    setSecurityHeaders(reply, requestContext.isSecure);
    if (isApiRequest(request)) void reply.header('cache-control', 'no-store');
    if (!cookieOf(request, COOKIES.csrf))
      setCookie(reply, requestContext, COOKIES.csrf, newId(), CSRF_SECONDS);
    bindBrowser(request, reply, requestContext);
    visits.note(request);
    const claims = sessions.signedClaimsOf(request);
    if (routeOf(request).startsWith('/webhooks/')) limits.take(RATE_LIMITS.webhooks, requestContext.address);
    else if (claims) limits.take(RATE_LIMITS.anyBySubscriber, claims.subscriberId);
    else if (!isPortalFile(request))
      limits.take(RATE_LIMITS.anyByAddress, requestContext.site, clients.countedAs(request));
    done();
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    allowed.check(request);
    noteUnmasking(request);
    checkWellFormed(request);
    checkBody(request);
    done();
  });
};

/** Kept in memory and answered at once: a site behind one address loads its portal however many do. */
const isPortalFile = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'GET' && (routeOptions.url === '/' || routeOptions.url === '*' || routeOptions.url === '/*');

const PROOF_PARSER = { parseAs: 'buffer', bodyLimit: LARGEST_PROOF_BYTES } as const;
const PLUGIN_PARSER = { parseAs: 'buffer', bodyLimit: LARGEST_PLUGIN_BYTES } as const;
const takeWhole = (
  _request: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, body: Buffer) => void,
): void => done(null, body);

/** One span a request, from the browser's own trace where it sends one. Begun behind the body, whose reading loses it. */
const traceRequests = (fastify: FastifyInstance): void => {
  const tracer = trace.getTracer('saring');
  fastify.addHook('preHandler', (request, reply, done) => {
    const { traceparent } = request.headers;
    const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
    const attributes = { 'http.request.method': request.method, 'http.route': routeOf(request) };
    const span = tracer.startSpan(
      `${request.method} ${routeOf(request)}`,
      { kind: SpanKind.SERVER, attributes },
      parent,
    );
    reply.raw.once('close', () => {
      span.setAttribute('http.response.status_code', reply.raw.statusCode);
      if (reply.raw.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(parent, span), done);
  });
};

/** The pattern of the route, which holds no personal data. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unknown';
