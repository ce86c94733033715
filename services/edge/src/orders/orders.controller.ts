import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiProperty, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Billing, DebtEstimateSchema, type Order } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { ApiFile, ApiRoute, pageOf } from '../http/api-route';
import { personal } from '../http/api-schema';
import { RequestContexts } from '../http/request-context';
import { exactlyOne } from '../http/invalid-fields';
import { CommandKey, RequiredKey } from '../http/command-key';
import { OperatorAccess } from '../operators/operator-access';
import { operatorTokenOf, PermitAlso } from '../operators/operator-sessions';
import { SubscriberSessions } from '../login/subscriber-sessions';
import { SubscriberNames } from '../subscribers/subscriber-names';
import { Buyers } from '../shop/buyer';
import { sendDocument, sendPicture } from './documents';
import { OrderSearch } from './order-search';
import { OrderView } from './order-view';
import { ReceiptQuery } from './receipt-query';
import { Shop } from '../shop/shop';
import { ORDER_PAGE, OrderBody, OrdersQuery, SettleBody } from '../shop/shop-bodies';

/** Of whom an order is, is said to operators alone. */
class ListedOrder extends OrderView {
  @ApiProperty({ required: false, format: 'uuid', description: 'For operators' })
  subscriberId?: string;
  @ApiProperty({ required: false, description: 'For operators; absent while nobody can say' })
  subscriberName?: string;
  @ApiProperty({
    required: false,
    description: 'For operators; absent while nobody can say',
    ...personal('phone'),
  })
  subscriberPhone?: string;
  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'For operators: who took the money at the counter',
  })
  cashier?: string;
  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'For operators: whose account a gift goes to',
  })
  receiverId?: string;
  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'For operators: whose deposit it is for, in place of a subscriber',
  })
  agentId?: string;
  @ApiProperty({ required: false, description: 'For operators; absent while nobody can say' })
  receiverName?: string;
  @ApiProperty({
    required: false,
    description: 'For operators; absent while nobody can say',
    ...personal('phone'),
  })
  receiverPhone?: string;
}

/** Buying and settling, by a logged-in subscriber or by a device that a router has proved. */
@ApiTags('orders')
@ApiSecurity('subscriber')
@Controller('api/v1')
export class OrdersController {
  constructor(
    private readonly messenger: Messenger,
    private readonly operators: OperatorAccess,
    private readonly contexts: RequestContexts,
    private readonly sessions: SubscriberSessions,
    private readonly buyers: Buyers,
    private readonly shop: Shop,
    private readonly names: SubscriberNames,
    private readonly search: OrderSearch,
  ) {}

  @ApiRoute('Buy a package', OrderView)
  @Post('orders')
  async buy(
    @Body() body: OrderBody,
    @RequiredKey() key: string,
    @Req() request: FastifyRequest,
  ): Promise<OrderView> {
    const context = this.contexts.of(request);
    return this.shop.view(context, await this.shop.buy(context, await this.buyers.of(request), key, body));
  }

  @ApiRoute('Settle debt by money', OrderView)
  @Post('debts/settle')
  async settle(
    @Body() { all, debtId = '', ...choice }: SettleBody,
    @RequiredKey() key: string,
    @Req() request: FastifyRequest,
  ): Promise<OrderView> {
    if ((all === undefined) === (debtId === '')) throw exactlyOne('all', 'debtId');
    const context = this.contexts.of(request);
    const buyer = await this.buyers.of(request);
    return this.shop.view(context, await this.shop.settle(context, buyer, key, { ...choice, debtId }));
  }

  /** The debts, and today's price of settling them. */
  @ApiRoute('What is owed, and what settles it today', DebtEstimateSchema)
  @Get('debts')
  async debts(@Req() request: FastifyRequest) {
    return this.shop.debts((await this.buyers.of(request)).subscriberId);
  }

  /** The own orders, newest first; with anything that is searched for everybody's, for operators (`orders:read`). */
  @ApiRoute("The own orders, newest first; for operators everybody's", pageOf(ListedOrder))
  @Get('orders')
  @PermitAlso('orders:read', 'a subscriber')
  async orders(
    @Query() { limit = ORDER_PAGE.standard, cursor, ...search }: OrdersQuery,
    @Req() request: FastifyRequest,
  ) {
    const claims = this.sessions.claimsOf(request);
    const isForOperators = Object.values(search).some((value) => value !== undefined);
    const isOperator =
      request.headers.authorization !== undefined || (!claims && operatorTokenOf(request) !== '');
    if (isForOperators || isOperator) await this.operators.authenticate(request, 'orders:read');
    else if (!claims) throw new RefusalError('AUTH.UNAUTHENTICATED');
    const whose = !isForOperators && claims ? { subscriberId: claims.subscriberId } : { subscriberId: '' };
    const found = isForOperators ? await this.search.of(search) : whose;
    if (found === null) return { items: [], nextCursor: null };
    const page = { state: 'all', ...found, limit, before: cursor };
    const { items, nextBefore } = await this.messenger.request(Billing.method.listOrders, page);
    const context = this.contexts.of(request);
    const shown =
      whose.subscriberId === ''
        ? await this.forOperators(request, items)
        : items.map((order) => this.shop.view(context, order));
    return { items: shown, nextCursor: nextBefore ?? null };
  }

