// audit.controller.ts — the record of what operators did, as pages and as CSV.
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuditEntrySchema, AuthOtp, type AuditEntry } from '@saring/contracts';
import { AUDIT_OUTCOMES, PERMISSIONS } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { RecordReading } from './audit-trail';
import { ApiFile, ApiRoute, pageOf } from '../http/api-route';
import { OptionalText, PageCursor, PageLimit } from '../http/body-fields';
import { IsInstant } from '../http/field-kinds';
import { localTime } from '../http/local-time';
import { pagesOf, sendCsvTable } from '../http/tables/send-table';
import { SiteProfiles } from '../sites/site-profiles';
import { lastDigitsOf, SubscriberNames } from '../subscribers/subscriber-names';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { standard: 50, longest: 200, csv: 500 };
const CSV_LINES_MOST = 50_000;

class AuditQuery {
  @ApiProperty({ required: false, format: 'uuid', description: 'What this operator did' })
  @IsOptional()
  @IsUUID()
  operatorId?: string;

  @ApiProperty({ required: false, enum: PERMISSIONS })
  @IsOptional()
  @IsIn(PERMISSIONS)
  permission?: string;

  @OptionalText(100, { description: 'An id in the address: of a subscriber, an order, a router' })
  target?: string;

  @ApiProperty({ required: false, enum: AUDIT_OUTCOMES })
  @IsOptional()
  @IsIn(AUDIT_OUTCOMES)
  outcome?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'At or after' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'Before' })
  @IsOptional()
  @IsInstant()
  until?: string;
}

class AuditPageQuery extends AuditQuery {
  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

const COLUMNS = [
  'at',
  'operatorName',
  'operatorId',
  'apiKeyId',
  'httpMethod',
  'route',
  'params',
  'outcome',
  'status',
  'code',
  'address',
  'bodyJson',
  'beforeJson',
] as const;
/** What people read beside the ids. */
const NAMED = ['subscriberName', 'subscriberPhone', 'reason'] as const;

const cellOf = (
  entry: AuditEntry,
  column: (typeof COLUMNS)[number],
  timeZone: string,
): string | number | undefined => {
  if (column === 'at') return localTime(entry.at, timeZone);
  return column === 'params' ? JSON.stringify(entry.params) : entry[column];
};

const reasonOf = ({ bodyJson }: AuditEntry): string => {
  if (bodyJson === '') return '';
  const { reason } = JSON.parse(bodyJson) as { readonly reason?: unknown };
  return typeof reason === 'string' ? reason : '';
};

@ApiTags('operators')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class AuditController {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
    private readonly names: SubscriberNames,
  ) {}

  @ApiRoute('What operators did, newest first', pageOf(AuditEntrySchema))
  @Get('audit')
  @Permit('audit:read')
  async list(@Query() { limit = PAGE.standard, cursor, ...query }: AuditPageQuery) {
    const { items, nextCursor } = await this.page(query, limit, cursor);
    return { items: items.map(plain), nextCursor: nextCursor ?? null };
  }

  @ApiRoute('What operators did, as CSV', new ApiFile('text/csv'))
  @Get('audit.csv')
  @RecordReading()
  @Permit('audit:read')
  async csv(@Query() query: AuditQuery, @Res() reply: FastifyReply): Promise<void> {
    const timeZone = this.profiles.timeZoneOf('');
    const ask = async (cursor: string | undefined) => {
      const page = await this.page(query, PAGE.csv, cursor);
      const people = await this.names.of(page.items.flatMap(({ params }) => params['subscriberId'] ?? []));
      const rows = page.items.map((entry) => {
        const person = people.get(entry.params['subscriberId'] ?? '');
        const cells = COLUMNS.map((column) => cellOf(entry, column, timeZone));
        return [...cells, person?.name, person && lastDigitsOf(person.phone), reasonOf(entry)];
      });
      return { rows, next: page.nextCursor };
    };
    await sendCsvTable(reply, {
      name: 'saring-audit',
      columns: [...COLUMNS.map((name) => (name === 'address' ? 'address:network' : name)), ...NAMED],
      pages: pagesOf(ask, { most: CSV_LINES_MOST, field: 'from' }),
    });
  }

  private page(query: AuditQuery, limit: number, cursor: string | undefined) {
    return this.messenger.request(AuthOtp.method.searchAuditEntries, { ...query, limit, cursor });
  }
}
