// raise-alert.ts — puts an alert on the operators' list, in the transaction of what raised it.
import type { PaymentAlertKind } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

type NewAlert = {
  readonly alertId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly kind: PaymentAlertKind;
  readonly at: string;
};

/** The same id again changes nothing. @param alert `orderId` empty: about no order of ours. */
export const raiseAlert = async (on: Queryable, alert: NewAlert): Promise<void> => {
  await on.query(
    `insert into payment_alerts (alert_id, order_id, order_number, kind, raised_at) values ($1, $2, $3, $4, $5)
     on conflict (alert_id) do nothing`,
    [alert.alertId, alert.orderId || null, alert.orderNumber, alert.kind, alert.at],
  );
};
