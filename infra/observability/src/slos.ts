// slos.ts — what Saring promises of itself, and how Prometheus measures it.

/** A promise over thirty days. */
export type Slo = {
  /** The value of the label `slo`. */
  readonly name: string;
  /** As it begins the names of its alerts. */
  readonly alert: string;
  readonly title: string;
  readonly objective: number;
  /** What an alert says was not as promised. */
  readonly failure: string;
  /** Events a second within a window such as `5m`. */
  readonly events: (window: string) => string;
  /** The share of events that were not as promised within a window. */
  readonly errorRatio: (window: string) => string;
};

const rate = (metric: string, window: string): string => `sum(rate(${metric}[${window}]))`;
const late = (histogram: string, le: string, window: string): string =>
  `(${rate(`${histogram}_count`, window)} - ${rate(`${histogram}_bucket{le="${le}"}`, window)})`;

/** Where nothing happened there is no share: 0 / 0 would spoil every average that it stands in. */
const some = (events: string): string => `(${events} > 0)`;

const FULFILMENT = 'saring_order_fulfilment_seconds';
const OPENED = 'saring_access_opened_seconds';
const OPENINGS_FAILED = 'saring_access_openings_failed_total';
const DELIVERED = 'saring_code_delivered_seconds';
const ASKED = 'saring_codes_asked_total';
const POLLS = 'saring_polls_metered_total';
const REQUESTS = 'saring_http_request_seconds';

/**
 * Two steps lead from a payment to open access: the ledger gives, the router lets in. Each of them within one second is
 * both within two; who misses either counts as late, so that the share shown is never too small.
 */
const access: Slo = {
  name: 'access',
  alert: 'SaringAccess',
  title: 'Access opened within 2 s of a payment',
  objective: 0.99,
  failure: 'payments opened access later than after 2 s',
  events: (window) => rate(`${FULFILMENT}_count`, window),
  errorRatio: (window) => {
    const openings = `(${rate(`${OPENED}_count`, window)} + ${rate(OPENINGS_FAILED, window)})`;
    const lateOpenings = `(${late(OPENED, '1', window)} + ${rate(OPENINGS_FAILED, window)})`;
    return [
      `${late(FULFILMENT, '1', window)} / ${some(rate(`${FULFILMENT}_count`, window))}`,
      `+ (${lateOpenings} / ${some(openings)} or vector(0))`,
    ].join('\n');
  },
};

/** A code without a receipt counts as not delivered; a channel that gives none counts when the vendor took it. */
const codes: Slo = {
  name: 'codes',
  alert: 'SaringCodes',
  title: 'Login codes delivered within 20 s',
  objective: 0.95,
  failure: 'login codes were not delivered within 20 s',
  events: (window) => rate(ASKED, window),
  errorRatio: (window) =>
    `clamp_min(1 - ${rate(`${DELIVERED}_bucket{le="20"}`, window)} / ${some(rate(ASKED, window))}, 0)`,
};

const metering: Slo = {
  name: 'metering',
  alert: 'SaringMetering',
  title: 'Usage metered within two polls',
  objective: 0.999,
  failure: 'polls were metered later than two polls after the one before',
  events: (window) => rate(POLLS, window),
  errorRatio: (window) =>
    `(${rate(`${POLLS}{outcome="late"}`, window)} or vector(0)) / ${some(rate(POLLS, window))}`,
};

const API_REQUESTS = `${REQUESTS}_count{surface!="page"}`;

/** Live pages and files are no requests of the API; a request that failed counts, however fast. */
const api: Slo = {
  name: 'api',
  alert: 'SaringApi',
  title: 'Requests answered within 300 ms',
  objective: 0.99,
  failure: 'requests failed or took over 300 ms',
  events: (window) => rate(API_REQUESTS, window),
  errorRatio: (window) =>
    `1 - ${rate(`${REQUESTS}_bucket{surface!="page",outcome!="failed",le="0.3"}`, window)} / ${some(rate(API_REQUESTS, window))}`,
};

export const SLOS: readonly Slo[] = [access, codes, metering, api];
