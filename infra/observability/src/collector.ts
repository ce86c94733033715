// collector.ts — the OpenTelemetry collector's configuration: which traces are kept, and where they go.
import { yamlOf, type Yaml } from './yaml';

/** A trace is judged when so long passed since its first span: longer than anything that people wait for. */
const DECISION_SECONDS = 30;
/** Slower than the promise of the API three times over. */
const SLOW_MILLISECONDS = 1_000;
/** Of what neither failed nor was slow. */
const KEPT_PERCENT = 5;

type Policy = { readonly name: string; readonly type: string; readonly [setting: string]: Yaml };

/** Any of them keeps a trace; one that is dropped is kept by none. */
const policies: readonly Policy[] = [
  { name: 'failed', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
  { name: 'slow', type: 'latency', latency: { threshold_ms: SLOW_MILLISECONDS } },
  // Money and what opens by it: few, and each may be asked about.
  {
    name: 'money',
    type: 'string_attribute',
    string_attribute: {
      key: 'http.route',
      values: ['^/api/v1/orders.*', '^/webhooks/.*'],
      enabled_regex_matching: true,
    },
  },
  { name: 'some', type: 'probabilistic', probabilistic: { sampling_percentage: KEPT_PERCENT } },
];

export const COLLECTOR = {
  receivers: { otlp: { protocols: { http: { endpoint: '${env:OTLP_LISTEN:-127.0.0.1:4318}' } } } },
  processors: {
    memory_limiter: { check_interval: '1s', limit_mib: 400, spike_limit_mib: 100 },
    tail_sampling: {
      ...{ decision_wait: `${DECISION_SECONDS}s`, num_traces: 50_000 },
      decision_cache: { sampled_cache_size: 100_000, non_sampled_cache_size: 100_000 },
      policies,
    },
    batch: { timeout: '5s' },
  },
  exporters: { otlphttp: { endpoint: '${env:TRACES_ENDPOINT}' } },
  extensions: { health_check: { endpoint: '127.0.0.1:13133' } },
  service: {
    extensions: ['health_check'],
    pipelines: {
      traces: {
        receivers: ['otlp'],
        // All spans of a trace must reach one collector; more than one need a load-balancing tier before them.
        processors: ['memory_limiter', 'tail_sampling', 'batch'],
        exporters: ['otlphttp'],
      },
    },
  },
} as const satisfies Record<string, Yaml>;

export const collectorFile = (): string =>
  `# Written by \`npm run dashboards\` from infra/observability/src/collector.ts. Services send to it by
# OTEL_EXPORTER_OTLP_ENDPOINT; TRACES_ENDPOINT is where kept traces go, e.g. http://tempo:4318.
${yamlOf(COLLECTOR)}`;
