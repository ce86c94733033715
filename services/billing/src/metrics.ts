// The metrics of sales. One registry a process.
import { Counter, Gauge, Histogram } from 'prom-client';

export const unfulfilledOrders = new Gauge({
  name: 'saring_orders_unfulfilled',
  help: 'Orders that are paid and whose quota the ledger has not confirmed, as the replica that gives it sees them',
});
export const fulfilments = new Counter({
  name: 'saring_fulfilments_total',
  help: 'Tries to give what is paid, by what came of them',
  labelNames: ['outcome'],
});
for (const outcome of ['done', 'deferred']) fulfilments.inc({ outcome }, 0);
/** The first step from a payment to open access, of which the promise allows one second. */
export const fulfilmentSeconds = new Histogram({
  name: 'saring_order_fulfilment_seconds',
  help: 'From when payment knew of the money until what was bought is given',
  buckets: [0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300],
});
export const wrongVoucherCodes = new Counter({
  name: 'saring_voucher_wrong_codes_total',
  help: 'Codes of vouchers that were typed and are none',
});
