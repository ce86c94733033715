// vendor.ts — the orders of one merchant, their moves, and the notices to the merchant.
import { randomUUID } from 'node:crypto';
import { Behaviours, type Behaviour } from './behaviour';
import type { Notifier } from './notifier';
import { noticeOf, signed, type Body, type Order, type Signing } from './order';
import type { Status } from './vendor-words';

const MAX_ORDERS = 5_000;

const FROM: Record<Status, Status[]> = {
  pending: [],
  settlement: ['pending', 'deny', 'expire'],
  deny: ['pending', 'settlement'],
  expire: ['pending'],
  cancel: ['pending', 'deny'],
  refund: ['settlement', 'partial_refund'],
  partial_refund: ['settlement', 'partial_refund'],
  chargeback: ['settlement'],
};

export class Vendor {
  readonly behaviours = new Behaviours();
  private orders = new Map<string, Order>();
  /** Transactions of Snap that a later try of their order took the place of: they can still be paid. */
  private earlier: Order[] = [];
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly signing: Signing,
    readonly notifier: Notifier,
  ) {}

  /** By order id or transaction id, as every path of the API takes either. */
  find(id: string): Order | undefined {
    const all = () => [...this.orders.values(), ...this.earlier];
    const order = this.orders.get(id) ?? all().find((one) => one.transactionId === id);
    if (order) this.expireIfDue(order);
    return order;
  }

  findByToken(token: string): Order | undefined {
    return [...this.orders.values()].find((order) => order.snapToken === token);
  }

  /** Newest first. */
  list(): Order[] {
    const orders = [...this.orders.values()].reverse();
    orders.forEach((order) => this.expireIfDue(order));
    return orders;
  }

  add(order: Order): void {
    this.orders.set(order.orderId, order);
    const [oldest] = this.orders.keys();
    if (this.orders.size > MAX_ORDERS && oldest !== undefined) this.orders.delete(oldest);
    this.changed();
  }

  clear(): void {
    this.notifier.clear();
    this.behaviours.clear();
    this.orders = new Map();
    this.earlier = [];
    this.changed();
  }

  /** The order has a method now: sends the notice, and plays its outcome. */
  begin(order: Order): void {
    this.tell(order);
    const behaviour = this.behaviours.of(order.orderId);
    // An outcome that is not expiry may come later than the time to pay.
    if (behaviour.outcome !== 'pay-late')
      this.notifier.later(order.expiresAt.getTime() - Date.now(), () => this.expireIfDue(order));
    this.play(order, stepsOf(behaviour), behaviour.afterMilliseconds ?? 0);
  }

  /** Moves the order and notifies the merchant; false when the vendor allows no such move. */
  move(order: Order, status: Status): boolean {
    if (!order.method || !FROM[status].includes(order.status)) return false;
    // A new try after a refusal is a transaction of its own.
    if (status === 'settlement' && order.status === 'deny') order.transactionId = randomUUID();
    order.status = status;
    if (status === 'settlement') order.settledAt = new Date();
    this.tell(order);
    return true;
  }

  /** The payer goes back to the Snap page and begins another try; the one before stays payable. */
  tryAgain(order: Order): Order {
    const again = { ...order, transactionId: randomUUID(), status: 'pending' as const, refunds: [] };
    delete again.settledAt;
    this.earlier = [...this.earlier, order].slice(-MAX_ORDERS);
    this.add(again);
    this.tell(again);
    return again;
  }

  tell(order: Order): void {
    const behaviour = this.behaviours.of(order.orderId);
    this.notifier.tell(order.orderId, noticeOf(order, behaviour, this.signing), behaviour);
    this.changed();
  }

  /** One notice with fields of the caller's choice. `forged` signs with another key; `unsignedFields` change after signing. */
  tellAnything(order: Order, fields: Body, unsignedFields: Body, forged: boolean): void {
    const honest = { ...this.behaviours.of(order.orderId), forgedSignature: forged };
    const notice = noticeOf(order, honest, this.signing);
    const body = forged ? { ...notice, ...fields } : signed({ ...notice, ...fields }, this.signing.serverKey);
    this.notifier.send(order.orderId, { ...body, ...unsignedFields });
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }

  private expireIfDue(order: Order): void {
    const { outcome, keepsPending } = this.behaviours.of(order.orderId);
    const late = outcome === 'pay-late' || keepsPending === true;
    if (order.status === 'pending' && !late && order.expiresAt.getTime() <= Date.now())
      this.move(order, 'expire');
  }

  private play(order: Order, [step, ...rest]: Status[], milliseconds: number): void {
    if (step === undefined) return;
    this.notifier.later(milliseconds, () => {
      this.move(order, step);
      this.play(order, rest, milliseconds);
    });
  }
}

const stepsOf = (behaviour: Behaviour): Status[] => {
  switch (behaviour.outcome) {
    case 'pay-now':
    case 'pay-late':
      return ['settlement'];
    case 'expire':
      return ['expire'];
    case 'deny-then-settle':
      return ['deny', 'settlement'];
    case 'settle-then-deny':
      return ['settlement', 'deny'];
    default:
      return [];
  }
};
