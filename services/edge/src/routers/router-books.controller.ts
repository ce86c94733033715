// router-books.controller.ts — what a router carried and whose it was, and what passes it by hand.
import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ByHandDeviceSchema, QuotaLedger, RouterBooksSchema, RouterGateway } from '@saring/contracts';
import { endOfLocalMonth, localDate, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { IsOptional } from 'class-validator';
import { UuidPipe } from '../http/uuid-pipe';
import { IsInstant } from '../http/field-kinds';
import { WHOLE } from '../http/api-schema';
import { ApiRoute, arrayOf, objectOf } from '../http/api-route';
import { SiteProfiles } from '../sites/site-profiles';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const DAY_MILLISECONDS = 86_400_000;
/** A month and a day: what the ledger answers at once. */
const BOOKS_DAYS_MOST = 32;

class BooksQuery {
  @ApiProperty({ required: false, format: 'date-time', description: 'standard: a day before `to`' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'standard: now' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

@ApiTags('routers')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers/:routerId')
export class RouterBooksController {
  constructor(
    private readonly messenger: Messenger,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly profiles: SiteProfiles,
  ) {}

  /** Hour by hour: carried by the interfaces; charged, strangers', held, unclaimed, by hand; what is unexplained or overcharged. */
  @ApiRoute('Hour by hour: what a router carried and whose it was', RouterBooksSchema)
  @Get('books')
  @Permit('routers:read')
  async books(@Param('routerId', UuidPipe) routerId: string, @Query() query: BooksQuery) {
    const to = query.to === undefined ? this.clock.now() : new Date(query.to);
    const from = query.from === undefined ? new Date(to.getTime() - DAY_MILLISECONDS) : new Date(query.from);
    const days = (to.getTime() - from.getTime()) / DAY_MILLISECONDS;
    if (!(days >= 0 && days <= BOOKS_DAYS_MOST))
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'to', rule: 'isPeriodEnd', limit: BOOKS_DAYS_MOST }],
      });
    return this.booksOf(routerId, from, to);
  }

  /** Devices that an operator lets pass by hand: not charged, counted in the books. */
  @ApiRoute('Devices that somebody lets pass by hand', {
    schema: objectOf({ items: arrayOf(ByHandDeviceSchema), bytesThisMonth: WHOLE }),
    unpaged: 'the bindings of one router',
  })
  @Get('by-hand')
  @Permit('routers:read')
  async byHand(@Param('routerId', UuidPipe) routerId: string) {
    const now = this.clock.now();
    const [{ items }, monthStart] = await Promise.all([
      this.messenger.request(RouterGateway.method.listByHand, { routerId }),
      this.monthStart(routerId, now),
    ]);
    const { total } = await this.booksOf(routerId, monthStart, now);
    return { items: items.map(plain), bytesThisMonth: total?.byHandBytes ?? 0 };
  }

  private async booksOf(routerId: string, from: Date, to: Date) {
    const books = await this.messenger.request(QuotaLedger.method.getRouterBooks, {
      ...{ routerId, from: toInstant(from), to: toInstant(to) },
    });
    return { routerId, hours: books.hours.map(plain), total: books.total && plain(books.total) };
  }

  /** The place of the router. */
  private async monthStart(routerId: string, now: Date): Promise<Date> {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    const site = items.find((router) => router.routerId === routerId)?.site ?? '';
    const timeZone = this.profiles.timeZoneOf(site);
    const day = Number(localDate(now, timeZone).slice(-2));
    const inMonthBefore = new Date(now.getTime() - day * DAY_MILLISECONDS);
    return new Date(endOfLocalMonth(inMonthBefore, timeZone).getTime() + 1);
  }
}
