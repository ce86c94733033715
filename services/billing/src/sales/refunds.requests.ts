// refunds.requests.ts — money that goes back: said before, asked within the limit of the role, and taken over.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import { BillReceipts } from '../bills/bill-receipts';
import { Ledger, purchaseIdOf } from '../ledger';
import { Ordering } from './checkout';
import { askedBackRupiah, ownBackRupiah } from './domain/refund-asks';
import { refundStory } from './domain/refund-story';
import {
  mustTakeBack,
  mustTakeParts,
  shareBytes,
  takenBackBytes,
  type Sale,
  type SaleTerms,
} from './domain/sale';
import { Fulfilment } from './fulfilment';
import { OrderAccess } from './order-access';
import { orderReply, type OrderReply } from './order-reply';
import { AskedRefunds } from './asked-refunds';
import type { OrderRow, PlacedSale } from './orders.rows';
import { Sales } from './sales';
import { StatusTokens } from './status-token';

type Methods = typeof Billing.method;
type Preview = ReplyOf<Methods['previewRefund']>;
const BY_HAND = { statusToken: '', subscriberId: '' };
const REASON_CHARACTERS = 300;

@Controller()
export class RefundRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly access: OrderAccess,
    private readonly ordering: Ordering,
    private readonly asked: AskedRefunds,
    private readonly fulfilment: Fulfilment,
    private readonly tokens: StatusTokens,
    private readonly ledger: Ledger,
    private readonly sales: Sales,
    private readonly receipts: BillReceipts,
  ) {}

  @Answers(Billing.method.refundOrder)
  async refundOrder(request: RequestOf<Methods['refundOrder']>): Promise<OrderReply> {
    const {
      commandId,
      actor,
      orderId,
      amountRupiah,
      keepPurchase: isKept,
      takeBackShare: isShared,
    } = request;
    const reason = request.reason.trim();
    if (reason === '' || reason.length > REASON_CHARACTERS) throw new RefusalError('QUOTA.REASON_REQUIRED');
    const { sale } = await this.access.find({ orderId, ...BY_HAND });
    const { from, payoutNote } = await this.asked.payoutOf(sale.terms, request);
    const content = {
      ...{ amountRupiah, isKept, reason, payoutNote },
      // Refunds from before these were there have the same content.
      ...(isShared ? { isShared } : {}),
      ...(request.payoutMethod ? { payoutMethod: request.payoutMethod } : {}),
    };
    const cause = { commandId: idFrom('keep', orderId, commandId), actor, content };
    const now = await this.asked.ask({
      ...{ orderId, transactionId: null, amountRupiah, from, role: request.actorRole, reason, cause },
      before: (present) => {
        checkRefund(present, request);
        return [{ type: 'KeepPurchase', isKept, isShared, reason }];
      },
    });
    if (now.sale.state === 'refunded') return this.reply(now);
    const refunded = await this.asked.orRelease(
      now,
      cause,
      () =>
        this.keepingMoney(now, { key: cause.commandId, isKept }, () =>
          this.ordering.refund(orderId, { commandId, reason, actor }, { amountRupiah, payoutNote }),
        ),
      () => this.releaseMoney(now, cause.commandId),
    );
    return this.reply(await this.fulfilment.tryTakingBack(refunded));
  }

  /** Of bills: nobody is paid out meanwhile what goes back. Goodwill leaves it to them. */
  private async keepingMoney(
    row: OrderRow,
    { key, isKept }: { readonly key: string; readonly isKept: boolean },
    refund: () => Promise<OrderRow>,
  ): Promise<OrderRow> {
    const { terms, round } = row.sale;
    if (terms.purpose !== 'bills') return refund();
    await this.receipts.askBack(terms.subscriberId, purchaseIdOf(row.orderId, round), key);
    const refunded = await refund();
    if (isKept) await this.releaseMoney(row, key);
    return refunded;
  }

  private async releaseMoney({ sale: { terms } }: OrderRow, key: string): Promise<void> {
    if (terms.purpose === 'bills') await this.receipts.releaseAsk(terms.subscriberId, key);
  }

  /** What a refund would do, and whether the role may, so that an operator knows before the money goes. */
  @Answers(Billing.method.previewRefund)
  async previewRefund(request: RequestOf<Methods['previewRefund']>): Promise<Preview> {
    const { orderId, amountRupiah } = request;
    const { sale } = await this.access.find({ orderId, ...BY_HAND });
    checkIsPaid(sale);
    const { goods, price, subscriberId, purpose } = sale.terms;
    const leftRupiah = price.amountRupiah - sale.refundedRupiah;
    const isPart = amountRupiah > 0 && amountRupiah < leftRupiah;
    const hasShare = isPart && purpose === 'package' && !goods.unlimited;
    const head = {
      ...{ leftRupiah, shareBytes: hasShare ? shareBytes(sale.terms, amountRupiah) : 0 },
      ...this.limitOf(sale, request),
    };
    if (sale.state === 'paid' || purpose !== 'package')
      return { ...head, takenBackBytes: goods.bytes, takesNothingBack: false, usedBytes: 0 };
    const remainingBytes = await this.ledger.remainingOf(subscriberId, purchaseIdOf(orderId, sale.round));
    if (remainingBytes === null) return { ...head, takenBackBytes: 0, takesNothingBack: true, usedBytes: 0 };
    const heldBytes = goods.bytes - takenBackBytes(sale);
    const usedBytes = goods.unlimited ? 0 : Math.max(0, heldBytes - remainingBytes);
    return { ...head, takenBackBytes: remainingBytes, takesNothingBack: false, usedBytes };
  }

  @Answers(Billing.method.getRefundStory)
  async getRefundStory({
    orderId,
  }: RequestOf<Methods['getRefundStory']>): Promise<ReplyOf<Methods['getRefundStory']>> {
    const { sale } = await this.access.find({ orderId, ...BY_HAND });
    const steps = refundStory(await this.sales.history(orderId));
    return { steps: [...steps], takingBack: mustTakeBack(sale) || mustTakeParts(sale) };
  }

  private limitOf(
    sale: PlacedSale,
    { amountRupiah, actorRole }: RequestOf<Methods['previewRefund']>,
  ): Pick<Preview, 'allowedRupiah' | 'refusal'> {
    const mostRupiah = this.asked.mostOf(actorRole);
    if (mostRupiah === null) return {};
    const allowedRupiah = Math.max(0, mostRupiah - askedBackRupiah(sale));
    const wantedRupiah = amountRupiah || sale.terms.price.amountRupiah - ownBackRupiah(sale);
    return wantedRupiah > allowedRupiah
      ? { allowedRupiah, refusal: 'BILLING.ABOVE_LIMIT' }
      : { allowedRupiah };
  }

  private reply(row: OrderRow): OrderReply {
    const token = this.tokens.tokenOf(row.orderId, new Date(row.sale.placedAt), this.clock.now());
    return orderReply(row, token);
  }
}

