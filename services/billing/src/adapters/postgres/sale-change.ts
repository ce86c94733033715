import type { PostgresEventStore } from '@saring/event-store';
import {
  contentHash,
  fold,
  fromRecorded,
  readWholeStream,
  toAppend,
  type EventMetadata,
  type RecordedEvent,
} from '@saring/event-sourcing';
import { currentTraceparent, RefusalError } from '@saring/messaging';
import { StaleError } from '@saring/service-kit';
import type { PoolClient } from 'pg';
import type { Sale, SaleEvent } from '../../domain/sale';
import { saleDecider, type SaleCommand } from '../../domain/sale.decide';
import { workAfter } from '../../domain/sale-work';
import { nextInvoiceNumber } from './invoice-counters';
import { addWork } from './order-work';
import { saveOrder, type OrderRow, type PlacedSale } from './orders';

const STREAM = /^sale-([0-9a-f-]{36})$/;
const saleStream = (orderId: string): string => `sale-${orderId}`;

/** Whose stream it is; undefined: no sale's. */
export const orderIdOf = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

export type Cause = { readonly commandId: string; readonly actor: string; readonly content?: unknown };

/** One sale's events being added to: loaded before a transaction, appended in it beside row, number and due work. */
export class SaleChange {
  private current: Sale;
  private readonly pending: { event: SaleEvent; metadata: EventMetadata }[] = [];

  private constructor(
    readonly orderId: string,
    private readonly history: readonly RecordedEvent[],
  ) {
    this.current = fold(
      saleDecider,
      history.map((event) => fromRecorded<SaleEvent>(event)),
    );
  }

  static async load(store: PostgresEventStore, orderId: string): Promise<SaleChange> {
    return new SaleChange(orderId, await readWholeStream(store, saleStream(orderId)));
  }

  /** @throws RefusalError COMMAND.ID_REUSED when the order was placed with other content. */
  isRepeated(content: unknown): boolean {
    const placed = this.history[0];
    if (!placed) return false;
    if (placed.metadata.commandHash !== contentHash(content)) throw new RefusalError('COMMAND.ID_REUSED');
    return true;
  }

  /** As stored, with what is decided since. @throws RefusalError BILLING.ORDER_UNKNOWN */
  get order(): OrderRow {
    if (!this.current.terms) throw new RefusalError('BILLING.ORDER_UNKNOWN');
    const version = this.history.length + this.pending.length;
    return { orderId: this.orderId, version, sale: this.current as PlacedSale };
  }

  get hasChanged(): boolean {
    return this.pending.length > 0;
  }

  /** @throws RefusalError with the domain's code. */
  decide(command: SaleCommand, cause: Cause): void {
    const decision = saleDecider.decide(this.current, command);
    if (!decision.accepted) throw new RefusalError(decision.refusal.code, decision.refusal.details);
    const traceparent = currentTraceparent();
    const metadata: EventMetadata = {
      commandId: cause.commandId,
      commandHash: contentHash(cause.content ?? null),
      actor: cause.actor,
      ...(traceparent ? { traceparent } : {}),
    };
    for (const event of decision.events) {
      this.pending.push({ event, metadata });
      this.current = saleDecider.evolve(this.current, event);
    }
  }

  /** Events, row, invoice number and due work at once. @throws StaleError when someone appended since `load`. */
  async append(
    store: PostgresEventStore,
    client: PoolClient,
    /** Of the site: the month of an invoice's number is that of its clocks. */
    timeZone: string,
  ): Promise<void> {
    if (this.pending.length === 0) return;
    await this.numberInvoice(client, timeZone);
    const stream = saleStream(this.orderId);
    const last = this.history.length - 1;
    const outcome = await store.appendIn(client, {
      stream,
      expectedRevision: last < 0 ? 'none' : last,
      // No ids of our own: a twin of this change must be in conflict, or its invoice number would be a gap.
      events: this.pending.map(({ event, metadata }) => toAppend(event, metadata)),
    });
    if (!outcome.ok) throw new StaleError(stream);
    const { orderId, version, sale } = this.order;
    await saveOrder(client, orderId, version, sale);
    await addWork(
      client,
      orderId,
      this.pending.flatMap(({ event }) => workAfter(event)),
    );
  }

  /** In the transaction that records the payment: a number exists with it or not at all. */
  private async numberInvoice(client: PoolClient, timeZone: string): Promise<void> {
    const paid = this.pending.find(({ event }) => event.type === 'OrderPaid');
    const { sale } = this.order;
    if (!paid || sale.paidAt === null || sale.invoiceNumber !== null) return;
    const { site } = sale.terms;
    const number = await nextInvoiceNumber(client, site, new Date(sale.paidAt), timeZone);
    const cause = { commandId: paid.metadata.commandId ?? '', actor: paid.metadata.actor ?? '' };
    this.decide({ type: 'NumberInvoice', invoiceNumber: number, at: paid.event.at }, cause);
  }
}
