// voucher-report.controller.ts — what vouchers brought, as a file by period, package, seller or batch.
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { CSV, sendCsvTable, sendXlsxTable, XLSX } from '../http/tables/send-table';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { ReportQuery } from './report-query';
import { PDF, sendReportPdf } from './report-pdf';
import { wholeTable } from './report-table';
import { Reports } from './reports';
import { VOUCHER_LINES, voucherTable, type VoucherLines } from './voucher-table';

class VoucherReportQuery extends ReportQuery {
  @ApiProperty({ required: false, enum: VOUCHER_LINES, description: 'What a line is of; absent: a period' })
  @IsOptional()
  @IsIn(VOUCHER_LINES)
  lines?: VoucherLines;
}

const fileName = ({ lines = 'period', from, to }: VoucherReportQuery): string =>
  `saring-vouchers-${lines}-${from}-${to}`;

@ApiTags('books')
@UseGuards(OperatorGuard)
@Controller('api/v1/reports')
export class VoucherReportController {
  constructor(private readonly reports: Reports) {}

  @ApiRoute('What vouchers brought as CSV; the last line is the sum', new ApiFile(CSV))
  @Get('vouchers.csv')
  @Permit('books:read')
  async csv(@Query() query: VoucherReportQuery, @Res() reply: FastifyReply): Promise<void> {
    return sendCsvTable(reply, wholeTable(fileName(query), await this.table(query)));
  }

  @ApiRoute('What vouchers brought as XLSX; the last line is the sum', new ApiFile(XLSX))
  @Get('vouchers.xlsx')
  @Permit('books:read')
  async xlsx(@Query() query: VoucherReportQuery, @Res() reply: FastifyReply): Promise<void> {
    return sendXlsxTable(reply, wholeTable(fileName(query), await this.table(query)));
  }

  @ApiRoute('What vouchers brought as PDF; the last line is the sum', new ApiFile(PDF))
  @Get('vouchers.pdf')
  @Permit('books:read')
  async pdf(@Query() query: VoucherReportQuery, @Res() reply: FastifyReply): Promise<void> {
    const { from, to, site = '' } = query;
    await sendReportPdf(reply, await this.table(query), {
      ...{ report: 'vouchers', file: fileName(query), of: [`${from} – ${to}`, site] },
    });
  }

  private async table({ lines = 'period', ...query }: VoucherReportQuery) {
    return voucherTable(lines, await this.reports.vouchers(query));
  }
}
