// request-metrics.ts — how long the door takes to answer, by whom it serves and what came of it.
import { trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Histogram, register, Registry, type OpenMetricsContentType } from 'prom-client';
import { isApiRequest } from './request-path';

/** The promise is 0.3 s. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 3, 10];

// prom-client makes one with exemplars in a registry of their format alone; the process turns to it when it serves them.
const withExemplars = new Registry<OpenMetricsContentType>();
withExemplars.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);

// Of any labels: exemplars have others than the metric.
const requestSeconds = new Histogram<string>({
  name: 'saring_http_request_seconds',
  help: 'From a request that is there whole to its answer, live pages aside; refused: 4xx, failed: 5xx',
  labelNames: ['surface', 'outcome'],
  buckets: BUCKETS,
  enableExemplars: true,
  registers: [withExemplars],
});
register.registerMetric(requestSeconds);

const PORTAL = /^\/api\/v1\/(me|auth|pay|device|possession|site)\b/;

/** Few values, whatever is asked for: routes are in traces. */
const surfaceOf = (request: FastifyRequest): string => {
  const route = request.routeOptions.url ?? '*';
  if (route.startsWith('/webhooks/')) return 'webhook';
  if (!isApiRequest(request)) return 'page';
  return PORTAL.test(route) ? 'portal' : 'console';
};

const outcomeOf = (status: number): string => {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
};

/** A point of the line leads to its trace, where one is recorded. */
const traceLabels = (): { readonly trace_id?: string } => {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? { trace_id: span.spanContext().traceId } : {};
};

/**
 * Measures each request but those whose answer stays open. How fast a phone sends a body and takes an answer says nothing
 * of us: it is measured in between.
 */
export const measureRequests = (fastify: FastifyInstance): void => {
  const begunAt = new WeakMap<FastifyRequest, number>();
  const begin = (request: FastifyRequest, _reply: unknown, done: () => void): void => {
    begunAt.set(request, performance.now());
    done();
  };
  fastify.addHook('onRequest', begin);
  fastify.addHook('preValidation', begin);
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const begun = begunAt.get(request);
    if (begun !== undefined)
      requestSeconds.observe({
        labels: { surface: surfaceOf(request), outcome: outcomeOf(reply.statusCode) },
        value: (performance.now() - begun) / 1_000,
        exemplarLabels: traceLabels(),
      });
    done();
  });
};
