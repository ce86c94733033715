// bill-papers.controller.ts — bills, and receipts of money taken for them, on paper for operators.
import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { sendDocument } from '../orders/documents';
import { ReceiptQuery } from '../orders/receipt-query';
import { Shop } from '../shop/shop';

@ApiTags('bills')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class BillPapersController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly shop: Shop,
  ) {}

  @ApiRoute('A bill as PDF', new ApiFile('application/pdf'))
  @Get('bills/:billId/bill.pdf')
  @Permit('bills:read')
  pdf(
    @Param('billId', UuidPipe) billId: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.paper({ billId, format: 'pdf' }, operator, request, reply);
  }

  @ApiRoute('A bill as PNG', new ApiFile('image/png'))
  @Get('bills/:billId/bill.png')
  @Permit('bills:read')
  png(
    @Param('billId', UuidPipe) billId: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.paper({ billId, format: 'png' }, operator, request, reply);
  }

  @ApiRoute('The receipt of a payment in hand for bills as PDF', new ApiFile('application/pdf'))
  @Get('subscribers/:subscriberId/bill-payments/:receiptId/receipt.pdf')
  @Permit('bills:read')
  async receipt(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('receiptId', UuidPipe) receiptId: string,
    @Query() { paper = '' }: ReceiptQuery,
    @CurrentOperator() { operatorId }: Operator,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { locale } = this.contexts.of(request);
    const asked = { subscriberId, receiptId, format: 'pdf', locale, paper } as const;
    sendDocument(reply, await this.shop.paymentReceipt(asked, operatorId));
  }

  private async paper(
    bill: { readonly billId: string; readonly format: 'pdf' | 'png' },
    { operatorId }: Operator,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { locale } = this.contexts.of(request);
    sendDocument(reply, await this.shop.billDocument({ ...bill, locale }, operatorId));
  }
}
