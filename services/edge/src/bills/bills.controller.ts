// bills.controller.ts — bills for operators: looked at, paid at the counter, made void.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  BillingStandingSchema,
  OpenBillSchema,
  PayOutBalanceRequestSchema,
  ReceiveBillPaymentRequestSchema,
  VoidBillRequestSchema,
  WriteBillOffRequestSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute, pageOf } from '../http/api-route';
import { Field, OptionalField, PageCursor, PageLimit } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { standard: 50, longest: 200 };
const pay = ReceiveBillPaymentRequestSchema.field;

class PayBody {
  @Field(pay.method) method!: string;
  @Field(pay.amountRupiah, { example: 150_000 }) amountRupiah!: number;
  @OptionalField(pay.note) note?: string;
}
const payOut = PayOutBalanceRequestSchema.field;

class PayOutBody {
  @Field(payOut.method, { example: 'cash' }) method!: string;
  @Field(payOut.amountRupiah, { example: 50_000 }) amountRupiah!: number;
  @Field(payOut.reason, { least: 1 }) reason!: string;
}
class VoidBillBody {
  @Field(VoidBillRequestSchema.field.reason, { least: 1 }) reason!: string;
}
class WriteOffBody {
  @Field(WriteBillOffRequestSchema.field.reason, { least: 1 }) reason!: string;
}
class OpenBillsQuery {
  @PageLimit(PAGE.longest) limit?: number;
  @PageCursor() cursor?: string;
}

@ApiTags('bills')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class BillsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Subscriptions, bills and balance of a subscriber', BillingStandingSchema)
  @Get('subscribers/:subscriberId/bills')
  @Permit('bills:read')
  async standing(@Param('subscriberId', UuidPipe) subscriberId: string) {
    return plain(await this.messenger.request(Billing.method.getBillingStanding, { subscriberId }));
  }

  /** To the bills oldest first; what is too much stays as balance and pays the next bill by itself. */
  @ApiRoute('Take money in hand for the bills of a subscriber', BillingStandingSchema)
  @Post('subscribers/:subscriberId/bill-payments')
  @Permit('counter:sell')
  async pay(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: PayBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const site = await this.siteOf(subscriberId);
    const command = { ...body, subscriberId, site, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.receiveBillPayment, command));
  }

  /** Up to what the operator's role may give back at once. */
  @ApiRoute('Hand balance of a subscriber back', BillingStandingSchema)
  @Post('subscribers/:subscriberId/balance-payouts')
  @Permit('orders:refund')
  async payOut(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: PayOutBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const site = await this.siteOf(subscriberId);
    const actorRole = operator.role;
    const command = { ...body, subscriberId, site, actorRole, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.payOutBalance, command));
  }

  @ApiRoute('Make a bill void: what was paid on it is balance again', BillingStandingSchema)
  @Post('bills/:billId/void')
  @HttpCode(200)
  @Permit('bills:write')
  async makeVoid(
    @Param('billId', UuidPipe) billId: string,
    @Body() body: VoidBillBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, billId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.voidBill, command));
  }

  /** What it suspends stays suspended: it is not paid. */
  @ApiRoute('Give up what is owed on a bill as a loss', BillingStandingSchema)
  @Post('bills/:billId/write-off')
  @HttpCode(200)
  @Permit('bills:write-off')
  async writeOff(
    @Param('billId', UuidPipe) billId: string,
    @Body() body: WriteOffBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, billId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.writeBillOff, command));
  }

  @ApiRoute('Wait again for what was given up of a bill', BillingStandingSchema)
  @Post('bills/:billId/reclaim')
  @HttpCode(200)
  @Permit('bills:write-off')
  async reclaim(
    @Param('billId', UuidPipe) billId: string,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { billId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.reclaimBill, command));
  }

  @ApiRoute('Bills that are owed, oldest first', pageOf(OpenBillSchema))
  @Get('bills')
  @Permit('bills:read')
  async list(@Query() { limit = PAGE.standard, cursor }: OpenBillsQuery) {
    const page = await this.messenger.request(Billing.method.listOpenBills, { limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  private async siteOf(subscriberId: string): Promise<string> {
    return (await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId })).site;
  }
}
