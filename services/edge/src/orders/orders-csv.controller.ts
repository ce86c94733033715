// orders-csv.controller.ts — the orders that an operator looks for, as a file for a spreadsheet.
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags, OmitType } from '@nestjs/swagger';
import { Billing, type Order } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyReply } from 'fastify';
import { RecordReading } from '../audit/audit-trail';
import { ApiFile, ApiRoute } from '../http/api-route';
import { localTime } from '../http/local-time';
import type { Cell } from '../http/tables/cells';
import { pagesOf, sendCsvTable } from '../http/tables/send-table';
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
const NAMED = ['cashierName', 'subscriberName', 'subscriberPhone'] as const;

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
  @RecordReading()
  @Permit('orders:read')
  async csv(@Query() query: OrdersCsvQuery, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.search.of(query);
    const cashiers = found ? await this.operators.now() : new Map<string, string>();
    const ask = async (before: string | undefined) => {
      if (!found) return { rows: [], next: undefined };
      const page = await this.messenger.request(Billing.method.listOrders, {
        ...{ ...found, limit: ORDER_PAGE.longest, before },
      });
      return { rows: await this.rowsOf(page.items, cashiers), next: page.nextBefore };
    };
    await sendCsvTable(reply, {
      name: 'saring-orders',
      columns: [...TIMES, ...COLUMNS, ...NAMED],
      pages: pagesOf(ask, { most: LINES_MOST, field: 'from' }),
    });
  }

  private async rowsOf(
    orders: readonly Order[],
    cashiers: ReadonlyMap<string, string>,
  ): Promise<readonly (readonly Cell[])[]> {
    const people = await this.people.of(orders.map(({ subscriberId }) => subscriberId));
    return orders.map((order) => {
      const timeZone = this.profiles.timeZoneOf(order.site);
      const person = people.get(order.subscriberId);
      return [
        ...TIMES.map((name) => (order[name] ? localTime(order[name], timeZone) : '')),
        ...COLUMNS.map((name) => order[name]),
        cashiers.get(order.cashier ?? ''),
        person?.name,
        person && lastDigitsOf(person.phone),
      ];
    });
  }
}
