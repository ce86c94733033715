// span-receiver.ts — takes the spans that a process sends by OTLP over HTTP, as a collector would.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty: it began the trace. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly startMilliseconds: number;
  readonly endMilliseconds: number;
  readonly attributes: Readonly<Record<string, string>>;
};

type OtlpSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string };
  }[];
};
type Export = {
  readonly resourceSpans?: readonly {
    readonly scopeSpans?: readonly { readonly spans?: readonly OtlpSpan[] }[];
  }[];
};

const NANOSECONDS = 1e6;

const received = (span: OtlpSpan): ReceivedSpan => ({
  ...{ traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId ?? '', name: span.name },
  startMilliseconds: Number(span.startTimeUnixNano) / NANOSECONDS,
  endMilliseconds: Number(span.endTimeUnixNano) / NANOSECONDS,
  attributes: Object.fromEntries(
    (span.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? '']),
  ),
});

/** Whether a span of the last name has, one above the other, ancestors of the names before it. */
const leads = (spans: readonly ReceivedSpan[], names: readonly RegExp[]): boolean => {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return spans.some((last) => {
    let left = names.length;
    for (let span: ReceivedSpan | undefined = last; span && left > 0; span = byId.get(span.parentSpanId)) {
      if (names[left - 1]?.test(span.name)) left -= 1;
      // The chain begins at its last link.
      else if (left === names.length) return false;
    }
    return left === 0;
  });
};

export class SpanReceiver {
  readonly spans: ReceivedSpan[] = [];

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static start(): Promise<SpanReceiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { resourceSpans = [] } = JSON.parse(Buffer.concat(chunks).toString()) as Export;
        const spans = resourceSpans.flatMap(({ scopeSpans = [] }) => scopeSpans);
        receiver.spans.push(...spans.flatMap((scope) => scope.spans ?? []).map(received));
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    const receiver = new SpanReceiver(server);
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(receiver)));
  }

  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /**
   * @param names each of a span that follows from the one before, over others or none.
   * @returns all spans of the first trace in which they do, oldest first; null: there is none yet.
   */
  traceWith(names: readonly RegExp[]): readonly ReceivedSpan[] | null {
    const traces = Map.groupBy(this.spans, ({ traceId }) => traceId);
    for (const spans of traces.values())
      if (leads(spans, names))
        return [...spans].sort((one, other) => one.startMilliseconds - other.startMilliseconds);
    return null;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
