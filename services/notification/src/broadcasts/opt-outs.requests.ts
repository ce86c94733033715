// opt-outs.requests.ts — a number says whether it wants messages to many; operators see who wants none.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { Answers, pageLimit, pageOf, PG_POOL, placeOf } from '@saring/service-kit';
import type { Pool } from 'pg';
import { phoneIn } from '../phone-in';
import { OptOuts } from './opt-outs';
import { deleteOptOutById, listOptOuts, type StoredOptOut } from './opt-outs.rows';

type Methods = typeof Notification.method;
type OptOutReply = ReplyOf<Methods['setBroadcastOptOut']>;

const PAGE = { longest: 200, standard: 50 };

@Controller()
export class OptOutRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly optOuts: OptOuts,
  ) {}

  @Answers(Notification.method.setBroadcastOptOut)
  async setBroadcastOptOut(request: RequestOf<Methods['setBroadcastOptOut']>): Promise<OptOutReply> {
    const phone = phoneIn(request.toPhone);
    const stored = await this.optOuts.set(this.pool, phone, request.out, request.actor);
    return stored ? optOutReply(stored) : { phone, out: false };
  }

  @Answers(Notification.method.listBroadcastOptOuts)
  async listBroadcastOptOuts(
    request: RequestOf<Methods['listBroadcastOptOuts']>,
  ): Promise<ReplyOf<Methods['listBroadcastOptOuts']>> {
    const limit = pageLimit(request.limit, PAGE);
    return pageOf(await listOptOuts(this.pool, placeOf(request.cursor), limit + 1), {
      ...{ limit, item: optOutReply },
      place: ({ at, id }) => ({ at: at.toISOString(), id }),
    });
  }

  @Answers(Notification.method.liftBroadcastOptOut)
  async liftBroadcastOptOut({ optOutId }: RequestOf<Methods['liftBroadcastOptOut']>): Promise<OptOutReply> {
    const phone = isUuid(optOutId) ? await deleteOptOutById(this.pool, optOutId) : null;
    return { phone: phone ?? '', out: false };
  }
}

const optOutReply = ({ id, phone, by, at }: StoredOptOut): OptOutReply => ({
  ...{ optOutId: id, phone, out: true, by, at: at.toISOString() },
});
