// payment-alerts.controller.ts — what operators must look at about money, and what they did about it.
import { Body, Controller, Get, Param, Patch, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Payment, PaymentAlertSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { RecordBefore } from '../audit/audit-trail';
import { UuidPipe } from '../http/uuid-pipe';
import { ApiRoute, pageOf } from '../http/api-route';
import { actorOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { AlertBody, AlertsQuery, ORDER_PAGE } from '../shop/shop-bodies';

@ApiTags('orders')
@UseGuards(OperatorGuard)
@Controller('api/v1/alerts')
export class PaymentAlertsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Alerts about money, newest first', pageOf(PaymentAlertSchema))
  @Get()
  @Permit('orders:read')
  async list(@Query() { state, orderId, cursor, limit = ORDER_PAGE.standard }: AlertsQuery) {
    const { items, nextBefore } = await this.messenger.request(Payment.method.listAlerts, {
      state: state ?? 'all',
      limit,
      ...(orderId ? { orderId } : {}),
      ...(cursor ? { before: cursor } : {}),
    });
    return { items: items.map(plain), nextCursor: nextBefore ?? null };
  }

  /** Seen, done or open again; with a note. */
  @ApiRoute('Say what was done about an alert', PaymentAlertSchema)
  @Patch(':id')
  @RecordBefore<PaymentAlertsController>((self, { id = '' }) => self.alertNow(id))
  @Permit('orders:recheck')
  async setState(
    @Param('id', UuidPipe) alertId: string,
    @Body() body: AlertBody,
    @CurrentOperator() operator: Operator,
  ) {
    const request = { alertId, ...body, actor: actorOf(operator) };
    return plain(await this.messenger.request(Payment.method.setAlertState, request));
  }

  private async alertNow(alertId: string): Promise<object> {
    const { items } = await this.messenger.request(Payment.method.listAlerts, {
      state: 'all',
      limit: 1,
      alertId,
    });
    return items[0] ?? {};
  }
}
