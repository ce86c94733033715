// debt-report.controller.ts — what is owed now, by age, and as a file by item or by debtor.
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { RecordReading } from '../audit/audit-trail';
import { ApiFile, ApiRoute } from '../http/api-route';
import { oneOf, WHOLE, type JsonSchema } from '../http/api-schema';
import { CSV, sendCsvTable, sendXlsxTable, XLSX, type Table } from '../http/tables/send-table';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { DEBT_AGES, DebtReport } from './debt-report';
import { DEBT_LINES } from './debt-table';
import { PDF, sendReportPdf } from './report-pdf';
import { wholeTable } from './report-table';

const NAME = 'saring-debts';

class DebtReportQuery {
  @ApiProperty({ required: false, enum: DEBT_LINES, description: 'What a line is of; absent: a debt' })
  @IsOptional()
  @IsIn(DEBT_LINES)
  lines?: (typeof DEBT_LINES)[number];
}

const objectOf = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  ...{ type: 'object', properties, required: Object.keys(properties) },
});
const SUMS = { debts: WHOLE, subscribers: WHOLE, rupiah: WHOLE, bytes: WHOLE };
const REPORT = {
  schema: objectOf({
    total: objectOf(SUMS),
    ages: { type: 'array', items: objectOf({ name: oneOf(DEBT_AGES), ...SUMS }) },
  }),
  unpaged: 'five ages',
};

@ApiTags('quota')
@UseGuards(OperatorGuard)
@Controller('api/v1/reports')
export class DebtReportController {
  constructor(private readonly report: DebtReport) {}

  /** Late by up to a week, a month, a quarter, or more; a person may owe of several ages. */
  @ApiRoute('Unpaid debts by how late they are', REPORT)
  @Get('debts')
  @Permit('quota:read')
  sums() {
    return this.report.sums();
  }

  @ApiRoute('Unpaid debts as CSV; the last line is the sum', new ApiFile(CSV))
  @Get('debts.csv')
  @RecordReading()
  @Permit('quota:read')
  async csv(@Query() { lines = 'debt' }: DebtReportQuery, @Res() reply: FastifyReply): Promise<void> {
    return sendCsvTable(reply, await this.table(lines));
  }

  @ApiRoute('Unpaid debts as XLSX; the last line is the sum', new ApiFile(XLSX))
  @Get('debts.xlsx')
  @RecordReading()
  @Permit('quota:read')
  async xlsx(@Query() { lines = 'debt' }: DebtReportQuery, @Res() reply: FastifyReply): Promise<void> {
    return sendXlsxTable(reply, await this.table(lines));
  }

  @ApiRoute('Unpaid debts as PDF; the last line is the sum', new ApiFile(PDF))
  @Get('debts.pdf')
  @RecordReading()
  @Permit('quota:read')
  async pdf(@Query() { lines = 'debt' }: DebtReportQuery, @Res() reply: FastifyReply): Promise<void> {
    await sendReportPdf(reply, await this.report.table(lines), { report: 'debts', file: NAME, of: [] });
  }

  private async table(lines: (typeof DEBT_LINES)[number]): Promise<Table> {
    return wholeTable(NAME, await this.report.table(lines));
  }
}
