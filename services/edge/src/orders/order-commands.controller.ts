import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  Billing,
  ExtraPaymentSchema,
  OrderTraceSchema,
  Payment,
  RefundPreviewSchema,
  RefundStorySchema,
  type Order,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { ChangesPeople } from '../audit/audit-trail';
import { ApiRoute, listOf } from '../http/api-route';
import { RequestContexts } from '../http/request-context';
import { commandOf } from '../operators/actor';
import { RequiredKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { OrderView } from './order-view';
import { plain, QuotaViews, VERSION_OR_NULL } from '../quota/quota-views';
import { Shop } from '../shop/shop';
import { ReasonBody } from '../subscribers/subscriber-bodies';
import { ConfirmBody, ExtraRefundBody, RefundBody, RefundPreviewQuery } from '../shop/shop-bodies';

/** A gateway takes its time to answer. */
const GATEWAY_MILLISECONDS = 25_000;

class ChangedOrderView extends OrderView {
  @ApiProperty({ ...VERSION_OR_NULL, type: 'integer', nullable: true }) version!: number | null;
}

/** The commands of operators on an order's money. */
@ApiTags('orders')
@ChangesPeople()
@UseGuards(OperatorGuard)
@Controller('api/v1/orders/:id')
export class OrderCommandsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly shop: Shop,
    private readonly views: QuotaViews,
  ) {}

  /** Money was seen: a transfer or cash; or, with a note, what a gateway does not prove. */
  @ApiRoute('Confirm that an order was paid by hand', ChangedOrderView)
  @Post('confirm')
  @HttpCode(200)
  @Permit('orders:confirm')
  async confirm(
    @Param('id', UuidPipe) orderId: string,
    @Body() { amountRupiah, note = '' }: ConfirmBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<ChangedOrderView> {
    const command = { ...commandOf(operator, key), orderId, amountRupiah, note };
    await this.messenger.request(Payment.method.confirmPayment, command);
    return this.view(request, orderId);
  }

  /** Asks the gateway now. */
  @ApiRoute('Ask the gateway about an order now', ChangedOrderView)
  @Post('recheck')
  @HttpCode(200)
  @Permit('orders:recheck')
  async recheck(
    @Param('id', UuidPipe) orderId: string,
    @Req() request: FastifyRequest,
  ): Promise<ChangedOrderView> {
    await this.messenger.request(Payment.method.recheckPayment, { orderId }, GATEWAY_MILLISECONDS);
    return this.view(request, orderId);
  }

  @ApiRoute('Cancel an order that is open, for the buyer', ChangedOrderView)
  @Post('call-off')
  @HttpCode(200)
  @Permit('orders:recheck')
  async callOff(
    @Param('id', UuidPipe) orderId: string,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<ChangedOrderView> {
    const command = { orderId, ...commandOf(operator, key) };
    const order = await this.messenger.request(Billing.method.cancelOrder, command, GATEWAY_MILLISECONDS);
    return this.changed(request, order);
  }

  @ApiRoute('What happened to an order, step by step', OrderTraceSchema)
  @Get('trace')
  @Permit('orders:read')
  async trace(@Param('id', UuidPipe) orderId: string) {
    return plain(await this.messenger.request(Billing.method.getOrderTrace, { orderId }));
  }

  /** What is left to refund, and what would be taken back: nothing, where what was bought is not there any more. */
  @ApiRoute('What a refund would do', RefundPreviewSchema)
  @Get('refund')
  @Permit('orders:refund')
  async previewRefund(
    @Param('id', UuidPipe) orderId: string,
    @Query() { amountRupiah }: RefundPreviewQuery,
    @CurrentOperator() { role: actorRole }: Operator,
  ) {
    const asked = { orderId, amountRupiah, actorRole };
    return plain(await this.messenger.request(Billing.method.previewRefund, asked));
  }

  @ApiRoute("What was said and done about giving an order's money back", RefundStorySchema)
  @Get('refunds')
  @Permit('orders:read')
  async refundStory(@Param('id', UuidPipe) orderId: string) {
    return plain(await this.messenger.request(Billing.method.getRefundStory, { orderId }));
  }

  @ApiRoute('Give money back, with or without what it bought', ChangedOrderView)
  @Post('refund')
  @HttpCode(200)
  @Permit('orders:refund')
  async refund(
    @Param('id', UuidPipe) orderId: string,
    @Body() body: RefundBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<ChangedOrderView> {
    const command = { orderId, ...body, ...commandOf(operator, key), actorRole: operator.role };
    const order = await this.messenger.request(Billing.method.refundOrder, command, GATEWAY_MILLISECONDS);
    return this.changed(request, order);
  }

  /** Of an order that was paid twice (alert `paid_twice`). */
  @ApiRoute('Give back the money of a transaction that bought nothing', ChangedOrderView)
  @Post('transactions/:transactionId/refund')
  @HttpCode(200)
  @Permit('orders:refund')
  async refundTransaction(
    @Param('id', UuidPipe) orderId: string,
    @Param('transactionId', UuidPipe) transactionId: string,
    @Body() { reason, payoutNote, payoutMethod }: ExtraRefundBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<ChangedOrderView> {
    const command = { ...commandOf(operator, key), orderId, transactionId, reason, payoutMethod };
    const payout = payoutNote === undefined ? {} : { payoutNote };
    await this.messenger.request(
      Billing.method.refundExtraPayment,
      { ...command, ...payout, actorRole: operator.role },
      GATEWAY_MILLISECONDS,
    );
    return this.view(request, orderId);
  }

  /** Of an order that was paid twice, whose payer wants it twice. */
  @ApiRoute('Give the same once more for a transaction that bought nothing', ChangedOrderView)
  @Post('transactions/:transactionId/give')
  @HttpCode(200)
  @Permit('orders:confirm')
  async giveTransaction(
    @Param('id', UuidPipe) orderId: string,
    @Param('transactionId', UuidPipe) transactionId: string,
    @Body() { reason }: ReasonBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<ChangedOrderView> {
    const command = { ...commandOf(operator, key), orderId, transactionId, reason };
    await this.messenger.request(Billing.method.giveExtraPayment, command, GATEWAY_MILLISECONDS);
    return this.view(request, orderId);
  }

  @ApiRoute('Money of other transactions of an order', listOf(ExtraPaymentSchema, 'the tries of one order'))
  @Get('transactions')
  @Permit('orders:read')
  async transactions(@Param('id', UuidPipe) orderId: string) {
    const { extraPayments } = await this.messenger.request(Payment.method.getPayment, { orderId });
    return { items: extraPayments.map(plain) };
  }

  /** Asks the ledger now for an order that is paid and not fulfilled. */
  @ApiRoute('Give what is paid now', ChangedOrderView)
  @Post('retry')
  @HttpCode(200)
  @Permit('orders:retry')
  async retry(
    @Param('id', UuidPipe) orderId: string,
    @Req() request: FastifyRequest,
  ): Promise<ChangedOrderView> {
    const order = await this.messenger.request(Billing.method.retryFulfilment, { orderId });
    return this.changed(request, order);
  }

  private async view(request: FastifyRequest, orderId: string): Promise<ChangedOrderView> {
    return this.changed(request, await this.shop.order({ orderId }));
  }

  /** With the version of the buyer's account that shows what the command gave or took back by now. */
  private async changed(request: FastifyRequest, order: Order): Promise<ChangedOrderView> {
    const version = await this.views.versionAfter(order.subscriberId);
    return { ...this.shop.view(this.contexts.of(request), order), version };
  }
}
