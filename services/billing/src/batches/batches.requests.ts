// batches.requests.ts — batches: made as drafts, started, and looked at row by row.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { BATCH_ACTIONS, DEBT_FILTERS, isUuid, type BatchAction, toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, pageOf, PG_POOL, placeOf, pageLimit } from '@saring/service-kit';
import type { Pool } from 'pg';
import { invalid } from '../invalid';
import { Batches } from './batches';
import { listBatches, listBatchRows, type BatchRecord, type BatchRowRecord } from './batches.rows';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

const PAGE = { longest: 200, standard: 50 };
/** These say themselves why they are done. */
const UNREASONED: readonly BatchAction[] = ['import', 'remind'];

const batchReply = (row: BatchRecord): Awaited<Reply<'getBatch'>> => ({
  ...{ batchId: row.id, action: row.action, reason: row.reason, bytes: row.bytes, days: row.days },
  ...{ actor: row.actor, createdAt: toInstant(row.createdAt) },
  ...(row.startedAt === null ? {} : { startedAt: toInstant(row.startedAt) }),
  ...{ waiting: row.waiting, done: row.done, skipped: row.skipped },
  rows: row.waiting + row.done + row.skipped,
});
const rowReply = ({ number, state, refusal, subscriberId, line }: BatchRowRecord) => ({
  ...{ number, state, refusal: refusal ?? undefined, subscriberId: subscriberId ?? undefined },
  line: line ?? undefined,
  twinRow: line?.twinRow,
});

@Controller()
export class BatchRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly batches: Batches,
  ) {}

  @Answers(Billing.method.createBatch)
  async createBatch(request: Request<'createBatch'>): Reply<'createBatch'> {
    const { commandId, actor, rows, subscriberIds, filter, bytes, days, site } = request;
    const debts = DEBT_FILTERS.find((one) => one === request.debts);
    const action = BATCH_ACTIONS.find((one) => one === request.action);
    if (!action) throw invalid('action', 'isIn', BATCH_ACTIONS);
    const reason = request.reason.trim();
    if (!UNREASONED.includes(action) && reason === '') throw new RefusalError('QUOTA.REASON_REQUIRED');
    if (action === 'grant' && bytes <= 0) throw invalid('bytes', 'min', 1);
    if (action !== 'grant' && bytes > 0) throw invalid('bytes', 'max', 0);
    if (subscriberIds.some((id) => !isUuid(id))) throw invalid('subscriberIds', 'isUuid');
    const lines = rows.map(({ phone, name, gigabytes, days: lasts, address, room, note, fileRow }) => ({
      ...{ phone, name, gigabytes, days: lasts, address, room, note },
      ...(fileRow > 0 ? { fileRow } : {}),
    }));
    const asked = filter && {
      ...{ query: filter.query, approval: filter.approval, site: filter.site },
      ...(filter.blocked === undefined ? {} : { blocked: filter.blocked }),
    };
    return batchReply(
      await this.batches.create({
        ...{ commandId, actor, terms: { action, reason, bytes, days, site } },
        lines: action === 'import' ? lines : null,
        subscriberIds: action !== 'import' && subscriberIds.length > 0 ? subscriberIds : null,
        filter: asked ?? null,
        ...(debts && { debts }),
      }),
    );
  }

  @Answers(Billing.method.startBatch)
  async startBatch({ batchId }: Request<'startBatch'>): Reply<'startBatch'> {
    return batchReply(await this.batches.start(uuidIn(batchId)));
  }

  @Answers(Billing.method.getBatch)
  async getBatch({ batchId }: Request<'getBatch'>): Reply<'getBatch'> {
    return batchReply(await this.batches.find(uuidIn(batchId)));
  }

  @Answers(Billing.method.listBatches)
  async listBatches(request: Request<'listBatches'>): Reply<'listBatches'> {
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listBatches(this.pool, placeOf(request.cursor), limit + 1);
    return pageOf(rows, {
      limit,
      item: batchReply,
      place: ({ createdAt, id }) => ({ at: toInstant(createdAt), id }),
    });
  }

  @Answers(Billing.method.listBatchRows)
  async listBatchRows(request: Request<'listBatchRows'>): Reply<'listBatchRows'> {
    const { id } = await this.batches.find(uuidIn(request.batchId));
    const { state, afterNumber } = request;
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listBatchRows(this.pool, id, { state, afterNumber, limit: limit + 1 });
    const items = rows.slice(0, limit).map(rowReply);
    return { items, ...(rows.length > limit ? { nextAfterNumber: items.at(-1)?.number } : {}) };
  }
}

const uuidIn = (batchId: string): string => {
  if (!isUuid(batchId)) throw new RefusalError('BILLING.BATCH_UNKNOWN');
  return batchId;
};
