// dashboards.ts — what Grafana shows of Saring.
import { panel, percentiles, query, type Dashboard } from './panels';
import { SLOS } from './slos';

const sumRate = (metric: string, by: string): string => `sum by (${by}) (rate(${metric}[5m]))`;

const promises: Dashboard = {
  uid: 'saring-promises',
  title: 'Saring: promises',
  rows: [
    {
      title: 'Thirty days',
      panels: [
        panel('Left of the budgets', [query('slo:budget:remaining_ratio', '{{slo}}')], {
          ...{ kind: 'stat', unit: 'percentunit' },
          description: 'Below zero: more went wrong within thirty days than was promised.',
        }),
        panel('Promised', [query('slo:objective:ratio', '{{slo}}')], { kind: 'stat', unit: 'percentunit' }),
      ],
    },
    ...SLOS.map(({ name, title, objective }) => ({
      title: `${title} (${objective * 100} %)`,
      panels: [
        panel(
          'Not as promised',
          ['5m', '1h', '1d'].map((window) =>
            query(`slo:sli_error:ratio_rate${window}{slo="${name}"}`, window),
          ),
          { unit: 'percentunit' },
        ),
        panel('Events of a day', [query(`slo:sli_events:increase1d{slo="${name}"}`, name)]),
      ],
    })),
  ],
};

const business: Dashboard = {
  uid: 'saring-business',
  title: 'Saring: business',
  rows: [
    {
      title: 'Sales',
      panels: [
        panel('Orders given', [
          query('sum(increase(saring_fulfilments_total{outcome="done"}[1h]))', 'given'),
        ]),
        panel('Paid and not given', [query('sum(saring_orders_unfulfilled)', 'orders')], { kind: 'stat' }),
        panel('Wrong voucher codes', [query('sum(increase(saring_voucher_wrong_codes_total[1h]))', 'codes')]),
      ],
    },
    {
      title: 'People',
      panels: [
        panel('Devices at routers', [query('sum(saring_router_hosts)', 'devices')]),
        panel('Login codes', [query('sum(increase(saring_codes_asked_total[1h]))', 'asked')]),
        panel(
          'Requests of people',
          [query(sumRate('saring_http_request_seconds_count{surface="portal"}', 'outcome'), '{{outcome}}')],
          {
            unit: 'ops',
          },
        ),
      ],
    },
  ],
};

const ledger: Dashboard = {
  uid: 'saring-ledger',
  title: 'Saring: ledger',
  rows: [
    {
      title: 'Metering',
      panels: [
        panel('From reading to ledger', percentiles('saring_usage_metered_seconds'), { unit: 's' }),
        panel('Polls metered', [query(sumRate('saring_polls_metered_total', 'outcome'), '{{outcome}}')], {
          unit: 'ops',
        }),
        panel(
          'Oldest reading that waits',
          [query('max by (lane) (saring_meter_lag_seconds)', 'lane {{lane}}')],
          { unit: 's' },
        ),
      ],
    },
    {
      title: 'Books of the last hour',
      panels: [
        panel(
          'Bytes by what became of them',
          [query('max by (kind) (saring_books_last_hour_bytes)', '{{kind}}')],
          { unit: 'bytes' },
        ),
        panel(
          'Unexplained share',
          [query('max by (router) (saring_router_unexplained_share)', '{{router}}')],
          { unit: 'percentunit' },
        ),
        panel('Routers without a witness', [
          query('sum by (router) (saring_meter_witness_doubted)', '{{router}}'),
        ]),
      ],
    },
  ],
};

const routers: Dashboard = {
  uid: 'saring-routers',
  title: 'Saring: gateways and routers',
  rows: [
    {
      title: 'Routers',
      panels: [
        panel('Connected', [query('max by (router) (saring_router_online)', '{{router}}')]),
        panel('Devices', [query('max by (router) (saring_router_hosts)', '{{router}}')]),
        panel('Reading takes', percentiles('saring_router_poll_seconds', 'router'), { unit: 's' }),
      ],
    },
    {
      title: 'Work',
      panels: [
        panel('Readings', [query(sumRate('saring_readings_total', 'outcome'), '{{outcome}}')], {
          unit: 'ops',
        }),
        panel(
          'Commands',
          [query(sumRate('saring_router_writes_total', 'router, outcome'), '{{router}} {{outcome}}')],
          { unit: 'ops' },
        ),
        panel('From ledger to open', percentiles('saring_access_opened_seconds'), { unit: 's' }),
        panel('Openings that a router refused', [
          query('sum(increase(saring_access_openings_failed_total[1h]))', 'refused'),
        ]),
      ],
    },
  ],
};

