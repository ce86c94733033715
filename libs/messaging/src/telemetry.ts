import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api';
import { headers, type MsgHdrs } from 'nats';

const TRACER = 'saring';

/** Runs in a span of its own and marks it when it fails. */
export const inSpan = <T>(
  name: string,
  attributes: Attributes,
  run: (span: Span) => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> =>
  trace.getTracer(TRACER).startActiveSpan(name, { attributes, kind }, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.message : String(error),
      });
      throw error;
    } finally {
      span.end();
    }
  });

/** The W3C trace context of now, for a header or an event's metadata; undefined outside any trace. */
export const currentTraceparent = (): string | undefined => {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
};

/** Continues the trace that a traceparent names; without one, runs as it is. */
export const withTraceparent = <T>(traceparent: string | undefined, run: () => T): T =>
  traceparent ? context.with(propagation.extract(context.active(), { traceparent }), run) : run();

export const traceHeaders = (): MsgHdrs => {
  const result = headers();
  const traceparent = currentTraceparent();
  if (traceparent) result.set('traceparent', traceparent);
  return result;
};
