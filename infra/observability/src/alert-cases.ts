// alert-cases.ts — for each alert about services: what it stands at, and what it leaves alone.
import type { AlertCase } from './promtool';

type Labels = Readonly<Record<string, string>>;
type Seen = { readonly series: Readonly<Record<string, string>>; readonly at: string };

const pair = (alert: string, fires: Labels, stands: Seen, quiet: Seen): readonly AlertCase[] => [
  { alert, when: 'stands', ...stands, fires },
  { alert, when: 'does not stand', ...quiet, fires: null },
];

const R1 = { router: 'R1' };
const online = 'saring_router_online{router="R1",instance="a"}';
const stored = 'saring_readings_total{router="R1",outcome="stored"}';
const refused = 'saring_router_writes_total{router="R1",outcome="refused"}';
const pollBucket = (le: string) => `saring_router_poll_seconds_bucket{router="R1",le="${le}"}`;
const books = (kind: string) => `saring_books_last_hour_bytes{kind="${kind}"}`;
const ends = 'saring_engine_ends_total{engine="NATS"}';
const failedRuns = 'saring_job_runs_total{task="expire",outcome="failed"}';
const givenUp = 'saring_work_attempts_total{topic="sale",kind="fulfil",outcome="given_up"}';

const SERVICES: readonly (readonly AlertCase[])[] = [
  pair(
    'SaringServiceDown',
    { instance: 'a' },
    { series: { 'up{job="saring",instance="a"}': '1 0x5' }, at: '3m' },
    { series: { 'up{job="saring",instance="a"}': '0 1x5', 'up{job="other",instance="b"}': '0x5' }, at: '3m' },
  ),
  pair(
    'SaringEventLoopLags',
    { instance: 'a' },
    { series: { 'nodejs_eventloop_lag_p99_seconds{job="saring",instance="a"}': '0.8x10' }, at: '6m' },
    { series: { 'nodejs_eventloop_lag_p99_seconds{job="saring",instance="a"}': '0.8x2 0.1x8' }, at: '6m' },
  ),
  pair(
    'SaringEngineEnds',
    { engine: 'NATS' },
    { series: { [ends]: '0x5 1x5' }, at: '8m' },
    { series: { [ends]: '1x30' }, at: '25m' },
  ),
  pair(
    'SaringEngineDoesNotStay',
    { engine: 'NATS' },
    { series: { [ends]: '0+1x20' }, at: '10m' },
    { series: { [ends]: '0x5 1x10 2x10' }, at: '20m' },
  ),
  pair(
    'SaringDiskShort',
    {},
    { series: { saring_disk_free_bytes: '900000000x5' }, at: '3m' },
    { series: { saring_disk_free_bytes: '2000000000x5' }, at: '3m' },
  ),
  pair(
    'SaringBackupMissing',
    {},
    {
      series: { saring_backup_verified_timestamp_seconds: '0x3000', saring_backup_scheduled: '1x3000' },
      at: '38h',
    },
    {
      series: { saring_backup_verified_timestamp_seconds: '86400x3000', saring_backup_scheduled: '1x3000' },
      at: '38h',
    },
  ),
  [
    {
      ...{ alert: 'SaringBackupMissing', when: 'is left alone where none are made', at: '38h', fires: null },
      series: { saring_backup_verified_timestamp_seconds: '0x3000', saring_backup_scheduled: '0x3000' },
    },
  ],
  pair(
    'SaringUnhandledFailure',
    { kind: 'rejection' },
    { series: { 'saring_unhandled_failures_total{kind="rejection"}': '0x5 1x5' }, at: '8m' },
    { series: { 'saring_unhandled_failures_total{kind="rejection"}': '1x90' }, at: '80m' },
  ),
  pair(
    'SaringJobFails',
    { task: 'expire' },
    { series: { [failedRuns]: '0+1x20' }, at: '10m' },
    { series: { [failedRuns]: '0x5 1x10 2x10' }, at: '20m' },
  ),
  pair(
    'SaringWorkGivenUp',
    { topic: 'sale', kind: 'fulfil' },
    { series: { [givenUp]: '0x5 1x5' }, at: '8m' },
    { series: { [givenUp]: '1x90' }, at: '80m' },
  ),
];