  @ApiRoute('One order', ListedOrder)
  @Get('orders/:id')
  @PermitAlso('orders:read', 'a subscriber')
  async order(@Param('id', UuidPipe) orderId: string, @Req() request: FastifyRequest): Promise<ListedOrder> {
    const { order, isOperator } = await this.look(request, orderId);
    const [shown] = isOperator ? await this.forOperators(request, [order]) : [];
    return shown ?? this.shop.view(this.contexts.of(request), order);
  }

  @ApiRoute('Cancel an order that is open', OrderView)
  @Post('orders/:id/cancel')
  @HttpCode(200)
  async cancel(
    @Param('id', UuidPipe) orderId: string,
    @CommandKey() key: string,
    @Req() request: FastifyRequest,
  ): Promise<OrderView> {
    const { subscriberId, actor } = await this.buyers.of(request);
    const cancelled = await this.shop.cancel(key, actor, { orderId, subscriberId });
    return this.shop.view(this.contexts.of(request), cancelled);
  }

  @ApiRoute('The QRIS code as SVG', new ApiFile('image/svg+xml'))
  @Get('orders/:id/qr.svg')
  @PermitAlso('orders:read', 'a subscriber')
  async qrSvg(
    @Param('id', UuidPipe) orderId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPicture(reply, await this.shop.qr(await this.find(request, orderId), 'svg'), 'qris.svg');
  }

  @ApiRoute('The QRIS code as PNG', new ApiFile('image/png'))
  @Get('orders/:id/qr.png')
  @PermitAlso('orders:read', 'a subscriber')
  async qrPng(
    @Param('id', UuidPipe) orderId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPicture(reply, await this.shop.qr(await this.find(request, orderId), 'png'), 'qris.png');
  }

  @ApiRoute('The receipt as PDF', new ApiFile('application/pdf'))
  @Get('orders/:id/receipt.pdf')
  @PermitAlso('orders:read', 'a subscriber')
  receiptPdf(
    @Param('id', UuidPipe) orderId: string,
    @Query() { paper = '' }: ReceiptQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.receipt(orderId, { format: 'pdf', paper }, request, reply);
  }

  @ApiRoute('The receipt as PNG', new ApiFile('image/png'))
  @Get('orders/:id/receipt.png')
  @PermitAlso('orders:read', 'a subscriber')
  receiptPng(
    @Param('id', UuidPipe) orderId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.receipt(orderId, { format: 'png', paper: '' }, request, reply);
  }

  private async receipt(
    orderId: string,
    file: { readonly format: 'pdf' | 'png'; readonly paper: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { locale } = this.contexts.of(request);
    const claims = request.headers.authorization ? null : this.sessions.claimsOf(request);
    // An operator may have anyone's.
    if (!claims) await this.orOperator(request);
    const subscriberId = claims?.subscriberId ?? '';
    const asked = { orderId, subscriberId, locale, ...file };
    sendDocument(reply, await this.shop.receipt(asked, subscriberId || operatorTokenOf(request)));
  }

  /** With whose they are, and who took the money. */
  private async forOperators(request: FastifyRequest, orders: readonly Order[]): Promise<ListedOrder[]> {
    const context = this.contexts.of(request);
    const all = orders.flatMap(({ subscriberId, receiverId }) => [subscriberId, receiverId ?? '']);
    const people = await this.names.of(all.filter((id) => id !== ''));
    return orders.map((order) => {
      const { subscriberId, cashier, receiverId, agentId } = order;
      const person = people.get(subscriberId);
      const receiver = people.get(receiverId ?? '');
      // Whoever holds the link may also cancel by it: it is its buyer's.
      const { statusUrl: _buyers, ...shown } = this.shop.view(context, order);
      return {
        ...shown,
        ...(subscriberId === '' ? {} : { subscriberId }),
        ...(person ? { subscriberName: person.name, subscriberPhone: person.phone } : {}),
        ...(cashier ? { cashier } : {}),
        ...(receiverId ? { receiverId } : {}),
        ...(receiver ? { receiverName: receiver.name, receiverPhone: receiver.phone } : {}),
        ...(agentId ? { agentId } : {}),
      };
    });
  }

  private async find(request: FastifyRequest, orderId: string): Promise<Order> {
    return (await this.look(request, orderId)).order;
  }

  /** Of a buyer their own; of an operator with `orders:read` anyone's. */
  private async look(
    request: FastifyRequest,
    orderId: string,
  ): Promise<{ readonly order: Order; readonly isOperator: boolean }> {
    const buyer = request.headers.authorization ? null : await this.buyers.find(request);
    if (buyer) {
      try {
        const order = await this.shop.order({ orderId, subscriberId: buyer.subscriberId });
        return { order, isOperator: false };
      } catch (error) {
        // An operator may be logged in as a subscriber, too.
        if (!(error instanceof RefusalError) || operatorTokenOf(request) === '') throw error;
      }
    }
    await this.orOperator(request);
    return { order: await this.shop.order({ orderId }), isOperator: true };
  }

  /** Without an operator's token the refusal asks to log in as a subscriber. */
  private async orOperator(request: FastifyRequest): Promise<void> {
    try {
      await this.operators.authenticate(request, 'orders:read');
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.OPERATOR_UNAUTHENTICATED')
        throw new RefusalError('AUTH.UNAUTHENTICATED');
      throw error;
    }
  }
}
