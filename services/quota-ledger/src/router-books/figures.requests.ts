// figures.requests.ts — counts over all accounts and bytes over all routers.
import { Controller, Inject } from '@nestjs/common';
import { QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { daysBetween, isTimeZone } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { QuotaFigures } from './figures';

type Methods = typeof QuotaLedger.method;

/** A year and a day. */
const DAYS_MOST = 367;

@Controller()
export class FiguresController {
  constructor(
    private readonly figures: QuotaFigures,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
  ) {}

  @Answers(QuotaLedger.method.getFigures)
  getFigures(request: RequestOf<Methods['getFigures']>): Promise<ReplyOf<Methods['getFigures']>> {
    return this.figures.now(request);
  }

  @Answers(QuotaLedger.method.getUsageReport)
  getUsageReport(request: RequestOf<Methods['getUsageReport']>): Promise<ReplyOf<Methods['getUsageReport']>> {
    const days = daysBetween(request.fromDate, request.toDate);
    if (!(days >= 0 && days < DAYS_MOST))
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'to', rule: 'isPeriodEnd', limit: DAYS_MOST }],
      });
    const timeZone = request.timeZone || this.config.TIME_ZONE;
    if (!isTimeZone(timeZone)) throw new RefusalError('REQUEST.MALFORMED', { field: 'timeZone' });
    return this.figures.usage(request, timeZone);
  }
}
