// agent-commission.controller.ts — what an agent earned in a month, sale by sale, as a file.
import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Billing, type AgentEntry } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { localTime } from '../http/local-time';
import type { Cell } from '../http/tables/cells';
import { CSV, pagesOf, sendCsvTable } from '../http/tables/send-table';
import { UuidPipe } from '../http/uuid-pipe';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { SiteProfiles } from '../sites/site-profiles';

const LINES_MOST = 50_000;
const PAGE_LINES = 200;

class MonthQuery {
  @ApiProperty({ example: '2026-11', description: 'A month of the calendar where the agent sells' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  month!: string;
}

type Sums = { sold: number; sellRupiah: number; costRupiah: number };

/** What came back stands below nothing; the last line is the sum. */
@ApiTags('agents')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class AgentCommissionController {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
  ) {}

  @ApiRoute(
    "An agent's sales of a month with what each earned, as CSV; the last line is the sum",
    new ApiFile(CSV),
  )
  @Get('agents/:agentId/commission.csv')
  @Permit('agents:read')
  csv(
    @Param('agentId', UuidPipe) agentId: string,
    @Query() { month }: MonthQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(agentId, month, reply);
  }

  @ApiRoute(
    'The own sales of a month with what each earned, as CSV; the last line is the sum',
    new ApiFile(CSV),
  )
  @Get('agent/commission.csv')
  @Permit('agents:sell')
  ownCsv(
    @CurrentOperator() { operatorId }: Operator,
    @Query() { month }: MonthQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(operatorId, month, reply);
  }

  private async send(agentId: string, month: string, reply: FastifyReply): Promise<void> {
    const { site } = await this.messenger.request(Billing.method.getAgent, { agentId });
    const timeZone = this.profiles.timeZoneOf(site);
    const sums: Sums = { sold: 0, sellRupiah: 0, costRupiah: 0 };
    const ask = async (cursor: string | undefined) => {
      const { items, nextBeforeLine: next } = await this.messenger.request(Billing.method.listAgentEntries, {
        ...{ agentId, salesOfMonth: month, limit: PAGE_LINES, beforeLine: Number(cursor ?? 0) },
      });
      for (const entry of items) add(sums, entry);
      const rows = items.map((entry) =>
        lineOf(localTime(entry.at, timeZone), entry.description, salesIn(entry)),
      );
      if (next === undefined) rows.push(lineOf('', '', sums));
      return { rows, next: next === undefined ? undefined : String(next) };
    };
    await sendCsvTable(reply, {
      name: `saring-commission-${month}`,
      columns: ['createdAt', 'description', 'sold', 'soldRupiah', 'costRupiah', 'marginRupiah'],
      pages: pagesOf(ask, { most: LINES_MOST, field: 'month' }),
    });
  }
}

/** The deposit pays what customers' money does not leave: a sale is negative there. */
const salesIn = ({ sold, sellRupiah, amountRupiah }: AgentEntry): Sums => ({
  ...{ sold, sellRupiah },
  costRupiah: -amountRupiah,
});

const add = (sums: Sums, entry: AgentEntry): void => {
  const sales = salesIn(entry);
  sums.sold += sales.sold;
  sums.sellRupiah += sales.sellRupiah;
  sums.costRupiah += sales.costRupiah;
};

const lineOf = (at: string, description: string, { sold, sellRupiah, costRupiah }: Sums): readonly Cell[] => [
  ...[at, description, sold, sellRupiah, costRupiah, sellRupiah - costRupiah],
];
