// reports.controller.ts — what a span of days brought: takings, packages and cashiers of the books, and usage.
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { TakingsSchema, UsageReportSchema } from '@saring/contracts';
import { IsIn, IsOptional } from 'class-validator';
import { ApiRoute, extended, type ApiReply } from '../http/api-route';
import { OptionalText } from '../http/body-fields';
import { LocalDate } from '../http/field-kinds';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { Reports } from './reports';

const TAKINGS: ApiReply = {
  schema: extended(TakingsSchema, {}),
  unpaged: 'a year and a day, and a hundred packages',
};
const USAGE: ApiReply = { schema: extended(UsageReportSchema, {}), unpaged: 'a year and a day' };
const PERIODS = ['day', 'month'] as const;

class ReportQuery {
  @LocalDate({ example: '2026-11-01', description: 'Local date of the site, inclusive' })
  from!: string;

  @LocalDate({ example: '2026-11-30', description: 'Local date of the site, inclusive' })
  to!: string;

  @OptionalText(60, { description: 'Absent: all sites' })
  site?: string;

  @ApiProperty({ required: false, enum: PERIODS, description: 'What a line is of; absent: a day' })
  @IsOptional()
  @IsIn(PERIODS)
  by?: (typeof PERIODS)[number];
}

@ApiTags('books')
@UseGuards(OperatorGuard)
@Controller('api/v1/reports')
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  /** Its sums are those of the books; at most a year and a day. */
  @ApiRoute('Takings by day or month, method, cashier and package', TAKINGS)
  @Get('takings')
  @Permit('books:read')
  async takings(@Query() query: ReportQuery) {
    const { total, ...lists } = await this.reports.takings(query);
    return {
      total: total && plain(total),
      periods: lists.periods.map(plain),
      methods: lists.methods.map(plain),
      cashiers: lists.cashiers.map(plain),
      packages: lists.packages.map(plain),
    };
  }

  @ApiRoute('Bytes of routers by day or month: carried, charged, unclaimed', USAGE)
  @Get('usage')
  @Permit('quota:read')
  async usage(@Query() query: ReportQuery) {
    const { total, periods } = await this.reports.usage(query);
    return { total: total && plain(total), periods: periods.map(plain) };
  }
}