const ROUTERS: readonly (readonly AlertCase[])[] = [
  pair(
    'SaringRouterOffline',
    R1,
    { series: { [online]: '1 0x9' }, at: '5m' },
    { series: { [online]: '0x9', 'saring_router_online{router="R1",instance="b"}': '1x9' }, at: '5m' },
  ),
  pair(
    'SaringRouterNotRead',
    R1,
    { series: { [online]: '1x40', [stored]: '0+1x5 5x40' }, at: '35m' },
    { series: { [online]: '1x40', [stored]: '0+1x40' }, at: '35m' },
  ),
  pair(
    'SaringReadingsOvertaken',
    R1,
    { series: { 'saring_readings_total{router="R1",outcome="overtaken"}': '0+1x20' }, at: '10m' },
    { series: { 'saring_readings_total{router="R1",outcome="overtaken"}': '0x5 2x20' }, at: '10m' },
  ),
  pair(
    'SaringRouterRefusesWrites',
    R1,
    { series: { [refused]: '0+5x20' }, at: '10m' },
    { series: { [refused]: '0+1x20' }, at: '10m' },
  ),
  pair(
    'SaringPollSlow',
    R1,
    {
      series: { [pollBucket('5')]: '0+1x40', [pollBucket('10')]: '0+10x40', [pollBucket('+Inf')]: '0+10x40' },
      at: '30m',
    },
    {
      series: {
        [pollBucket('5')]: '0+10x40',
        [pollBucket('10')]: '0+10x40',
        [pollBucket('+Inf')]: '0+10x40',
      },
      at: '30m',
    },
  ),
  pair(
    'SaringRouterUnexplained',
    R1,
    { series: { 'saring_router_unexplained_share{router="R1"}': '-0.2x9' }, at: '5m' },
    { series: { 'saring_router_unexplained_share{router="R1"}': '0.01x9' }, at: '5m' },
  ),
  pair(
    'SaringWitnessDoubted',
    R1,
    { series: { 'saring_meter_witness_doubted{router="R1"}': '1x9' }, at: '8m' },
    { series: { 'saring_meter_witness_doubted{router="R1"}': '1x3 0x9' }, at: '8m' },
  ),
  pair(
    'SaringMeteringLags',
    {},
    {
      series: { 'saring_meter_lag_seconds{lane="0"}': '90x5', 'saring_meter_lag_seconds{lane="1"}': '0x5' },
      at: '3m',
    },
    { series: { 'saring_meter_lag_seconds{lane="0"}': '20x5' }, at: '3m' },
  ),
  pair(
    'SaringUsageUnclaimed',
    {},
    { series: { [books('unclaimed')]: '50000000x5', [books('charged')]: '1000000000x5' }, at: '3m' },
    { series: { [books('unclaimed')]: '5000000x5', [books('charged')]: '1000000x5' }, at: '3m' },
  ),
];

const MONEY: readonly (readonly AlertCase[])[] = [
  pair(
    'SaringPaidNotFulfilled',
    {},
    {
      series: {
        'saring_orders_unfulfilled{instance="a"}': '2x9',
        'saring_orders_unfulfilled{instance="b"}': '0x9',
      },
      at: '8m',
    },
    { series: { 'saring_orders_unfulfilled{instance="a"}': '2x2 0x9' }, at: '8m' },
  ),
  pair(
    'SaringGatewayDown',
    { gateway: 'midtrans-core' },
    { series: { 'saring_payment_breaker_open{gateway="midtrans-core"}': '1x9' }, at: '8m' },
    { series: { 'saring_payment_breaker_open{gateway="midtrans-core"}': '1x2 0x9' }, at: '8m' },
  ),
  pair(
    'SaringPaymentsNotChecked',
    {},
    { series: { saring_payments_overdue_checks: '3x20' }, at: '15m' },
    { series: { saring_payments_overdue_checks: '3x5 0x20' }, at: '15m' },
  ),
  pair(
    'SaringPaymentAlerted',
    { kind: 'amount_mismatch' },
    { series: { 'saring_payments_alerted{kind="amount_mismatch"}': '0x5 1x20' }, at: '15m' },
    { series: { 'saring_payments_alerted{kind="amount_mismatch"}': '4x90' }, at: '80m' },
  ),
];

export const ALERT_CASES: readonly AlertCase[] = [...SERVICES, ...ROUTERS, ...MONEY].flat(2);
