// alerts.requests.ts — alerts listed for operators, and what they did about them.
import { Controller, Inject } from '@nestjs/common';
import { Payment, type ReplyOf, type RequestOf } from '@saring/contracts';
import { ALERT_STATES, isUuid, type AlertState, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { changeAlert, listAlerts, type AlertRow } from './alerts.rows';

const rpc = Payment.method;
const LARGEST_PAGE = 200;
const LONGEST_NOTE = 500;

const isAlertState = (text: string): text is AlertState => ALERT_STATES.some((state) => state === text);

/** @throws RefusalError PAYMENT.STATE_INVALID */
const stateOf = (text: string): AlertState => {
  if (!isAlertState(text))
    throw new RefusalError('PAYMENT.STATE_INVALID', { states: ALERT_STATES.join(', ') });
  return text;
};

/** @throws RefusalError PAYMENT.ALERT_UNKNOWN */
const idOf = (text: string): string => {
  if (!isUuid(text)) throw new RefusalError('PAYMENT.ALERT_UNKNOWN');
  return text;
};

@Controller()
export class AlertRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Answers(rpc.listAlerts)
  async list(request: RequestOf<typeof rpc.listAlerts>): Promise<ReplyOf<typeof rpc.listAlerts>> {
    const { state, limit, before, orderId, alertId } = request;
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const rows = await listAlerts(this.pool, {
      state: state === 'all' || state === '' ? null : stateOf(state),
      orderId: orderId ? idOf(orderId) : null,
      alertId: alertId ? idOf(alertId) : null,
      before: before ? idOf(before) : null,
      // One more than is shown tells whether there is a further page.
      limit: size + 1,
    });
    const shown = rows.slice(0, size);
    const last = rows.length > size ? shown.at(-1) : undefined;
    return { items: shown.map(alertReply), ...(last ? { nextBefore: last.alert_id } : {}) };
  }

  @Answers(rpc.setAlertState)
  async setState(request: RequestOf<typeof rpc.setAlertState>): Promise<ReplyOf<typeof rpc.setAlertState>> {
    const { note, actor } = request;
    if (note !== undefined && note.length > LONGEST_NOTE) throw new RefusalError('PAYMENT.TEXT_INVALID');
    const row = await changeAlert(this.pool, idOf(request.alertId), {
      state: stateOf(request.state),
      note: note ?? null,
      at: this.clock.now(),
      actor,
    });
    if (!row) throw new RefusalError('PAYMENT.ALERT_UNKNOWN');
    return alertReply(row);
  }
}

const alertReply = (row: AlertRow): ReplyOf<typeof rpc.setAlertState> => ({
  alertId: row.alert_id,
  kind: row.kind,
  state: row.state,
  raisedAt: row.raised_at.toISOString(),
  ...(row.order_id ? { orderId: row.order_id } : {}),
  orderNumber: row.order_number,
  note: row.note,
  ...(row.changed_at ? { changedAt: row.changed_at.toISOString() } : {}),
  ...(row.changed_by ? { changedBy: row.changed_by } : {}),
});
