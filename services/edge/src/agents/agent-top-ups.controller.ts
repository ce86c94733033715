// agent-top-ups.controller.ts — an agent orders money for the own deposit, and looks at how to pay it.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Billing, PlaceTopUpRequestSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, pageOf } from '../http/api-route';
import { Field, PageCursor, PageLimit } from '../http/body-fields';
import { CommandKey, RequiredKey } from '../http/command-key';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { PAYMENT_METHODS_NOW } from '../http/replies';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { OrderView } from '../orders/order-view';
import { Shop } from '../shop/shop';
import { BUYERS_METHODS, ORDER_PAGE } from '../shop/shop-bodies';

/** A gateway takes its time to answer a charge. */
const ORDER_MILLISECONDS = 25_000;
const CONSOLE_PATH = '/console/sell';

class TopUpBody {
  @Field(PlaceTopUpRequestSchema.field.amountRupiah, { example: 200_000, least: 1 })
  amountRupiah!: number;

  @ApiProperty({ enum: BUYERS_METHODS })
  @IsIn(BUYERS_METHODS)
  method!: string;

  @ApiProperty({ required: false, description: 'Of method va', example: 'bca' })
  @IsOptional()
  @Matches(/^[a-z]{2,12}$/)
  bank?: string;
}
class TopUpsQuery {
  @PageLimit(ORDER_PAGE.longest) limit?: number;
  @PageCursor('uuid') cursor?: string;
}

@ApiTags('agents')
@UseGuards(OperatorGuard)
@Controller('api/v1/agent')
export class AgentTopUpsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly limits: Limits,
    private readonly shop: Shop,
  ) {}

  @ApiRoute('What the own deposit can be topped up with now', {
    schema: PAYMENT_METHODS_NOW,
    unpaged: 'one item a method',
  })
  @Get('top-up-methods')
  @Permit('agents:sell')
  async methods(@CurrentOperator() { operatorId: agentId }: Operator) {
    const { site } = await this.messenger.request(Billing.method.getAgent, { agentId });
    return this.shop.methods(site);
  }

  /** Paid, it is in the deposit, once. Another amount or method ends the one that is open. */
  @ApiRoute('Order money for the own deposit', OrderView)
  @Post('top-ups')
  @Permit('agents:sell')
  async topUp(
    @Body() body: TopUpBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<OrderView> {
    this.limits.take(RATE_LIMITS.orders, operator.operatorId);
    const context = this.contexts.of(request);
    const returnUrl = `${this.shop.baseOf(context)}${CONSOLE_PATH}`;
    const command = { ...body, agentId: operator.operatorId, returnUrl, ...commandOf(operator, key) };
    const order = await this.messenger.request(Billing.method.placeTopUp, command, ORDER_MILLISECONDS);
    return this.shop.view(context, order);
  }

  @ApiRoute('The own top-ups, newest first', pageOf(OrderView))
  @Get('top-ups')
  @Permit('agents:sell')
  async list(
    @Query() { limit = ORDER_PAGE.standard, cursor: before }: TopUpsQuery,
    @CurrentOperator() { operatorId }: Operator,
    @Req() request: FastifyRequest,
  ) {
    const page = { limit, ...(before === undefined ? {} : { before }) };
    const { items, nextBefore } = await this.shop.orders(operatorId, page);
    const context = this.contexts.of(request);
    return { items: items.map((order) => this.shop.view(context, order)), nextCursor: nextBefore ?? null };
  }

  @ApiRoute('One of the own top-ups, with how to pay it', OrderView)
  @Get('top-ups/:orderId')
  @Permit('agents:sell')
  async one(
    @Param('orderId', UuidPipe) orderId: string,
    @CurrentOperator() { operatorId: subscriberId }: Operator,
    @Req() request: FastifyRequest,
  ): Promise<OrderView> {
    return this.shop.view(this.contexts.of(request), await this.shop.order({ orderId, subscriberId }));
  }

  @ApiRoute('Cancel a top-up that is open', OrderView)
  @Post('top-ups/:orderId/cancel')
  @HttpCode(200)
  @Permit('agents:sell')
  async cancel(
    @Param('orderId', UuidPipe) orderId: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<OrderView> {
    const { actor } = commandOf(operator, key);
    const cancelled = await this.shop.cancel(key, actor, { orderId, subscriberId: operator.operatorId });
    return this.shop.view(this.contexts.of(request), cancelled);
  }
}
