// orders-csv.controller.ts — the orders that an operator looks for, as a file for a spreadsheet.
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags, OmitType } from '@nestjs/swagger';
import { Billing, type Order } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { csvLine, sendCsv } from '../http/csv';
import { localTime } from '../http/local-time';
import { OperatorGuard } from '../operators/operator-guard';
import { OperatorNames } from '../operators/operator-names';
import { Permit } from '../operators/operator-sessions';
import { ORDER_PAGE, OrdersQuery } from '../shop/shop-bodies';
import { SiteProfiles } from '../sites/site-profiles';
import { lastDigitsOf, SubscriberNames } from '../subscribers/subscriber-names';
import { OrderSearch } from './order-search';

const LINES_MOST = 50_000;
const TIMES = ['createdAt', 'paidAt', 'fulfilledAt'] as const;
const COLUMNS = [
  'orderNumber',
  'invoiceNumber',
  'state',
  'purpose',
  'description',
  'method',
  'bank',
  'site',
  'amountRupiah',
  'discountRupiah',
  'refundedRupiah',
  'orderId',
  'subscriberId',
  'cashier',
] as const;
const NAMED = ['cashierName', 'subscriberName', 'subscriberPhone'];

class OrdersCsvQuery extends OmitType(OrdersQuery, ['limit', 'cursor']) {}

@ApiTags('orders')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class OrdersCsvController {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
    private readonly operators: OperatorNames,
    private readonly people: SubscriberNames,
    private readonly search: OrderSearch,
  ) {}

  /** Times are those of the order's site; phones are named by their last four digits. */
  @ApiRoute('The orders of all that are searched for, newest first, as CSV', new ApiFile('text/csv'))
  @Get('orders.csv')
  @Permit('orders:read')
  async csv(@Query() query: OrdersCsvQuery, @Res() reply: FastifyReply): Promise<void> {
    const lines = [[...TIMES, ...COLUMNS, ...NAMED].join(',')];
    const found = await this.search.of(query);
    const cashiers = found ? await this.operators.now() : new Map<string, string>();
    let before: string | undefined;
    do {
      if (!found) break;
      const page = await this.messenger.request(Billing.method.listOrders, {
        ...{ ...found, limit: ORDER_PAGE.longest, before },
      });
      lines.push(...(await this.linesOf(page.items, cashiers)));
      before = page.nextBefore;
    } while (before !== undefined && lines.length <= LINES_MOST);
    if (before !== undefined)
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'from', rule: 'mostLines', limit: LINES_MOST }],
      });
    await sendCsv(reply, 'saring-orders.csv', lines);
  }

  private async linesOf(
    orders: readonly Order[],
    cashiers: ReadonlyMap<string, string>,
  ): Promise<readonly string[]> {
    const people = await this.people.of(orders.map(({ subscriberId }) => subscriberId));
    return orders.map((order) => {
      const timeZone = this.profiles.timeZoneOf(order.site);
      const person = people.get(order.subscriberId);
      return csvLine([
        ...TIMES.map((name) => (order[name] ? localTime(order[name], timeZone) : '')),
        ...COLUMNS.map((name) => order[name]),
        cashiers.get(order.cashier ?? ''),
        person?.name,
        person && lastDigitsOf(person.phone),
      ]);
    });
  }
}
