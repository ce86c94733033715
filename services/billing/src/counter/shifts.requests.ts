// shifts.requests.ts — what a drawer took in a shift, and how drawers were closed.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, pageOf, PG_POOL, placeOf, pageLimit } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Drawers } from './drawers';
import { findShift, linesOfShift, listClosings, sumShift, type ClosingRow } from './shifts.rows';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

const PAGE = { longest: 200, standard: 20 };

const closingReply = (row: ClosingRow) => ({
  operatorId: row.operator_id,
  number: row.number,
  site: row.site ?? undefined,
  openedAt: toInstant(row.opened_at),
  closedAt: toInstant(row.closed_at),
  expectedRupiah: row.expected_rupiah,
  countedRupiah: row.counted_rupiah,
  differenceRupiah: row.counted_rupiah - row.expected_rupiah,
  note: row.note,
  closedBy: row.closed_by,
  handedToId: row.handed_to ?? undefined,
});

@Controller()
export class ShiftRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly drawers: Drawers,
  ) {}

  @Answers(Billing.method.getDrawerShift)
  async getDrawerShift({ operatorId, number }: Request<'getDrawerShift'>): Reply<'getDrawerShift'> {
    const row = await findShift(this.pool, operatorId, number);
    if (!row) throw new RefusalError('BILLING.SHIFT_UNKNOWN');
    const isClosed = row.closed_at !== null;
    const expectedRupiah = isClosed
      ? row.expected_rupiah
      : (await this.drawers.find(operatorId)).expectedRupiah;
    const span = { from: row.opened_at, until: row.closed_at };
    const lines = await linesOfShift(this.pool, operatorId, span, expectedRupiah);
    return {
      lines: [...lines],
      ...{ operatorId, number: row.number, site: row.site ?? undefined, openedAt: toInstant(row.opened_at) },
      ...(await sumShift(this.pool, operatorId, row.opened_at, row.closed_at)),
      floatRupiah: row.float_rupiah,
      paidInRupiah: row.paid_in_rupiah,
      paidOutRupiah: row.paid_out_rupiah,
      expectedRupiah,
      ...(isClosed ? { closing: closingReply(row) } : {}),
    };
  }

  @Answers(Billing.method.listClosings)
  async listClosings(request: Request<'listClosings'>): Reply<'listClosings'> {
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listClosings(this.pool, request.operatorId, placeOf(request.cursor), limit + 1);
    return pageOf(rows, {
      limit,
      item: closingReply,
      place: ({ closed_at, operator_id }) => ({ at: toInstant(closed_at), id: operator_id }),
    });
  }
}
