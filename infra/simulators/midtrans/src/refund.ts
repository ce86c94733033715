// refund.ts — refunds as the vendor allows them: two notices, the last with the bank's word.
import { isTransfer, type Body, type Order, type Refund } from './order';
import type { Vendor } from './vendor';
import { grossAmount, vendorTime } from './vendor-words';

const refusal = (code: string, message: string): Body => ({ status_code: code, status_message: message });

/** Why this refund cannot be, in the vendor's words; undefined when it can. */
const refusalOf = (order: Order, key: string, rupiah: number): Body | undefined => {
  const isPaid = order.status === 'settlement' || order.status === 'partial_refund';
  if (!isPaid || isTransfer(order.method))
    return refusal('412', 'Merchant cannot modify the status of the transaction');
  if (order.refunds.some((refund) => refund.key === key)) return refusal('406', 'Duplicate refund ID');
  const left = order.amountRupiah - order.refunds.reduce((sum, refund) => sum + refund.rupiah, 0);
  const isWhole = order.method !== 'shopeepay' || rupiah === order.amountRupiah;
  if (!Number.isSafeInteger(rupiah) || rupiah <= 0 || rupiah > left || !isWhole)
    return refusal('414', 'Refund request is rejected due to invalid amount');
  return undefined;
};

const answerOf = (order: Order, refund: Refund, isDenied: boolean): Body => ({
  ...refusal(
    isDenied ? '202' : '200',
    isDenied ? 'Refund denied by the bank' : 'Success, refund request is approved',
  ),
  transaction_id: order.transactionId,
  order_id: order.orderId,
  gross_amount: grossAmount(order.amountRupiah),
  payment_type: order.method,
  transaction_time: vendorTime(order.createdAt),
  transaction_status: order.status,
  refund_chargeback_id: order.refunds.length,
  refund_amount: grossAmount(isDenied ? 0 : refund.rupiah),
  refund_key: refund.key,
});

/** Refunds `{refund_key?, amount?, reason?}`; the whole amount when none is named. */
export const refund = (vendor: Vendor, order: Order, body: Body): Body => {
  const rupiah = body.amount === undefined ? order.amountRupiah : Number(body.amount);
  const key = typeof body.refund_key === 'string' ? body.refund_key : `refund-${order.refunds.length + 1}`;
  const refused = refusalOf(order, key, rupiah);
  if (refused) return refused;
  const asked: Refund = { key, rupiah, reason: String(body.reason ?? ''), createdAt: new Date() };
  if (vendor.behaviours.of(order.orderId).refundDenied) return answerOf(order, asked, true);
  if (vendor.behaviours.of(order.orderId).refundPending) {
    // It waits at the acquirer: the transaction stays settled, and lists what was asked.
    order.refunds.push(asked);
    const waiting = { status_code: '201', status_message: 'Success, refund request is pending' };
    return { ...answerOf(order, asked, false), ...waiting };
  }
  giveBack(vendor, order, asked);
  return answerOf(order, asked, false);
};

const giveBack = (vendor: Vendor, order: Order, asked: Refund): void => {
  order.refunds.push(asked);
  moveRefunded(vendor, order);
  asked.confirmedAt = new Date();
  vendor.tell(order);
};

const moveRefunded = (vendor: Vendor, order: Order): void => {
  const total = order.refunds.reduce((sum, one) => sum + one.rupiah, 0);
  vendor.move(order, total >= order.amountRupiah ? 'refund' : 'partial_refund');
};

/** Made by a person in the vendor's own dashboard. */
export const refundInDashboard = (vendor: Vendor, order: Order, rupiah: number): void =>
  giveBack(vendor, order, {
    key: `dashboard-${order.refunds.length + 1}`,
    rupiah,
    reason: 'dashboard',
    createdAt: new Date(),
  });

/** The bank has confirmed what waited for it. */
export const confirmRefunds = (vendor: Vendor, order: Order): void => {
  for (const asked of order.refunds) asked.confirmedAt ??= new Date();
  moveRefunded(vendor, order);
};
