// view.ts — an order as others see it.
import type { Payment, ReplyOf } from '@saring/contracts';
import { returnedBy, stateOf, type ExtraPayment } from './domain/extra-payment';
import type { NoteRow } from './order-notes.rows';
import type { PaymentRow } from './payment-orders.rows';

/** How to pay, only while there is something to pay. */
export const viewOf = (
  row: PaymentRow,
  notes: readonly NoteRow[] = [],
  extraPayments: readonly ExtraPayment[] = [],
): ReplyOf<typeof Payment.method.getPayment> => ({
  orderId: row.order_id,
  orderNumber: row.order_number,
  subscriberId: row.subscriber_id,
  state: row.state,
  amountRupiah: row.amount_rupiah,
  addedRupiah: row.added_rupiah,
  refundedRupiah: row.refunded_rupiah,
  method: row.method,
  ...(row.bank ? { bank: row.bank } : {}),
  gateway: row.gateway,
  ...(row.plugin === null ? {} : { plugin: row.plugin }),
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  ...(row.paid_at ? { paidAt: row.paid_at.toISOString() } : {}),
  version: row.version,
  ...(row.state === 'pending' ? { instructions: { ...row.instructions } } : {}),
  hasProof: row.has_proof,
  alerts: [...row.alerts],
  site: row.site,
  feeRupiah: row.fee_rupiah,
  extraPayments: extraPayments.map(extraView),
  notes: notes.map(({ noted_at: at, actor, kind, text }) => ({ at: at.toISOString(), actor, kind, text })),
});

const extraView = (extra: ExtraPayment) => {
  const { transactionId, amountRupiah, returnedRupiah } = extra;
  const by = returnedBy(extra);
  const state = stateOf(extra);
  // `returned` as it always was: nothing can be done with it any more.
  const returned = by !== null || state === 'reversed';
  return {
    transactionId,
    amountRupiah,
    returned,
    state,
    returnedRupiah,
    ...(by === null ? {} : { returnedBy: by }),
  };
};
