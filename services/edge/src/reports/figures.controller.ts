// figures.controller.ts — the figures of the console's home page: counts that other services keep, asked at once.
import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  OrderCountsSchema,
  QuotaFiguresSchema,
  QuotaLedger,
  TakingsSumSchema,
  type TakingsSum,
} from '@saring/contracts';
import { localDate, toInstant, type Clock } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { ApiRoute, arrayOf, extended, objectOf } from '../http/api-route';
import { TEXT, WHOLE } from '../http/api-schema';
import { OptionalText } from '../http/body-fields';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SiteProfiles } from '../sites/site-profiles';

const DAY_MILLISECONDS = 86_400_000;
const WEEK_DAYS = 7;
const MONTH_DAYS = 30;
/** Quota that ends within these days waits for a renewal. */
const ENDING_DAYS = 7;

class SiteQuery {
  @OptionalText(60, { description: 'Absent: all sites' })
  site?: string;
}

const PENDING = objectOf({ pending: WHOLE });
const QUOTA = extended(QuotaFiguresSchema, {
  owed: objectOf({ debts: WHOLE, subscribers: WHOLE, rupiah: WHOLE }),
  overdue: objectOf({ debts: WHOLE, subscribers: WHOLE, rupiah: WHOLE }),
});
const TAKINGS = objectOf({
  today: TakingsSumSchema,
  yesterday: TakingsSumSchema,
  /** With today. */
  week: TakingsSumSchema,
  month: TakingsSumSchema,
  thirtyDays: TakingsSumSchema,
  date: TEXT,
  days: arrayOf(TakingsSumSchema),
  methods: arrayOf(TakingsSumSchema),
  cashiers: arrayOf(TakingsSumSchema),
});
const NUMBERS = [
  ...['payments', 'receivedRupiah', 'settlements', 'settledRupiah', 'refundedRupiah'],
  ...['sold', 'soldRupiah', 'soldBytes', 'incomeRupiah', 'feeRupiah', 'addedRupiah'],
] as const;

/** @param from the first day, as a date. */
const sumSince = (days: readonly TakingsSum[], from: string, to?: string) => ({
  ...{ name: '', label: '' },
  ...Object.fromEntries(
    NUMBERS.map((name) => [
      name,
      days
        .filter((day) => day.name >= from && (to === undefined || day.name <= to))
        .reduce((sum, day) => sum + (day[name as keyof TakingsSum] as number), 0),
    ]),
  ),
});

@ApiTags('books')
@UseGuards(OperatorGuard)
@Controller('api/v1/figures')
export class FiguresController {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `week` and `thirtyDays` end with today, `month` is this month; methods and cashiers are of the thirty days. */
  @ApiRoute('Takings of today, yesterday, the week, the month and thirty days', {
    ...{ schema: TAKINGS, unpaged: 'thirty-one days, and those who sold in them' },
  })
  @Get('takings')
  @Permit('books:read')
  async takings(@Query() { site = '' }: SiteQuery) {
    const timeZone = this.profiles.timeZoneOf(site);
    const now = this.clock.now();
    const daysAgo = (days: number): string =>
      localDate(new Date(now.getTime() - days * DAY_MILLISECONDS), timeZone);
    const today = daysAgo(0);
    const first = daysAgo(MONTH_DAYS - 1);
    const monthBegin = `${today.slice(0, 8)}01`;
    const of = (fromDate: string) =>
      this.messenger.request(Billing.method.getTakings, { fromDate, toDate: today, site });
    const [long, thirty] = await Promise.all([of(monthBegin < first ? monthBegin : first), of(first)]);
    return {
      today: sumSince(long.periods, today),
      yesterday: sumSince(long.periods, daysAgo(1), daysAgo(1)),
      week: sumSince(long.periods, daysAgo(WEEK_DAYS - 1)),
      month: sumSince(long.periods, monthBegin),
      thirtyDays: sumSince(thirty.periods, first),
      date: today,
      days: thirty.periods.map(plain),
      methods: thirty.methods.map(plain),
      cashiers: thirty.cashiers.map(plain),
    };
  }

  /** Unclaimed and charged bytes are of the last 24 hours, `ending` of the next seven days. */
  @ApiRoute('Accounts by status, and what of quota and debts waits', {
    ...{ schema: QUOTA, unpaged: 'one count a status' },
  })
  @Get('quota')
  @Permit('quota:read')
  async quota() {
    const now = this.clock.now().getTime();
    const [figures, owed, overdue] = await Promise.all([
      this.messenger.request(QuotaLedger.method.getFigures, {
        since: toInstant(new Date(now - DAY_MILLISECONDS)),
        endingUntil: toInstant(new Date(now + ENDING_DAYS * DAY_MILLISECONDS)),
      }),
      this.debts('all'),
      this.debts('overdue'),
    ]);
    return { ...plain(figures), statuses: figures.statuses.map(plain), owed, overdue };
  }

  @ApiRoute('Orders that wait', OrderCountsSchema)
  @Get('orders')
  @Permit('orders:read')
  async orders() {
    return plain(await this.messenger.request(Billing.method.countOrders, {}));
  }

  @ApiRoute('Subscribers who wait for approval', { schema: PENDING })
  @Get('subscribers')
  @Permit('subscribers:read')
  async subscribers() {
    const approval = 'pending';
    const { subscribers } = await this.messenger.request(AuthOtp.method.countSubscribers, { approval });
    return { pending: subscribers };
  }

  private async debts(state: string) {
    const { totalDebts, totalSubscribers, totalRupiah } = await this.messenger.request(
      QuotaLedger.method.searchDebts,
      { state, limit: 1 },
    );
    return { debts: totalDebts, subscribers: totalSubscribers, rupiah: totalRupiah };
  }
}
