// payment-orders.ts — orders as streams with a row beside each: both are written in one transaction or not at all.
import { Inject, Injectable } from '@nestjs/common';
import { toAppend, type Change, type CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { type Clock, idFrom, isUuid, type PaymentAlertKind, toInstant } from '@saring/kernel';
import { markIn, RefusalError } from '@saring/messaging';
import { addDueWork, Aggregates, CLOCK, dropDueWork, EVENT_STORE, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import type { PaymentInstructions } from '../gateways/gateway';
import { raiseAlert } from '../alerts/raise-alert';
import { saveNote, type NewNote } from './order-notes.rows';
import {
  addInstructions,
  CHECK,
  findByOrderNumber,
  findPayment,
  insertPayment,
  isProved,
  PAYMENT_WORK,
  setInstructions,
  updatePayment,
  type NewPayment,
  type PaymentRow,
} from './payment-orders.rows';
import { nextCheckAt } from './domain/check-schedule';
import type { PaymentEvent, PaymentOrder } from './domain/payment-order';
import { paymentDecider, type PaymentCommand, type PaymentRefusal } from './domain/payment-order.decide';

export type PaymentChange = Change<PaymentOrder, PaymentCommand, PaymentEvent, PaymentRefusal>;

/** Columns written beside those that follow from the events. */
type RowChange = {
  readonly created?: NewPayment;
  readonly instructions?: PaymentInstructions;
  /** Of a status, which tells less than the charge did: only for an order that has none. */
  readonly fallbackInstructions?: PaymentInstructions;
  /** Of a command with an id. */
  readonly note?: NewNote;
  /** Nothing changes once a picture of the payment is there: its payer waits for an operator. */
  readonly unlessProved?: boolean;
};

const alertIdOf = (
  orderId: string,
  { kind, about }: Extract<PaymentEvent, { type: 'PaymentAlerted' }>,
): string => idFrom(orderId, 'alert', kind, ...(about === undefined ? [] : [about]));

@Injectable()
export class PaymentOrders extends Aggregates<PaymentOrder, PaymentCommand, PaymentEvent, PaymentRefusal> {
  protected readonly decider = paymentDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(EVENT_STORE) store: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super(pool, store);
  }

  /** @throws RefusalError PAYMENT.UNKNOWN */
  async row(orderId: string): Promise<PaymentRow> {
    const row = isUuid(orderId) ? await findPayment(this.pool, orderId) : null;
    if (!row) throw new RefusalError('PAYMENT.UNKNOWN');
    return row;
  }

  findByNumber(orderNumber: string): Promise<PaymentRow | null> {
    return findByOrderNumber(this.pool, orderNumber);
  }

  /**
   * Decides and writes.
   * @param of the order's id, or its change just loaded.
   * @throws RefusalError with the domain's code, PAYMENT.PROOF_SENT, or COMMAND.ID_REUSED.
   */
  apply(
    of: string | PaymentChange,
    command: PaymentCommand,
    context: CommandContext,
    rows: RowChange = {},
  ): Promise<PaymentChange> {
    const hasRows = Object.values(rows).some((value) => value !== undefined);
    return this.handle(
      of,
      [command],
      context,
      hasRows ? (client, change) => this.saveRows(client, change, context, rows) : undefined,
    );
  }

  /** Something about no order of ours; once for each `key`. */
  async alertOnce(key: string, kind: PaymentAlertKind, orderNumber: string): Promise<void> {
    const at = toInstant(this.clock.now());
    const event: PaymentEvent = { type: 'PaymentAlerted', at, kind, orderId: '', orderNumber };
    const alertId = idFrom(key);
    await this.store.append(`payment-alert-${alertId}`, [toAppend(event, {})], 'none');
    await raiseAlert(this.pool, { ...event, alertId });
  }

  /**
   * What a notice or a check moves on belongs to the trace of the tap that made the order: so facts of it lead on from
   * there, to billing, the ledger and the router.
   */
  override decide(
    change: PaymentChange,
    command: PaymentCommand,
    context: CommandContext,
  ): readonly PaymentEvent[] {
    const expected = paymentDecider.decide(change.state, command);
    const isMoved = expected.accepted && expected.events.length > 0;
    const traceparent = isMoved
      ? markIn(change.firstTraceparent, `payment ${command.type}`, { 'saring.actor': context.actor })
      : undefined;
    return super.decide(change, command, { ...(traceparent ? { traceparent } : {}), ...context });
  }

  protected streamOf(orderId: string): string {
    return `payment-${orderId}`;
  }

  protected async project(
    client: PoolClient,
    { id, state, version, isNew, events }: PaymentChange,
  ): Promise<void> {
    // A new order's row is whole already: `saveRows` has inserted it.
    if (!isNew) await updatePayment(client, state, version);
    for (const event of events)
      if (event.type === 'PaymentAlerted')
        await raiseAlert(client, { ...event, alertId: alertIdOf(id, event) });
    const now = toInstant(this.clock.now());
    const notBefore = nextCheckAt(state, now);
    if (notBefore === null) await dropDueWork(client, PAYMENT_WORK, id, CHECK);
    else await addDueWork(client, PAYMENT_WORK, id, [{ kind: CHECK, notBefore }], now);
  }

  private async saveRows(
    client: PoolClient,
    { id, state, version, events }: PaymentChange,
    { actor, commandId = '' }: CommandContext,
    { created, note, instructions, fallbackInstructions, unlessProved }: RowChange,
  ): Promise<void> {
    const isChanged = events.length > 0;
    // With its row locked: a picture comes before the change, which it hinders, or after it.
    if (unlessProved && isChanged && (await isProved(client, id)))
      throw new RefusalError('PAYMENT.PROOF_SENT');
    if (created && isChanged) await insertPayment(client, state, created, version);
    // Without events too: a notice may have been faster than the answer of the charge that says how to pay.
    if (instructions) await setInstructions(client, id, instructions);
    else if (fallbackInstructions) await addInstructions(client, id, fallbackInstructions);
    if (note && isChanged)
      await saveNote(client, idFrom(id, 'note', commandId), id, actor, note, this.clock.now());
  }
}
