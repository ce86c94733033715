// What a gateway says of an order, in our words. Statuses of vendors never reach past their adapter.
import type { Instant, PaymentAlertKind, PaymentMethod, Rupiah } from '@saring/kernel';
import { payableOf, type PaymentTerms } from './payment-order';

export type Standing =
  | 'pending'
  | 'paid'
  /** Held back by the vendor's fraud check: not paid. */
  | 'challenged'
  | 'expired'
  | 'cancelled'
  | 'denied'
  | 'refunded'
  /** All the money went back against our will. */
  | 'reversed'
  /** A part of it did. */
  | 'disputed'
  /** A word that we do not know. */
  | 'unclear';

export type ReportedRefund = {
  readonly key: string;
  readonly amountRupiah: Rupiah;
  /** Only then is it final. */
  readonly confirmed: boolean;
};

export type GatewayReport = {
  readonly standing: Standing;
  readonly orderNumber: string;
  /** Null: the report has no readable amount. */
  readonly amountRupiah: Rupiah | null;
  /** Empty where the vendor leaves it out, as GoPay does. */
  readonly currency: string;
  readonly merchantId: string;
  readonly transactionId: string;
  readonly paymentType: string;
  /** The same in our word; absent: we have none for it. */
  readonly method?: PaymentMethod;
  /** When the money moved, as the gateway says; null: it does not say. */
  readonly settledAt: Instant | null;
  readonly refunds: readonly ReportedRefund[];
};

/**
 * Why a report is not about this order as we know it; null: it is. What the vendor leaves out cannot differ.
 * @param ourMerchantId empty: not set, so any is ours.
 */
export const mismatchOf = (
  terms: PaymentTerms,
  report: GatewayReport,
  ourMerchantId: string,
): PaymentAlertKind | null => {
  if (report.orderNumber !== terms.orderNumber) return 'unknown_order';
  if (report.currency !== '' && report.currency !== 'IDR') return 'currency_mismatch';
  if (report.merchantId !== '' && ourMerchantId !== '' && report.merchantId !== ourMerchantId)
    return 'merchant_mismatch';
  return report.amountRupiah === payableOf(terms) ? null : 'amount_mismatch';
};
