// own-bills.controller.ts — the bills of who asks, and paying them: all that is due, or one.
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiProperty, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { BillingStandingSchema } from '@saring/contracts';
import { Equals, IsOptional, IsUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { RequiredKey } from '../http/command-key';
import { exactlyOne } from '../http/invalid-fields';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { sendDocument } from '../orders/documents';
import { OrderView } from '../orders/order-view';
import { ReceiptQuery } from '../orders/receipt-query';
import { Buyers } from '../shop/buyer';
import { Shop } from '../shop/shop';
import { ChoiceBody } from '../shop/shop-bodies';

class PayBillsBody extends ChoiceBody {
  @ApiProperty({ required: false, description: 'Either all that is due or billId' })
  @IsOptional()
  @Equals(true)
  allBills?: true;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  billId?: string;
}

@ApiTags('orders')
@ApiSecurity('subscriber')
@Controller('api/v1/me/bills')
export class OwnBillsController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly buyers: Buyers,
    private readonly shop: Shop,
  ) {}

  @ApiRoute('The own subscriptions, bills and balance', BillingStandingSchema)
  @Get()
  async bills(@Req() request: FastifyRequest) {
    return this.shop.bills((await this.buyers.of(request)).subscriberId);
  }

  /** What is too much, as where the bill was paid meanwhile, stays as balance. */
  @ApiRoute('Pay the own bills', OrderView)
  @Post('pay')
  async pay(
    @Body() { allBills, billId = '', ...choice }: PayBillsBody,
    @RequiredKey() key: string,
    @Req() request: FastifyRequest,
  ): Promise<OrderView> {
    if ((allBills === undefined) === (billId === '')) throw exactlyOne('allBills', 'billId');
    const context = this.contexts.of(request);
    const buyer = await this.buyers.of(request);
    return this.shop.view(context, await this.shop.payBills(context, buyer, key, { ...choice, billId }));
  }

  @ApiRoute('One of the own bills as PDF', new ApiFile('application/pdf'))
  @Get(':billId/bill.pdf')
  pdf(
    @Param('billId', UuidPipe) billId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.paper({ billId, format: 'pdf' }, request, reply);
  }

  @ApiRoute('One of the own bills as PNG', new ApiFile('image/png'))
  @Get(':billId/bill.png')
  png(
    @Param('billId', UuidPipe) billId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.paper({ billId, format: 'png' }, request, reply);
  }

  @ApiRoute('The receipt of an own payment in hand as PDF', new ApiFile('application/pdf'))
  @Get('payments/:receiptId/receipt.pdf')
  async receipt(
    @Param('receiptId', UuidPipe) receiptId: string,
    @Query() { paper = '' }: ReceiptQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { locale } = this.contexts.of(request);
    const { subscriberId } = await this.buyers.of(request);
    const asked = { subscriberId, receiptId, format: 'pdf', locale, paper } as const;
    sendDocument(reply, await this.shop.paymentReceipt(asked, subscriberId));
  }

  private async paper(
    bill: { readonly billId: string; readonly format: 'pdf' | 'png' },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { locale } = this.contexts.of(request);
    const { subscriberId } = await this.buyers.of(request);
    sendDocument(reply, await this.shop.billDocument({ ...bill, subscriberId, locale }, subscriberId));
  }
}
