// order-book.ts — orders as streams with a row beside each: both are written in one transaction or not at all.
import { Inject, Injectable } from '@nestjs/common';
import type { PostgresEventStore } from '@saring/event-store';
import {
  contentHash,
  fold,
  fromRecorded,
  readWholeStream,
  toAppend,
  type RecordedEvent,
} from '@saring/event-sourcing';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { currentTraceparent, RefusalError } from '@saring/messaging';
import { CLOCK, EVENT_STORE, PG_POOL, inTransaction, retryStale, StaleError } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import type { PaymentInstructions } from '../gateway';
import { nextCheckAt } from '../../domain/check-schedule';
import type { AlertKind, PaymentEvent, PaymentOrder } from '../../domain/payment-order';
import { paymentDecider, type PaymentCommand } from '../../domain/payment-order.decide';
import { saveNote, type NewNote } from './notes';
import {
  addInstructions,
  findPayment,
  setInstructions,
  type NewPayment,
  type PaymentRow,
  type Queryable,
} from './payments';

const streamOf = (orderId: string): string => `payment-${orderId}`;

export type Cause = {
  readonly actor: string;
  /** With one, the same command again changes nothing; with other content it is refused. */
  readonly commandId?: string;
  readonly content?: unknown;
};

/** What is written into the row beside what follows from the events. */
export type RowChange = {
  readonly created?: NewPayment;
  readonly instructions?: PaymentInstructions;
  /** Of a status, which tells less than the charge did: only for an order that has none. */
  readonly fallbackInstructions?: PaymentInstructions;
  /** Of a command with an id. */
  readonly note?: NewNote;
};

@Injectable()
export class OrderBook {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(EVENT_STORE) private readonly store: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The order as its stream tells. */
  async load(orderId: string): Promise<PaymentOrder> {
    return folded(await readWholeStream(this.store, streamOf(orderId)));
  }

  /** @throws RefusalError PAYMENT.UNKNOWN */
  async row(orderId: string): Promise<PaymentRow> {
    const row = await findPayment(this.pool, orderId);
    if (!row) throw new RefusalError('PAYMENT.UNKNOWN');
    return row;
  }

  /** Whether this command was handled before. @throws RefusalError COMMAND.ID_REUSED when it had other content. */
  async isRepeated(orderId: string, cause: Cause): Promise<boolean> {
    return isRepeat(await readWholeStream(this.store, streamOf(orderId)), cause);
  }

  /**
   * Decides and writes; what changes nothing writes nothing.
   * @throws RefusalError with the domain's code, or COMMAND.ID_REUSED.
   * @returns the order after it.
   */
  apply(
    orderId: string,
    command: PaymentCommand,
    cause: Cause,
    change: RowChange = {},
  ): Promise<PaymentOrder> {
    return retryStale(async () => {
      const history = await readWholeStream(this.store, streamOf(orderId));
      const order = folded(history);
      if (isRepeat(history, cause)) return order;
      const decision = paymentDecider.decide(order, command);
      if (!decision.accepted) throw new RefusalError(decision.refusal.code, decision.refusal.details);
      if (decision.events.length === 0) {
        // A notice may have been faster than the answer of the charge that says how to pay.
        await saveInstructions(this.pool, orderId, change);
        return order;
      }
      const after = decision.events.reduce(paymentDecider.evolve, order);
      await inTransaction(this.pool, async (client) => {
        const version = await this.append(client, orderId, history.length, decision.events, cause);
        if (change.created) await insertRow(client, after, change.created, version);
        await this.updateRow(client, after, version);
        await saveInstructions(client, orderId, change);
        if (change.note) await this.note(client, orderId, cause, change.note);
      });
      this.store.wake();
      return after;
    });
  }

  /** Something about no order of ours; once for each `key`. */
  async alertOnce(key: string, kind: AlertKind, orderNumber: string): Promise<void> {
    const at = toInstant(this.clock.now());
    const event: PaymentEvent = { type: 'PaymentAlerted', at, kind, orderId: '', orderNumber };
    await this.store.append(`payment-alert-${idFrom(key)}`, [toAppend(event, {})], 'none');
  }

  private note(client: PoolClient, orderId: string, cause: Cause, note: NewNote): Promise<void> {
    const id = idFrom(orderId, 'note', cause.commandId ?? '');
    return saveNote(client, id, orderId, cause.actor, note, this.clock.now());
  }

  private async append(
    client: PoolClient,
    orderId: string,
    length: number,
    events: readonly PaymentEvent[],
    cause: Cause,
  ): Promise<number> {
    const stream = streamOf(orderId);
    const traceparent = currentTraceparent();
    const metadata = {
      actor: cause.actor,
      ...(cause.commandId
        ? { commandId: cause.commandId, commandHash: contentHash(cause.content ?? null) }
        : {}),
      ...(traceparent ? { traceparent } : {}),
    };
    const outcome = await this.store.appendIn(client, {
      stream,
      expectedRevision: length === 0 ? 'none' : length - 1,
      events: events.map((event, index) =>
        toAppend(event, metadata, cause.commandId ? idFrom(stream, cause.commandId, index) : undefined),
      ),
    });
    if (!outcome.ok) throw new StaleError(stream);
    return outcome.revision + 1;
  }

  private async updateRow(client: PoolClient, order: PaymentOrder, version: number): Promise<void> {
    await client.query(
      `update payments set state = $2, refunded_rupiah = $3, paid_at = $4, alerts = $5, version = $6,
         next_check_at = $7 where order_id = $1`,
      [
        order.terms?.orderId,
        order.state,
        order.refundedRupiah,
        order.paidAt,
        order.alerts,
        version,
        nextCheckAt(order, toInstant(this.clock.now())),
      ],
    );
  }
}

const saveInstructions = async (
  on: Queryable,
  orderId: string,
  { instructions, fallbackInstructions }: RowChange,
): Promise<void> => {
  if (instructions) await setInstructions(on, orderId, instructions);
  else if (fallbackInstructions) await addInstructions(on, orderId, fallbackInstructions);
};

const folded = (history: readonly RecordedEvent[]): PaymentOrder =>
  fold(
    paymentDecider,
    history.map((event) => fromRecorded<PaymentEvent>(event)),
  );

const isRepeat = (history: readonly RecordedEvent[], cause: Cause): boolean => {
  if (!cause.commandId) return false;
  const earlier = history.find((event) => event.metadata.commandId === cause.commandId);
  if (!earlier) return false;
  if (earlier.metadata.commandHash !== contentHash(cause.content ?? null))
    throw new RefusalError('COMMAND.ID_REUSED', { commandId: cause.commandId });
  return true;
};

const insertRow = async (
  client: PoolClient,
  { terms, createdAt, state }: PaymentOrder,
  created: NewPayment,
  version: number,
): Promise<void> => {
  if (!terms) throw new Error('a payment without terms cannot be stored');
  await client.query(
    `insert into payments (order_id, order_number, subscriber_id, site, state, amount_rupiah, method, bank, gateway,
       description, return_url, content_hash, created_at, expires_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      terms.orderId,
      terms.orderNumber,
      terms.subscriberId,
      terms.site,
      state,
      terms.amountRupiah,
      terms.method,
      terms.bank,
      terms.gateway,
      created.description,
      created.returnUrl,
      created.contentHash,
      createdAt,
      terms.expiresAt,
      version,
    ],
  );
};
