// line-releases.requests.ts — a line that was taken over is let go, unless a subscription pays for it.
import { Controller, Inject } from '@nestjs/common';
import { Billing, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { isLineTaken } from './bills.rows';

const { releaseLine } = Billing.method;
/** A router is written while we wait. */
const GATEWAY_MILLISECONDS = 30_000;

@Controller()
export class LineReleaseRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly messenger: Messenger,
  ) {}

  @Answers(releaseLine)
  async release(request: RequestOf<typeof releaseLine>): Promise<ReplyOf<typeof releaseLine>> {
    const { commandId, actor, lineId, reason } = request;
    if (!isUuid(lineId)) throw new RefusalError('LINE.UNKNOWN');
    if (await isLineTaken(this.pool, lineId, null)) throw new RefusalError('BILLING.LINE_NEEDED');
    const command = { commandId, actor, lineId, reason };
    await this.messenger.request(RouterGateway.method.releaseLine, command, GATEWAY_MILLISECONDS);
    return { lineId };
  }
}