const checkIsPaid = ({ state }: Sale): void => {
  if (state === 'refunded') throw new RefusalError('BILLING.ORDER_REFUNDED');
  if (state !== 'paid' && state !== 'fulfilled') throw new RefusalError('BILLING.ORDER_NOT_PAID', { state });
};

const checkRefund = (sale: Sale, request: RequestOf<Methods['refundOrder']>): void => {
  checkIsPaid(sale);
  const { amountRupiah, keepPurchase: isKept, takeBackShare: isShared } = request;
  if (!sale.terms) return;
  // A gift to an agent would leave the money in the deposit; a part of it is paid out of the deposit.
  const isOfDeposit = sale.terms.purpose === 'agent_deposit';
  if (isOfDeposit && (isKept || amountRupiah > 0)) throw new RefusalError('BILLING.TOP_UP_GOES_BACK_WHOLE');
  const leftRupiah = sale.terms.price.amountRupiah - sale.refundedRupiah;
  if (!(amountRupiah > 0 && amountRupiah < leftRupiah)) return;
  if (isKept === isShared) throw new RefusalError('BILLING.PART_KEEPS_PURCHASE', { leftRupiah });
  if (isShared) checkHasShare(sale.terms);
};

/** @throws RefusalError BILLING.PART_HAS_NO_SHARE: what is unlimited, or has paid a debt or bills, is taken back whole. */
const checkHasShare = ({ purpose, goods }: SaleTerms): void => {
  if (purpose !== 'package' || goods.unlimited) throw new RefusalError('BILLING.PART_HAS_NO_SHARE');
};
