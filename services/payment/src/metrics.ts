// The metrics of payments. One registry a process.
import { Counter, Gauge } from 'prom-client';

export const openPayments = new Gauge({
  name: 'saring_payments_open',
  help: 'Orders that may still be paid, as the replica that asks about them sees them',
});
export const overduePayments = new Gauge({
  name: 'saring_payments_overdue_checks',
  help: 'Orders whose gateway should have been asked a minute ago or earlier, as the same replica sees them',
});
export const alertedPayments = new Gauge({
  name: 'saring_payments_alerted',
  help: 'Orders that an operator must look at, by why; one order may count under several',
  labelNames: ['kind'],
});
export const breakerOpen = new Gauge({
  name: 'saring_payment_breaker_open',
  help: '1 from when a gateway is left alone because it does not answer until it answers again, on this replica',
  labelNames: ['gateway'],
});
export const gatewayAnswers = new Counter({
  name: 'saring_payment_gateway_answers_total',
  help: 'Answers of gateways, by what they came to; unavailable and unknown are failures',
  labelNames: ['gateway', 'outcome'],
});
export const orphanedFiles = new Gauge({
  name: 'saring_files_orphaned',
  help: 'Files that no row names and that are left, as the last look at their place found',
  labelNames: ['kind'],
});
export const missingFiles = new Gauge({
  name: 'saring_files_missing',
  help: 'Rows whose file is not in its place, as the last look found',
  labelNames: ['kind'],
});
