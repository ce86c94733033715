// line-usage.controller.ts — what a PPPoE line moved, for operators: by day of its site, and in the period that runs.
import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LineUsageSchema, QuotaLedger, RouterGateway } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute, extended, objectOf } from '../http/api-route';
import { INSTANT, WHOLE } from '../http/api-schema';
import { LocalDate } from '../http/field-kinds';
import { UuidPipe } from '../http/uuid-pipe';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { LineUsages } from './line-usages';

/** The gateway asks the line's router, too. */
const LOOKUP_MILLISECONDS = 30_000;
const USAGE = extended(LineUsageSchema, {
  period: {
    ...objectOf({ since: INSTANT, uploadBytes: WHOLE, downloadBytes: WHOLE }),
    description: 'the month',
  },
});

class DaysQuery {
  @LocalDate({ example: '2026-11-01', description: 'Local date of the line’s site, inclusive' })
  from!: string;

  @LocalDate({ example: '2026-11-30', description: 'Local date of the line’s site, inclusive' })
  to!: string;
}

@ApiTags('lines')
@UseGuards(OperatorGuard)
@Controller('api/v1/lines/:lineId/usage')
export class LineUsageController {
  constructor(
    private readonly messenger: Messenger,
    private readonly usages: LineUsages,
  ) {}

  /** It burns no quota. What a session moved behind its last reading is not seen: sessions are counted beside the bytes. */
  @ApiRoute('What a PPPoE line moved, by day', { schema: USAGE, unpaged: 'the days asked for' })
  @Get()
  @Permit('lines:read')
  async usage(@Param('lineId', UuidPipe) lineId: string, @Query() { from, to }: DaysQuery) {
    const line = await this.messenger.request(RouterGateway.method.getLine, { lineId }, LOOKUP_MILLISECONDS);
    const asked = { lineId, fromDate: from, toDate: to, timeZone: this.usages.timeZoneOf(line) };
    const [{ days, total }, periods] = await Promise.all([
      this.messenger.request(QuotaLedger.method.getLineUsage, asked),
      this.usages.ofPeriod([line]),
    ]);
    return { total: total && plain(total), days: days.map(plain), period: periods.get(lineId) };
  }
}