const payments: Dashboard = {
  uid: 'saring-payments',
  title: 'Saring: payments',
  rows: [
    {
      title: 'Orders',
      panels: [
        panel('Open', [query('sum(saring_payments_open)', 'open')]),
        panel('Not asked about in time', [query('sum(saring_payments_overdue_checks)', 'overdue')]),
        panel('To look at', [query('sum by (kind) (saring_payments_alerted)', '{{kind}}')]),
      ],
    },
    {
      title: 'Gateways and goods',
      panels: [
        panel(
          'Answers',
          [
            query(
              sumRate('saring_payment_gateway_answers_total', 'gateway, outcome'),
              '{{gateway}} {{outcome}}',
            ),
          ],
          { unit: 'ops' },
        ),
        panel('Left alone', [query('max by (gateway) (saring_payment_breaker_open)', '{{gateway}}')]),
        panel('From payment to given', percentiles('saring_order_fulfilment_seconds'), { unit: 's' }),
      ],
    },
  ],
};

const messages: Dashboard = {
  uid: 'saring-messages',
  title: 'Saring: messages',
  rows: [
    {
      title: 'Login codes',
      panels: [
        panel('Until they arrive', percentiles('saring_code_delivered_seconds', 'channel'), { unit: 's' }),
        panel(
          'Arrived within 20 s',
          [
            query(
              'sum by (channel) (rate(saring_code_delivered_seconds_bucket{le="20"}[5m]))',
              '{{channel}}',
            ),
            query('sum(rate(saring_codes_asked_total[5m]))', 'asked'),
          ],
          { unit: 'ops' },
        ),
      ],
    },
  ],
};

const machine: Dashboard = {
  uid: 'saring-machine',
  title: 'Saring: services, NATS and PostgreSQL',
  rows: [
    {
      title: 'The door',
      panels: [
        panel(
          'Requests',
          [
            query(
              sumRate('saring_http_request_seconds_count', 'surface, outcome'),
              '{{surface}} {{outcome}}',
            ),
          ],
          { unit: 'ops' },
        ),
        panel('Answers take', percentiles('saring_http_request_seconds', 'surface'), {
          unit: 's',
          hasExemplars: true,
        }),
        panel('Answering', [query('up{job="saring"}', '{{instance}}')]),
      ],
    },
    {
      title: 'Processes',
      panels: [
        panel('CPU', [query('rate(process_cpu_seconds_total{job="saring"}[5m])', '{{instance}}')]),
        panel('Memory', [query('process_resident_memory_bytes{job="saring"}', '{{instance}}')], {
          unit: 'bytes',
        }),
        panel('Event loop lags', [query('nodejs_eventloop_lag_p99_seconds{job="saring"}', '{{instance}}')], {
          unit: 's',
        }),
      ],
    },
    {
      title: 'NATS, PostgreSQL and what waits',
      panels: [
        panel('Engines started again', [
          query('sum by (engine) (increase(saring_engine_ends_total[1h]))', '{{engine}}'),
        ]),
        panel('Free disk', [query('min(saring_disk_free_bytes)', 'free')], { unit: 'bytes' }),
        panel('Failures that nobody caught', [
          query('sum by (kind) (increase(saring_unhandled_failures_total[1h]))', '{{kind}}'),
        ]),
        panel('Duties by the clock', [
          query('sum by (task, outcome) (increase(saring_job_runs_total[1h]))', '{{task}} {{outcome}}'),
        ]),
        panel(
          'Since a duty succeeded',
          [query('time() - max by (task) (saring_job_last_success_timestamp_seconds)', '{{task}}')],
          { unit: 's' },
        ),
        panel(
          'Work of events',
          [query(sumRate('saring_work_attempts_total', 'topic, outcome'), '{{topic}} {{outcome}}')],
          { unit: 'ops' },
        ),
        panel('Partitions read anew', [
          query('sum(increase(saring_meter_streams_replaced_total[1h]))', 'partitions'),
        ]),
      ],
    },
  ],
};

export const DASHBOARDS: readonly Dashboard[] = [
  promises,
  business,
  ledger,
  routers,
  payments,
  messages,
  machine,
];
