// books.requests.ts — the journal and its trial balance, by days and sites.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Answers, PG_POOL, pageLimit, wrongCursor } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Days } from './days';
import { listJournal, sumByAccount, sumSafes } from './journal.rows';
import { periodOf } from './period';

type Methods = typeof Billing.method;
const PAGE_LINES = { standard: 200, longest: 1_000 };
const CURSOR = /^(\d{4}-\d{2}-\d{2})\|([a-z]+-[^|]{1,100})\|(\d{1,9})\|(\d{1,3})$/;

@Controller()
export class BooksRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly days: Days,
  ) {}

  @Answers(Billing.method.getDay)
  async getDay({ date, site }: RequestOf<Methods['getDay']>): Promise<ReplyOf<Methods['getDay']>> {
    periodOf({ fromDate: date, toDate: date, site });
    return this.days.of({ date, site });
  }

  @Answers(Billing.method.listJournal)
  async listJournal(request: RequestOf<Methods['listJournal']>): Promise<ReplyOf<Methods['listJournal']>> {
    const period = periodOf(request);
    const cursor = request.after === undefined ? null : CURSOR.exec(request.after);
    if (request.after !== undefined && !cursor) throw wrongCursor();
    const limit = pageLimit(request.limit, PAGE_LINES);
    const after = [
      cursor?.[1] ?? period.from,
      cursor?.[2] ?? '',
      Number(cursor?.[3] ?? -1),
      Number(cursor?.[4] ?? -1),
    ];
    const rows = await listJournal(this.pool, period, after as [string, string, number, number], limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        at: row.at.toISOString(),
        day: row.day,
        site: row.site,
        account: row.account,
        party: row.party,
        amountRupiah: row.amount_rupiah,
        cause: row.cause,
        orderId: row.order_id ?? undefined,
      })),
      nextAfter:
        rows.length > limit && last ? [last.day, last.stream, last.revision, last.line].join('|') : undefined,
    };
  }

  @Answers(Billing.method.listSafes)
  async listSafes(): Promise<ReplyOf<Methods['listSafes']>> {
    return { items: await sumSafes(this.pool) };
  }

  @Answers(Billing.method.getTrialBalance)
  async getTrialBalance(
    request: RequestOf<Methods['getTrialBalance']>,
  ): Promise<ReplyOf<Methods['getTrialBalance']>> {
    const rows = await sumByAccount(this.pool, periodOf(request));
    return {
      items: rows.map(({ account, party, debit, credit }) => ({
        ...{ account, party, debitRupiah: debit, creditRupiah: credit, balanceRupiah: debit - credit },
      })),
      totalRupiah: rows.reduce((sum, { debit, credit }) => sum + debit - credit, 0),
    };
  }
}
