// subscriber-tables.controller.ts — the subscribers that an operator looks for, as a file for a spreadsheet.
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthOtp, type Subscriber } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyReply } from 'fastify';
import { RecordReading } from '../audit/audit-trail';
import { ApiFile, ApiRoute } from '../http/api-route';
import { localTime } from '../http/local-time';
import type { Cell } from '../http/tables/cells';
import { CSV, pagesOf, sendCsvTable, sendXlsxTable, XLSX, type Table } from '../http/tables/send-table';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, readsMasked, type Operator } from '../operators/operator-sessions';
import { SiteProfiles } from '../sites/site-profiles';
import { FilterQuery, SUBSCRIBER_PAGE } from './subscriber-bodies';

/** A workbook is made in memory; CSV goes out as it is read. */
const LINES_MOST = { csv: 500_000, xlsx: 50_000 };
const COLUMNS = [
  'subscriberId',
  'name',
  'phone',
  'site',
  'role',
  'approval',
  'state',
  'blockReason',
] as const;
/** Fields with names that imports know; whatever else an operator has defined stands in one column. */
const NAMED_FIELDS = ['address', 'room', 'note'] as const;
const IS_NAMED = new Set<string>(NAMED_FIELDS);

const stateOf = ({ blocked, disabled }: Subscriber): string =>
  blocked ? 'blocked' : disabled ? 'disabled' : 'open';

const otherFields = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .filter(([name]) => !IS_NAMED.has(name))
    .map(([name, text]) => `${name}: ${text}`)
    .join('; ');

@ApiTags('subscribers')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class SubscriberTablesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
  ) {}

  /** Times are those of the subscriber's site. */
  @ApiRoute('The subscribers that are looked for, newest first, as CSV', new ApiFile(CSV))
  @Get('subscribers.csv')
  @RecordReading()
  @Permit('subscribers:export')
  csv(
    @Query() query: FilterQuery,
    @Res() reply: FastifyReply,
    @CurrentOperator() operator: Operator,
  ): Promise<void> {
    return sendCsvTable(reply, this.table(query, LINES_MOST.csv, operator));
  }

  @ApiRoute('The subscribers that are looked for, newest first, as XLSX', new ApiFile(XLSX))
  @Get('subscribers.xlsx')
  @RecordReading()
  @Permit('subscribers:export')
  xlsx(
    @Query() query: FilterQuery,
    @Res() reply: FastifyReply,
    @CurrentOperator() operator: Operator,
  ): Promise<void> {
    return sendXlsxTable(reply, this.table(query, LINES_MOST.xlsx, operator));
  }

  private table({ phone, ...filter }: FilterQuery, most: number, operator: Operator): Table {
    const asked = { ...filter, query: phone ?? filter.query, wholeNumbers: readsMasked(operator) };
    const ask = async (afterId: string | undefined) => {
      const page = await this.messenger.request(AuthOtp.method.listSubscribers, {
        ...{ ...asked, limit: SUBSCRIBER_PAGE.longest, afterId },
      });
      return { rows: page.items.map((one) => this.rowOf(one)), next: page.nextAfterId };
    };
    return {
      name: 'saring-subscribers',
      columns: [...COLUMNS, ...NAMED_FIELDS, 'otherFields', 'createdAt'],
      pages: pagesOf(ask, { most, field: 'query' }),
    };
  }

  private rowOf(one: Subscriber): readonly Cell[] {
    return [
      ...COLUMNS.map((column) => (column === 'state' ? stateOf(one) : one[column])),
      ...NAMED_FIELDS.map((name) => one.fields[name]),
      otherFields(one.fields),
      localTime(one.createdAt, this.profiles.timeZoneOf(one.site)),
    ];
  }
}
