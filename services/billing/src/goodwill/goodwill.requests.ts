// goodwill.requests.ts — goodwill for many: said before, given by one command, looked at afterwards.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, pageOf, PG_POOL, placeOf, pageLimit, wrongCursor } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Goodwills } from './goodwill';
import { findGoodwill, listGoodwill, listReceivers, type GoodwillRow } from './goodwill.rows';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;
type GoodwillReply = Awaited<Reply<'getGoodwill'>>;

const PAGE = { longest: 200, standard: 50 };
const SAMPLE = 20;

/** @throws RefusalError REQUEST.INVALID */
const placeIn = ({ site, routerId }: { readonly site: string; readonly routerId: string }) => {
  if ((site === '') === (routerId === '')) throw exactlyOne('site', 'routerId');
  if (routerId !== '' && !isUuid(routerId))
    throw new RefusalError('REQUEST.MALFORMED', { field: 'routerId' });
  return { site: site || null, routerId: routerId || null };
};
const exactlyOne = (...fields: readonly [string, string]): RefusalError =>
  new RefusalError('REQUEST.INVALID', {
    errors: [{ field: fields[0], rule: 'exactlyOne', limit: [...fields] }],
  });

const goodwillReply = (row: GoodwillRow): GoodwillReply => ({
  goodwillId: row.id,
  site: row.site ?? undefined,
  routerId: row.routerId ?? undefined,
  extendSeconds: row.extendSeconds,
  bytes: row.bytes,
  lastsSeconds: row.lastsSeconds,
  reason: row.reason,
  actor: row.actor,
  silent: row.silent,
  givenAt: toInstant(row.givenAt),
  subscribers: row.waiting + row.given + row.skipped,
  waiting: row.waiting,
  given: row.given,
  skipped: row.skipped,
});

@Controller()
export class GoodwillRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly goodwills: Goodwills,
  ) {}

  @Answers(Billing.method.previewGoodwill)
  async previewGoodwill(request: Request<'previewGoodwill'>): Reply<'previewGoodwill'> {
    const place = placeIn(request);
    const [ids, recent] = await Promise.all([
      this.goodwills.receiversOf(place),
      this.goodwills.recent(place),
    ]);
    return {
      ...{ subscribers: ids.length, subscriberIds: ids.slice(0, SAMPLE) },
      recent: recent.map(goodwillReply),
    };
  }

  @Answers(Billing.method.giveGoodwill)
  async giveGoodwill(request: Request<'giveGoodwill'>): Reply<'giveGoodwill'> {
    const { commandId, actor, extendSeconds, bytes, lastsSeconds, silent, mostSubscribers, again } = request;
    const reason = request.reason.trim();
    if (reason === '') throw new RefusalError('QUOTA.REASON_REQUIRED');
    if ((extendSeconds === 0) === (bytes === 0)) throw exactlyOne('extendSeconds', 'bytes');
    const terms = { ...placeIn(request), extendSeconds, bytes, lastsSeconds, reason, silent };
    return goodwillReply(await this.goodwills.give({ commandId, actor, terms, mostSubscribers, again }));
  }

  @Answers(Billing.method.getGoodwill)
  async getGoodwill({ goodwillId }: Request<'getGoodwill'>): Reply<'getGoodwill'> {
    return goodwillReply(await this.find(goodwillId));
  }

  @Answers(Billing.method.listGoodwill)
  async listGoodwill(request: Request<'listGoodwill'>): Reply<'listGoodwill'> {
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listGoodwill(this.pool, placeOf(request.cursor), limit + 1);
    return pageOf(rows, {
      limit,
      item: goodwillReply,
      place: ({ givenAt, id }) => ({ at: toInstant(givenAt), id }),
    });
  }

  @Answers(Billing.method.listGoodwillReceivers)
  async listGoodwillReceivers(request: Request<'listGoodwillReceivers'>): Reply<'listGoodwillReceivers'> {
    const { id } = await this.find(request.goodwillId);
    const { cursor: afterId = '', state } = request;
    if (afterId !== '' && !isUuid(afterId)) throw wrongCursor();
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listReceivers(this.pool, id, { state, afterId, limit: limit + 1 });
    const items = rows
      .slice(0, limit)
      .map(({ refusal, ...row }) => ({ ...row, refusal: refusal ?? undefined }));
    return { items, ...(rows.length > limit ? { nextCursor: items.at(-1)?.subscriberId } : {}) };
  }

  private async find(goodwillId: string): Promise<GoodwillRow> {
    const row = isUuid(goodwillId) ? await findGoodwill(this.pool, goodwillId) : null;
    if (!row) throw new RefusalError('BILLING.GOODWILL_UNKNOWN');
    return row;
  }
}
