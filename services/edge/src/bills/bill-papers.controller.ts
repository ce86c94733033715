// bill-papers.controller.ts — bills on paper for operators.
import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { sendDocument } from '../orders/documents';
import { Shop } from '../shop/shop';

@ApiTags('bills')
@UseGuards(OperatorGuard)
@Controller('api/v1/bills/:billId')
export class BillPapersController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly shop: Shop,
  ) {}

  @ApiRoute('A bill as PDF', new ApiFile('application/pdf'))
  @Get('bill.pdf')
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
  @Get('bill.png')
  @Permit('bills:read')
  png(
    @Param('billId', UuidPipe) billId: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.paper({ billId, format: 'png' }, operator, request, reply);
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
