// The metrics of sales. One registry a process.
import { Counter, Gauge } from 'prom-client';

export const unfulfilledOrders = new Gauge({
  name: 'saring_orders_unfulfilled',
  help: 'Orders that are paid and whose quota the ledger has not confirmed, as the replica that gives it sees them',
});
export const fulfilments = new Counter({
  name: 'saring_fulfilments_total',
  help: 'Tries to give what is paid, by what came of them',
  labelNames: ['outcome'],
});
export const wrongVoucherCodes = new Counter({
  name: 'saring_voucher_wrong_codes_total',
  help: 'Codes of vouchers that were typed and are none',
});
