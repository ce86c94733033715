// reports.controller.ts — what a span of days brought: takings, packages and cashiers of the books, and usage.
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { TakingsSchema, UsageReportSchema, VoucherReportSchema } from '@saring/contracts';
import { ApiRoute, extended, type ApiReply } from '../http/api-route';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { ReportQuery } from './report-query';
import { Reports } from './reports';

const TAKINGS: ApiReply = {
  schema: extended(TakingsSchema, {}),
  unpaged: 'a year and a day, and a hundred packages',
};
const USAGE: ApiReply = { schema: extended(UsageReportSchema, {}), unpaged: 'a year and a day' };
const VOUCHERS: ApiReply = {
  schema: extended(VoucherReportSchema, {}),
  unpaged: 'a year and a day, and a hundred of each other list',
};

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

  @ApiRoute('Vouchers by day or month, package, seller and batch: stock, sold, returned, cost', VOUCHERS)
  @Get('vouchers')
  @Permit('books:read')
  async vouchers(@Query() query: ReportQuery) {
    const { total, ...lists } = await this.reports.vouchers(query);
    return {
      total: total && plain(total),
      periods: lists.periods.map(plain),
      packages: lists.packages.map(plain),
      sellers: lists.sellers.map(plain),
      batches: lists.batches.map(plain),
    };
  }
}
