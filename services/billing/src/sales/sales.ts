// sales.ts — the sales: each change is stored with its row, its invoice number and what is due after it.
import { Inject, Injectable } from '@nestjs/common';
import { fromRecorded, readWholeStream, type Change, type CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { orderNumberOf, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { addWorkAfter, Aggregates, CLOCK, findHandledStreams, PG_POOL, WorkQueue } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { nextInvoiceNumber } from './invoice-numbers';
import { saveOrder, type OrderRow, type PlacedSale } from './orders.rows';
import type { Caused } from './domain/refund-story';
import type { Sale, SaleEvent, SaleTerms } from './domain/sale';
import { saleDecider, type SaleCommand, type SaleRefusal } from './domain/sale.decide';
import { saleProcess } from './domain/sale.process';
import { BILLING_EVENTS } from '../events';
import { SiteProfiles } from '../sites/site-profiles';

export type SaleChange = Change<Sale, SaleCommand, SaleEvent, SaleRefusal>;
/** A buyer's command: repeated, it gets the answer of the first time. */
export type OrderContext = CommandContext & { readonly commandId: string };
type WithoutTime<C> = C extends SaleCommand ? Omit<C, 'at'> : never;

/** The topic of the work that is due for sales. */
export const SALE_WORK = 'sale';
const STREAM = /^sale-([0-9a-f-]{36})$/;

/** The order that a stream belongs to; undefined for other streams. */
export const orderIdOf = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

/** @throws RefusalError BILLING.ORDER_UNKNOWN */
const orderOf = ({ id, version, state }: SaleChange): OrderRow => {
  if (!state.terms) throw new RefusalError('BILLING.ORDER_UNKNOWN');
  return { orderId: id, version, sale: state as PlacedSale };
};

@Injectable()
export class Sales extends Aggregates<Sale, SaleCommand, SaleEvent, SaleRefusal> {
  protected readonly decider = saleDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(BILLING_EVENTS) store: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly profiles: SiteProfiles,
    private readonly queue: WorkQueue,
  ) {
    super(pool, store);
  }

  /**
   * The order that a command was answered with: the one it placed, or an open one that was the same.
   * @throws RefusalError COMMAND.ID_REUSED for other content.
   */
  async answered(change: SaleChange, context: OrderContext): Promise<OrderRow | null> {
    const earlier = await this.repeated(change, context);
    if (earlier) return orderOf(earlier);
    const streams = await findHandledStreams(this.pool, context.commandId);
    const orderId = streams.map(orderIdOf).find((id) => id !== undefined);
    return orderId === undefined ? null : this.reuse(orderId, context);
  }

  /** @throws StaleError when the subscriber has an open order for the purpose by now. */
  async place(
    change: SaleChange,
    terms: SaleTerms,
    context: OrderContext,
    asksForPayment = false,
  ): Promise<OrderRow> {
    const at = this.now();
    const commands: SaleCommand[] = [
      { type: 'PlaceOrder', terms, orderNumber: orderNumberOf(terms.site, change.id), at },
    ];
    if (asksForPayment) commands.push({ type: 'AskForPayment', at });
    return orderOf(await this.attempt(change, commands, context));
  }

  /** Answers a command with an order that is there, and remembers that it did. */
  async reuse(orderId: string, context: OrderContext): Promise<OrderRow> {
    return orderOf(await this.handle(orderId, [], context));
  }

  /** All that happened to it, with who caused it. */
  async history(orderId: string): Promise<readonly Caused[]> {
    const recorded = await readWholeStream(this.store, this.streamOf(orderId));
    return recorded.map((one) => ({
      event: fromRecorded<SaleEvent>(one),
      actor: one.metadata.actor ?? '',
    }));
  }

  /** @returns the sale after the command; a command that changes nothing appends nothing. */
  async change(
    orderId: string,
    command: WithoutTime<SaleCommand>,
    context: CommandContext,
  ): Promise<OrderRow> {
    return orderOf(await this.handle(orderId, () => [{ ...command, at: this.now() }], context));
  }

  /**
   * Several commands that depend on the sale, decided together.
   * @param alongside what else its transaction has to do.
   */
  async changeBy(
    orderId: string,
    commands: (sale: Sale) => readonly SaleCommand[],
    context: CommandContext,
    alongside: (client: PoolClient, change: SaleChange) => Promise<void>,
  ): Promise<OrderRow> {
    return orderOf(await this.handle(orderId, commands, context, alongside));
  }

  /** Also wakes the workers of due work. */
  override wake(): void {
    super.wake();
    this.queue.wake();
  }

  /** The trace of what happened to it last. */
  async traceparentOf(orderId: string): Promise<string | undefined> {
    const stream = this.streamOf(orderId);
    const [last] = await this.store.readStream(stream, { direction: 'backwards', limit: 1 });
    return last?.metadata.traceparent;
  }

  protected streamOf(orderId: string): string {
    return `sale-${orderId}`;
  }

  /** In the transaction that records the payment: an invoice number exists with it or not at all. */
  protected override async complete(
    client: PoolClient,
    change: SaleChange,
    context: CommandContext,
  ): Promise<void> {
    const paid = change.events.find(({ type }) => type === 'OrderPaid');
    const { paidAt, invoiceNumber, terms } = change.state;
    if (!paid || paidAt === null || invoiceNumber !== null || !terms) return;
    // The month of a number is that of the site's clocks.
    const timeZone = await this.profiles.timeZoneOf(terms.site, client);
    const number = await nextInvoiceNumber(client, terms.site, new Date(paidAt), timeZone);
    this.decide(change, { type: 'NumberInvoice', invoiceNumber: number, at: paid.at }, context);
  }

  protected async project(client: PoolClient, change: SaleChange): Promise<void> {
    const { orderId, version, sale } = orderOf(change);
    await saveOrder(client, orderId, version, sale);
    await addWorkAfter(client, SALE_WORK, orderId, change.events, saleProcess.after);
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
