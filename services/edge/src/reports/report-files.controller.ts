// report-files.controller.ts — reports as files: CSV and XLSX for spreadsheets, PDF for paper.
import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { CSV, sendCsvTable, sendXlsxTable, XLSX } from '../http/tables/send-table';
import { OperatorGuard } from '../operators/operator-guard';
import { OperatorNames } from '../operators/operator-names';
import { Permit } from '../operators/operator-sessions';
import { ReportQuery } from './report-query';
import { PDF, sendReportPdf } from './report-pdf';
import {
  REPORTS,
  takingsTable,
  usageTable,
  wholeTable,
  type ReportName,
  type ReportTable,
} from './report-table';
import { Reports } from './reports';

const LISTS = {
  takings: 'periods',
  packages: 'packages',
  cashiers: 'cashiers',
  methods: 'methods',
} as const;

/** @throws RefusalError REQUEST.NOT_FOUND */
const reportIn = (text: string): ReportName => {
  const name = REPORTS.find((one) => one === text);
  if (!name) throw new RefusalError('REQUEST.NOT_FOUND');
  return name;
};
const Named = ApiParam({ name: 'report', enum: REPORTS });

@ApiTags('books')
@UseGuards(OperatorGuard)
@Controller('api/v1/reports')
export class ReportFilesController {
  constructor(
    private readonly reports: Reports,
    private readonly names: OperatorNames,
  ) {}

  @ApiRoute('A report as CSV; its last line is the sum', new ApiFile(CSV))
  @Get(':report.csv')
  @Named
  @Permit('books:read')
  async csv(
    @Param('report') report: string,
    @Query() query: ReportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const name = reportIn(report);
    return sendCsvTable(reply, wholeTable(fileName(name, query), await this.table(name, query)));
  }

  @ApiRoute('A report as XLSX; its last line is the sum', new ApiFile(XLSX))
  @Get(':report.xlsx')
  @Named
  @Permit('books:read')
  async xlsx(
    @Param('report') report: string,
    @Query() query: ReportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const name = reportIn(report);
    return sendXlsxTable(reply, wholeTable(fileName(name, query), await this.table(name, query)));
  }

  @ApiRoute('A report as PDF; its last line is the sum', new ApiFile(PDF))
  @Get(':report.pdf')
  @Named
  @Permit('books:read')
  async pdf(
    @Param('report') report: string,
    @Query() query: ReportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const name = reportIn(report);
    await sendReportPdf(reply, await this.table(name, query), {
      ...{ report: name, file: fileName(name, query), of: [`${query.from} – ${query.to}`, query.site ?? ''] },
    });
  }

  private async table(name: ReportName, query: ReportQuery): Promise<ReportTable> {
    if (name === 'usage') {
      const { periods, total } = await this.reports.usage(query);
      return usageTable(periods, total);
    }
    const [takings, operators] = await Promise.all([this.reports.takings(query), this.names.now()]);
    return takingsTable(name, takings[LISTS[name]], takings.total, (sum) =>
      name === 'cashiers' ? (operators.get(sum.name) ?? '') : sum.label,
    );
  }
}

const fileName = (name: string, { from, to }: ReportQuery): string => `saring-${name}-${from}-${to}`;
