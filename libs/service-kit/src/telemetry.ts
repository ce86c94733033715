import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BasicTracerProvider, BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base';

export interface Telemetry {
  stop(): Promise<void>;
}

/** One OpenTelemetry SDK a process. Without it every span costs next to nothing. */
export const startTelemetry = (processor: SpanProcessor): Telemetry => {
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return { stop: () => provider.shutdown() };
};

/** @param endpoint OTEL_EXPORTER_OTLP_ENDPOINT; absent: no telemetry. */
export const startOtlpTelemetry = (endpoint: string | undefined): Telemetry | null =>
  endpoint
    ? startTelemetry(
        new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
      )
    : null;
