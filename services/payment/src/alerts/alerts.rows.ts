// alerts.rows.ts — what operators must look at, and what was done about it.
import type { AlertState, PaymentAlertKind } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

export type AlertRow = {
  readonly alert_id: string;
  readonly order_id: string | null;
  readonly order_number: string;
  readonly kind: PaymentAlertKind;
  readonly state: AlertState;
  readonly raised_at: Date;
  readonly note: string;
  readonly changed_at: Date | null;
  readonly changed_by: string | null;
};

const COLUMNS = 'alert_id, order_id, order_number, kind, state, raised_at, note, changed_at, changed_by';

type AlertQuery = {
  /** Null: in any state. */
  readonly state: AlertState | null;
  readonly orderId: string | null;
  readonly alertId: string | null;
  readonly before: string | null;
  readonly limit: number;
};

/** Newest first, behind the row of `before`. */
export const listAlerts = async (on: Queryable, query: AlertQuery): Promise<readonly AlertRow[]> => {
  const { rows } = await on.query<AlertRow>(
    `select ${COLUMNS} from payment_alerts
     where ($1::text is null or state = $1) and ($2::uuid is null or order_id = $2)
       and ($3::uuid is null
            or (raised_at, alert_id) < (select raised_at, alert_id from payment_alerts where alert_id = $3))
       and ($5::uuid is null or alert_id = $5)
     order by raised_at desc, alert_id desc limit $4`,
    [query.state, query.orderId, query.before, query.limit, query.alertId],
  );
  return rows;
};

type AlertChange = {
  readonly state: AlertState;
  /** Null: as it is. */
  readonly note: string | null;
  readonly at: Date;
  readonly actor: string;
};

/** Null: there is no such alert. */
export const changeAlert = async (
  on: Queryable,
  alertId: string,
  { state, note, at, actor }: AlertChange,
): Promise<AlertRow | null> => {
  const { rows } = await on.query<AlertRow>(
    `update payment_alerts set state = $2, note = coalesce($3, note), changed_at = $4, changed_by = $5
     where alert_id = $1 returning ${COLUMNS}`,
    [alertId, state, note, at, actor],
  );
  return rows[0] ?? null;
};
