// A mark leads from one trace into another, where spans are recorded.
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { currentTraceparent, inSpan, isTraced, markIn } from './telemetry';

const TAP = '0af7651916cd43dd8448eb211c80319c';
const tap = `00-${TAP}-b7ad6b7169203331-01`;

it('marks nothing where nobody records spans', () => {
  expect(isTraced()).toBe(false);
  expect(markIn(tap, 'payment RecordReport')).toBeUndefined();
});

it('marks in the trace of the tap what a notice moves on, and points to the notice', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);

  const notice = await inSpan('handle notice', {}, async (span) => {
    const followed = markIn(tap, 'payment RecordReport');
    expect(followed?.slice(3, 35)).toBe(TAP);
    // In its own trace there is nothing to mark.
    expect(markIn(currentTraceparent(), 'payment RecordReport')).toBeUndefined();
    expect(markIn(undefined, 'payment RecordReport')).toBeUndefined();
    return span.spanContext();
  });
  const mark = exporter.getFinishedSpans().find(({ name }) => name === 'payment RecordReport');
  expect(mark?.spanContext().traceId).toBe(TAP);
  expect(mark?.links.map((link) => link.context.spanId)).toEqual([notice.spanId]);
  await provider.shutdown();
});
