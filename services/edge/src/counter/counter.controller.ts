// counter.controller.ts — sales that an operator makes and takes the money of, and the operator's own cash drawer.
import { Body, Controller, Get, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  CloseDrawerRequestSchema,
  DrawerSchema,
  MoveCashRequestSchema,
  OpenDrawerRequestSchema,
  SellAtCounterRequestSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { Equals, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { ApiRoute, listOf } from '../http/api-route';
import { Field, OptionalField } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { plain, QuotaViews, VERSION_OR_NULL } from '../quota/quota-views';
import { RequestContexts } from '../http/request-context';
import { commandOf, ownCommandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { OrderView } from '../orders/order-view';
import { Shop } from '../shop/shop';
import { PaymentRequestBody } from '../shop/shop-bodies';

/** The ledger and the payment are asked on the way. */
const SALE_MILLISECONDS = 20_000;
const sale = SellAtCounterRequestSchema.field;

class CounterSaleBody {
  @OptionalField(sale.packageId)
  packageId?: string;

  @OptionalField(sale.debtId)
  debtId?: string;

  @ApiProperty({ required: false, description: 'All that is owed. One of packageId, debtId and all' })
  @IsOptional()
  @Equals(true)
  all?: true;

  @Field(sale.method)
  method!: string;

  @Field(sale.paidRupiah)
  paidRupiah!: number;

  @OptionalField(sale.note)
  note?: string;
}

class CounterSaleView {
  @ApiProperty({ type: OrderView }) order!: OrderView;
  @ApiProperty({ type: 'integer', description: 'To be given back' }) changeRupiah!: number;
  @ApiProperty({ ...VERSION_OR_NULL, type: 'integer', nullable: true }) version!: number | null;
}

class AskedOrderView extends OrderView {
  @ApiProperty({ type: 'integer', description: 'How often it was sent as a bill, this time too' })
  times!: number;
  @ApiProperty({ format: 'date-time', description: 'The message of this time is not older' })
  askedAt!: string;
}

class OpenDrawerBody {
  @OptionalField(OpenDrawerRequestSchema.field.floatRupiah)
  floatRupiah?: number;

  @OptionalField(OpenDrawerRequestSchema.field.site)
  site?: string;
}

class CashBody {
  @Field(MoveCashRequestSchema.field.amountRupiah, { least: 1 })
  amountRupiah!: number;

  @Field(MoveCashRequestSchema.field.reason, { least: 3 })
  reason!: string;
}

class CloseDrawerBody {
  @Field(CloseDrawerRequestSchema.field.countedRupiah)
  countedRupiah!: number;

  @OptionalField(CloseDrawerRequestSchema.field.note)
  note?: string;

  @OptionalField(CloseDrawerRequestSchema.field.handedToId)
  handedToId?: string;
}

@ApiTags('counter')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class CounterController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly shop: Shop,
    private readonly views: QuotaViews,
  ) {}

  @ApiRoute('Sell at the counter: ordered, paid and given in one step', CounterSaleView)
  @Post('subscribers/:subscriberId/orders')
  @Permit('counter:sell')
  async sell(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { all, ...body }: CounterSaleBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<CounterSaleView> {
    const { site } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const command = {
      actorRole: operator.role,
      subscriberId,
      ...body,
      allDebts: all === true,
      site,
      ...commandOf(operator, key),
    };
    const { order, changeRupiah } = await this.messenger.request(
      Billing.method.sellAtCounter,
      command,
      SALE_MILLISECONDS,
    );
    if (!order) throw new Error('billing answered no order');
    const version = order.state === 'fulfilled' ? await this.views.versionAfter(subscriberId) : null;
    return { order: this.shop.view(this.contexts.of(request), order), changeRupiah, version };
  }

  /**
   * The subscriber gets the link to pay by WhatsApp: at once, or as soon as the payment is open (`state` is `created`
   * until then). While the same is open it is sent again, as it was ordered, at most three times an hour
   * (`BILLING.ASKED_OFTEN`).
   */
  @ApiRoute('Send a subscriber a bill for a package or all debts', AskedOrderView)
  @Post('subscribers/:subscriberId/payment-requests')
  @Permit('counter:sell')
  async askForPayment(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { all, packageId = '', method }: PaymentRequestBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<AskedOrderView> {
    const { site } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const context = this.contexts.of(request);
    const returnUrl = this.shop.returnUrlOf(context);
    const asked = { subscriberId, packageId, allDebts: all === true, method, site, returnUrl };
    const command = { ...asked, ...commandOf(operator, key) };
    const { order, times, askedAt } = await this.messenger.request(
      Billing.method.askForPayment,
      command,
      SALE_MILLISECONDS,
    );
    if (!order) throw new Error('billing answered no order');
    return { ...this.shop.view(context, order), times, askedAt };
  }

  @ApiRoute('The own cash drawer', DrawerSchema)
  @Get('drawer')
  @Permit('counter:sell')
  async drawer(@CurrentOperator() { operatorId }: Operator) {
    return plain(await this.messenger.request(Billing.method.getDrawer, { operatorId }));
  }

  @ApiRoute('The cash drawers of all operators', listOf(DrawerSchema, 'the operators of one business'))
  @Get('drawers')
  @Permit('books:read')
  async drawers() {
    const { items } = await this.messenger.request(Billing.method.listDrawers, {});
    return { items: items.map(plain) };
  }

  @ApiRoute('Open the own cash drawer', DrawerSchema)
  @Post('drawer/open')
  @HttpCode(200)
  @Permit('counter:sell')
  async open(
    @Body() body: OpenDrawerBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, ...ownCommandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.openDrawer, command));
  }

  @ApiRoute('Put money into the own cash drawer', DrawerSchema)
  @Post('drawer/pay-in')
  @HttpCode(200)
  @Permit('counter:sell')
  payIn(@Body() body: CashBody, @RequiredKey() key: string, @CurrentOperator() operator: Operator) {
    return this.move(operator, key, body, true);
  }

  @ApiRoute('Take money out of the own cash drawer', DrawerSchema)
  @Post('drawer/pay-out')
  @HttpCode(200)
  @Permit('counter:sell')
  payOut(@Body() body: CashBody, @RequiredKey() key: string, @CurrentOperator() operator: Operator) {
    return this.move(operator, key, body, false);
  }

  @ApiRoute('Count and close the own cash drawer, or hand it over', DrawerSchema)
  @Post('drawer/close')
  @HttpCode(200)
  @Permit('counter:sell')
  async close(
    @Body() body: CloseDrawerBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, ...ownCommandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.closeDrawer, command));
  }

  /** Of who is away or leaves: an operator with an open drawer is not removed. */
  @ApiRoute('Count and close the cash drawer of another operator, or hand it over', DrawerSchema)
  @Post('drawers/:operatorId/close')
  @HttpCode(200)
  @Permit('operators:write')
  async closeOther(
    @Param('operatorId', UuidPipe) operatorId: string,
    @Body() body: CloseDrawerBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, ...commandOf(operator, key), operatorId };
    return plain(await this.messenger.request(Billing.method.closeDrawer, command));
  }

  private async move(operator: Operator, key: string, body: CashBody, into: boolean) {
    const command = { ...body, in: into, ...ownCommandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.moveCash, command));
  }
}
