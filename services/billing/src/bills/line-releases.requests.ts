// line-releases.requests.ts — a line is let go or removed, unless a subscription pays for it.
import { Controller, Inject } from '@nestjs/common';
import { Billing, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { isLineTaken } from './bills.rows';
import { LineLocks } from './line-locks';

const { releaseLine } = Billing.method;
/** A router is written while we wait. */
const GATEWAY_MILLISECONDS = 30_000;

@Controller()
export class LineReleaseRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly messenger: Messenger,
    private readonly locks: LineLocks,
  ) {}

  @Answers(releaseLine)
  async release(request: RequestOf<typeof releaseLine>): Promise<ReplyOf<typeof releaseLine>> {
    const { commandId, actor, lineId, reason, removes } = request;
    if (!isUuid(lineId)) throw new RefusalError('LINE.UNKNOWN');
    const command = { commandId, actor, lineId, reason };
    const { releaseLine: release, removeLine: remove } = RouterGateway.method;
    return this.locks.hold(lineId, async () => {
      if (await isLineTaken(this.pool, lineId, null)) throw new RefusalError('BILLING.LINE_NEEDED');
      await this.messenger.request(removes ? remove : release, command, GATEWAY_MILLISECONDS);
      return { lineId };
    });
  }
}
