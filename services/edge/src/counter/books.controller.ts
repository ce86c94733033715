// books.controller.ts — the double-entry journal and its trial balance, as pages and as CSV.
import { Body, Controller, Get, HttpCode, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Billing,
  DaySchema,
  JournalLineSchema,
  MoveSafeRequestSchema,
  SafeMoveSchema,
  SafeSchema,
  TrialBalanceSchema,
  type JournalLine,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyReply } from 'fastify';
import { RecordReading } from '../audit/audit-trail';
import { ApiFile, ApiRoute, listOf, pageOf } from '../http/api-route';
import { Field, OptionalText, PageCursor, PageLimit } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { LocalDate } from '../http/field-kinds';
import { localTime } from '../http/local-time';
import type { Cell } from '../http/tables/cells';
import { pagesOf, sendCsvTable } from '../http/tables/send-table';
import { SiteProfiles } from '../sites/site-profiles';
import { ownCommandOf } from '../operators/actor';
import { OperatorNames } from '../operators/operator-names';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { standard: 200, longest: 1_000 };
/** A year of a busy shop; what is longer is asked for in parts. */
const CSV_LINES_MOST = 100_000;

class PeriodQuery {
  @LocalDate({ example: '2026-11-01', description: 'Local date of the site, inclusive' })
  from!: string;

  @LocalDate({ example: '2026-11-30', description: 'Local date of the site, inclusive' })
  to!: string;

  @OptionalText(60, { description: 'Absent: all sites' })
  site?: string;
}

class DayQuery {
  @LocalDate({ example: '2026-11-30', description: 'Local date of the site' })
  date!: string;

  @OptionalText(60, { description: 'Absent: all sites' })
  site?: string;
}

class JournalQuery extends PeriodQuery {
  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

const safe = MoveSafeRequestSchema.field;
class SafeMoveBody {
  @Field(safe.site)
  site!: string;

  @Field(safe.way)
  way!: string;

  @Field(safe.amountRupiah, { least: 1 })
  amountRupiah!: number;

  @Field(safe.reason, { least: 3 })
  reason!: string;
}

const COLUMNS = ['at', 'day', 'site', 'account', 'party', 'amountRupiah', 'cause', 'orderId'] as const;

@ApiTags('books')
@UseGuards(OperatorGuard)
@Controller('api/v1/books')
export class BooksController {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
    private readonly names: OperatorNames,
  ) {}

  @ApiRoute('Debits, credits and balance of every account; their sum is 0', TrialBalanceSchema)
  @Get('trial-balance')
  @Permit('books:read')
  async trialBalance(@Query() { from, to, site }: PeriodQuery) {
    const balance = await this.messenger.request(Billing.method.getTrialBalance, {
      ...{ fromDate: from, toDate: to, site },
    });
    return { ...plain(balance), items: balance.items.map(plain) };
  }

  @ApiRoute('What lies in the safes by the books', listOf(SafeSchema, 'the sites of one business'))
  @Get('safes')
  @Permit('books:read')
  async safes() {
    const { items } = await this.messenger.request(Billing.method.listSafes, {});
    return { items: items.map(plain) };
  }

  @ApiRoute('Book money into the safe of a site, or out of it', SafeMoveSchema)
  @Post('safes/moves')
  @HttpCode(200)
  @Permit('books:safe')
  async moveSafe(
    @Body() body: SafeMoveBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, ...ownCommandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.moveSafe, command));
  }

  /** A service that is down is named in `silent`, and what it would say is left out. */
  @ApiRoute('What a day brought, and what is to be looked at: the owner’s evening', DaySchema)
  @Get('day')
  @Permit('books:read')
  async day(@Query() query: DayQuery) {
    const day = await this.messenger.request(Billing.method.getDay, query);
    return {
      ...plain(day),
      takings: day.takings.map(plain),
      packages: day.packages.map(plain),
      routersDown: day.routersDown.map(plain),
    };
  }

  @ApiRoute('Every posting, in the order of days', pageOf(JournalLineSchema))
  @Get('journal')
  @Permit('books:read')
  async journal(@Query() { limit = PAGE.standard, ...query }: JournalQuery) {
    const { items, nextAfter } = await this.page(query, limit, query.cursor);
    return { items: items.map(plain), nextCursor: nextAfter ?? null };
  }

  /** Times are those of the line's site; an operator's drawer is named. */
  @ApiRoute('The postings of a period as CSV', new ApiFile('text/csv'))
  @Get('journal.csv')
  @RecordReading()
  @Permit('books:read')
  async csv(@Query() query: PeriodQuery, @Res() reply: FastifyReply): Promise<void> {
    const nameOf = await this.names.now();
    const rowOf = (line: JournalLine): readonly Cell[] => [
      ...COLUMNS.map((column) =>
        column === 'at' ? localTime(line.at, this.profiles.timeZoneOf(line.site)) : line[column],
      ),
      nameOf.get(line.party) ?? '',
    ];
    const ask = async (after: string | undefined) => {
      const page = await this.page(query, PAGE.longest, after);
      return { rows: page.items.map(rowOf), next: page.nextAfter };
    };
    await sendCsvTable(reply, {
      name: `saring-journal-${query.from}-${query.to}`,
      columns: [...COLUMNS, 'partyName'],
      pages: pagesOf(ask, { most: CSV_LINES_MOST, field: 'to' }),
    });
  }

  private page({ from, to, site }: PeriodQuery, limit: number, after: string | undefined) {
    const request = { fromDate: from, toDate: to, site, limit, after };
    return this.messenger.request(Billing.method.listJournal, request);
  }
}
