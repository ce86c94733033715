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

/** Whether anyone records spans: else what only they need is not looked up. */
export const isTraced = (): boolean => propagation.fields().length > 0;

const TRACE_ID = { from: 3, to: 35 };
const traceIdOf = (traceparent: string | undefined): string | undefined =>
  traceparent?.slice(TRACE_ID.from, TRACE_ID.to);

/**
 * Marks in another trace what happens in this one, as when a bank's notice moves an order on: a span without length that
 * points here.
 * @param traceparent of the other trace; undefined: there is none.
 * @returns what follows it in that trace; undefined where nobody records, or where it is this very trace.
 */
export const markIn = (
  traceparent: string | undefined,
  name: string,
  attributes: Attributes = {},
): string | undefined => {
  if (!traceparent || !isTraced() || traceIdOf(traceparent) === traceIdOf(currentTraceparent()))
    return undefined;
  const here = trace.getSpanContext(context.active());
  const links = here ? [{ context: here }] : [];
  return withTraceparent(traceparent, () => {
    const span = trace.getTracer(TRACER).startSpan(name, { attributes, links });
    span.end();
    return context.with(trace.setSpan(context.active(), span), currentTraceparent);
  });
};

export const traceHeaders = (): MsgHdrs => {
  const result = headers();
  const traceparent = currentTraceparent();
  if (traceparent) result.set('traceparent', traceparent);
  return result;
};
