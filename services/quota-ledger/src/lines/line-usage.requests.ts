// line-usage.requests.ts — what PPPoE lines moved: by day, and since the moments that the asker names.
import { Controller, Inject } from '@nestjs/common';
import { QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { daysBetween, isTimeZone, isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { usageByDay, usageSince } from './line-usage.rows';

type Methods = typeof QuotaLedger.method;

/** A year and a day. */
const DAYS_MOST = 367;
/** Lines of one router, at the most. */
const LINES_MOST = 5_000;

@Controller()
export class LineUsageController {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
  ) {}

  @Answers(QuotaLedger.method.getLineUsage)
  async byDay(request: RequestOf<Methods['getLineUsage']>): Promise<ReplyOf<Methods['getLineUsage']>> {
    const { lineId, fromDate, toDate } = request;
    if (!isUuid(lineId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'lineId' });
    const days = daysBetween(fromDate, toDate);
    if (!(days >= 0 && days < DAYS_MOST))
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'to', rule: 'isPeriodEnd', limit: DAYS_MOST }],
      });
    const timeZone = request.timeZone || this.config.TIME_ZONE;
    if (!isTimeZone(timeZone)) throw new RefusalError('REQUEST.MALFORMED', { field: 'timeZone' });
    const rows = await usageByDay(this.pool, { lineId, fromDate, toDate, timeZone });
    const shown = rows.map(({ day, ...figures }) => ({ day, ...bytesOf(figures) }));
    return { days: shown, total: shown.reduce(add, { ...bytesOf(NOTHING), day: '' }) };
  }

  @Answers(QuotaLedger.method.countLineUsage)
  async since({ lines }: RequestOf<Methods['countLineUsage']>): Promise<ReplyOf<Methods['countLineUsage']>> {
    if (lines.length > LINES_MOST) throw new RefusalError('REQUEST.MALFORMED', { field: 'lines' });
    for (const { lineId, since } of lines)
      if (!isUuid(lineId) || Number.isNaN(Date.parse(since)))
        throw new RefusalError('REQUEST.MALFORMED', { field: 'lines' });
    const rows = await usageSince(this.pool, lines);
    return { items: rows.map(({ lineId, ...figures }) => ({ lineId, ...bytesOf(figures) })) };
  }
}

type Figures = Omit<Awaited<ReturnType<typeof usageByDay>>[number], 'day'>;

const NOTHING: Figures = { upload: 0, download: 0, uncounted: 0, sessions: 0, reboots: 0 };

const bytesOf = ({ upload, download, uncounted, sessions, reboots }: Figures) => ({
  ...{ uploadBytes: upload, downloadBytes: download, uncountedBytes: uncounted, sessions, reboots },
});

const add = <Day extends ReturnType<typeof bytesOf>>(sum: Day, day: ReturnType<typeof bytesOf>): Day => ({
  ...sum,
  uploadBytes: sum.uploadBytes + day.uploadBytes,
  downloadBytes: sum.downloadBytes + day.downloadBytes,
  uncountedBytes: sum.uncountedBytes + day.uncountedBytes,
  sessions: sum.sessions + day.sessions,
  reboots: sum.reboots + day.reboots,
});
