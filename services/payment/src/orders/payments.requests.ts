import { Controller, Inject } from '@nestjs/common';
import { Payment, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Gateways } from '../gateways/gateways';
import { notesOf } from './order-notes.rows';
import { listPayments } from './payment-orders.rows';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import { Collecting } from './collecting';
import { PaymentOrders } from './payment-orders';
import { viewOf } from './view';

const rpc = Payment.method;
type Reply = ReplyOf<typeof rpc.getPayment>;
const LARGEST_PAGE = 200;
/** They need no gateway. */
const SEEN_BY_HAND: readonly string[] = ['manual', 'static_qris'];
const STATES = 'created pending paid expired cancelled denied refunded reversed open alerted all'.split(' ');

const known = (orderId: string): string => {
  if (!isUuid(orderId)) throw new RefusalError('PAYMENT.UNKNOWN');
  return orderId;
};

/** Orders made, looked up and asked about. */
@Controller()
export class PaymentRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    private readonly gateways: Gateways,
    private readonly collecting: Collecting,
    private readonly orders: PaymentOrders,
  ) {}

  @Answers(rpc.openPayment)
  async open(request: RequestOf<typeof rpc.openPayment>): Promise<Reply> {
    return viewOf(await this.collecting.open(request));
  }

  @Answers(rpc.getPayment)
  async get({ orderId }: RequestOf<typeof rpc.getPayment>): Promise<Reply> {
    const row = await this.orders.row(known(orderId));
    const { state } = await this.orders.load(orderId);
    return viewOf(row, await notesOf(this.pool, orderId), state.extraPayments);
  }

  @Answers(rpc.listPayments)
  async list({
    state,
    limit,
    before,
  }: RequestOf<typeof rpc.listPayments>): Promise<ReplyOf<typeof rpc.listPayments>> {
    if (!STATES.includes(state))
      throw new RefusalError('PAYMENT.STATE_INVALID', { states: STATES.join(', ') });
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const rows = await listPayments(this.pool, state, size + 1, before ? known(before) : null);
    const shown = rows.slice(0, size);
    const last = rows.length > size ? shown.at(-1) : undefined;
    return { items: shown.map((row) => viewOf(row)), ...(last ? { nextBefore: last.order_id } : {}) };
  }

  @Answers(rpc.getMethods)
  async methods({ site }: RequestOf<typeof rpc.getMethods>): Promise<ReplyOf<typeof rpc.getMethods>> {
    await this.gateways.refresh();
    const hasCode = this.gateways.codeAt(site) !== null;
    const ways = this.gateways.ways.filter(({ method }) => method !== 'static_qris' || hasCode);
    // None but transfers is left where there were others.
    const isBreakerOpen =
      ways.some(({ isOpen }) => !isOpen) &&
      ways.every(({ method, isOpen }) => SEEN_BY_HAND.includes(method) || !isOpen);
    const open = ways.filter(({ isOpen }) => isOpen);
    const items = open.map(({ method, banks, fee }) => {
      const { rupiah, percent } = fee ?? this.config.PAYMENT_FEES[method] ?? { rupiah: 0, percent: 0 };
      const buyerPaysFee = this.config.PAYMENT_FEES_ADDED.includes(method);
      const limits = this.config.PAYMENT_LIMITS[method];
      const added = method === 'static_qris' ? { mostAddedRupiah: this.config.STATIC_QRIS_MOST_ADDED } : {};
      const ownFee = { feeRupiah: rupiah, feePercent: percent, buyerPaysFee };
      return { method, banks: [...banks], ...ownFee, ...limits, ...added };
    });
    if (isBreakerOpen) return { open: false, reason: 'breaker_open', items };
    return items.length > 0 ? { open: true, items } : { open: false, reason: 'not_configured', items };
  }

  @Answers(rpc.recheckPayment)
  async recheck({ orderId }: RequestOf<typeof rpc.recheckPayment>): Promise<Reply> {
    const outcome = await this.collecting.check(known(orderId));
    if (outcome === 'unavailable') throw new RefusalError('PAYMENT.GATEWAY_UNAVAILABLE');
    return viewOf(await this.orders.row(orderId));
  }
}
