// money-facts.ts — what payment tells billing in the money model.
import type { PaidBackChannel } from '@saring/kernel';
import type { PaymentReport } from '../../../billing/src/sales/domain/sale.decide';
import type { PaymentEvent, StateEvent } from '../../../payment/src/orders/domain/payment-order';

const at = '2026-11-21T04:00:00.000Z';
export const expiresAt = '2026-11-21T04:15:00.000Z';

/** What billing is told of another transaction. */
export type ExtraReport = {
  readonly transactionId: string;
  readonly amountRupiah: number;
  readonly returnedBy: PaidBackChannel | null;
  readonly returnedRupiah: number;
};
export const extraId = (orderId: string, transactionId: string): string => `${orderId}|${transactionId}`;

export const isStateEvent = (event: PaymentEvent): event is StateEvent => 'terms' in event;

/** As services/payment, publish.ts. */
export const extraReportOf = (event: PaymentEvent): ExtraReport | null => {
  switch (event.type) {
    case 'PaidAgain':
      return { ...event, returnedBy: null, returnedRupiah: 0 };
    case 'ExtraPaymentReturned':
      return { ...event, amountRupiah: 0, returnedBy: event.by, returnedRupiah: 0 };
    case 'ExtraRefunded':
    case 'ExtraPaymentReversed':
      return { ...event, amountRupiah: 0, returnedBy: null };
    default:
      return null;
  }
};

export const reportOf = (
  version: number,
  state: PaymentReport['state'],
  refundedRupiah: number,
): PaymentReport => ({
  version,
  state,
  since: at,
  orderNumber: 'n',
  expiresAt,
  refundedRupiah,
  reason: '',
});
