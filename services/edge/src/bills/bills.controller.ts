// bills.controller.ts — bills for operators: looked at, paid at the counter, made void.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import {
  AuthOtp,
  Billing,
  BillingStandingSchema,
  OpenBillSchema,
  PayOutBalanceRequestSchema,
  ReceiveBillPaymentRequestSchema,
  StartSubscriptionRequestSchema,
  VoidBillRequestSchema,
  WriteBillOffRequestSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute, extended, pageOf } from '../http/api-route';
import { personalText, TEXT, WHOLE } from '../http/api-schema';
import { Field, OptionalField, OptionalText, PageCursor, PageLimit } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { LocalDate, TruthOfQuery } from '../http/field-kinds';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';

const PAGE = { standard: 50, longest: 200 };
const pay = ReceiveBillPaymentRequestSchema.field;

class PayBody {
  @Field(pay.method) method!: string;
  @Field(pay.amountRupiah, { example: 150_000 }) amountRupiah!: number;
  @OptionalField(pay.paidRupiah, {
    description: 'Of cash: what was handed over; absent: as much as the amount',
  })
  paidRupiah?: number;
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
  @OptionalField(StartSubscriptionRequestSchema.field.site, { description: 'Absent: of all sites' })
  site?: string;

  @LocalDate({ required: false, description: 'Due on this day or before' })
  @IsOptional()
  dueBy?: string;

  @TruthOfQuery({ description: 'true: those alone whose grace is over' })
  pastGrace?: boolean;

  @OptionalText(60, {
    description:
      'A part of the number, in any case, with at least three letters or digits: then paid and void ones are found, too',
    example: '202611/0007',
  })
  numberPart?: string;

  @PageLimit(PAGE.longest) limit?: number;
  @PageCursor() cursor?: string;
}

/** Whoever collects the money goes there by them. */
const OPEN_BILLS = pageOf(
  extended(OpenBillSchema, { name: TEXT, phone: personalText('phone'), address: TEXT, room: TEXT }),
  { totalBills: WHOLE, totalSubscribers: WHOLE, totalRupiah: WHOLE },
);

@ApiTags('bills')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class BillsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly names: SubscriberNames,
  ) {}

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

  @ApiRoute('Bills that are owed, or have a number, oldest first, with their sums', OPEN_BILLS)
  @Get('bills')
  @Permit('bills:read')
  async list(@Query() { limit = PAGE.standard, ...query }: OpenBillsQuery) {
    const page = await this.messenger.request(Billing.method.listOpenBills, { limit, ...query });
    const people = await this.names.of(page.items.map(({ subscriberId }) => subscriberId));
    return {
      ...plain(page),
      nextCursor: page.nextCursor ?? null,
      items: page.items.map((bill) => {
        const { name = '', phone = '', fields = {} } = people.get(bill.subscriberId) ?? {};
        const { address = '', room = '' } = fields;
        return { ...plain(bill), name, phone, address, room };
      }),
    };
  }

  private async siteOf(subscriberId: string): Promise<string> {
    return (await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId })).site;
  }
}
