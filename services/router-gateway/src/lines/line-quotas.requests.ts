// line-quotas.requests.ts — what a line may move in a period: by hand, or as the package of its subscription says.
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import type { LineCommand } from '../domain/line';
import { Routers } from '../routers/routers';
import { LineQuotas } from './line-quotas';
import { LineViews } from './line-views';
import { Lines } from './lines';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
type Request<M extends keyof Rpcs> = RequestOf<Rpcs[M]>;
type Reply<M extends keyof Rpcs> = Promise<ReplyOf<Rpcs[M]>>;
type Head = { readonly commandId: string; readonly actor: string };

@Controller()
export class LineQuotaRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lines: Lines,
    private readonly quotas: LineQuotas,
    private readonly routers: Routers,
    private readonly views: LineViews,
  ) {}

  @Answers(rpc.setLineQuota)
  async set({ commandId, actor, lineId, ...asked }: Request<'setLineQuota'>): Reply<'setLineQuota'> {
    const { bytes, periodDay, slowUploadKilobitsPerSecond, slowDownloadKilobitsPerSecond } = asked;
    const slow = { slowUploadKilobitsPerSecond, slowDownloadKilobitsPerSecond };
    const quota = bytes === 0 ? null : { bytes, ...slow, periodDay };
    const at = toInstant(this.clock.now());
    const command: LineCommand = asked.asPackage
      ? { type: 'FollowPackageQuota', at }
      : { type: 'SetLineQuota', quota, at };
    return this.change(lineId, command, { commandId, actor }, { lineId, ...asked });
  }

  /** What an operator set by hand stays in force before it. */
  @Answers(rpc.setLinePackageQuota)
  async setOfPackage(request: Request<'setLinePackageQuota'>): Reply<'setLinePackageQuota'> {
    const { commandId, actor, lineId, basisVersion, ...asked } = request;
    const { bytes, slows, periodDay, periodDays, periodFrom } = asked;
    const byDays = periodDays > 0 ? { periodDays, periodFrom } : {};
    const speed = slows ? this.quotas.fupSpeed() : NO_SPEED;
    const quota = bytes === 0 ? null : { bytes, ...speed, periodDay, ...byDays };
    const command: LineCommand = {
      ...{ type: 'SetPackageQuota', quota, basisVersion, at: toInstant(this.clock.now()) },
    };
    return this.change(lineId, command, { commandId, actor }, { lineId, basisVersion, ...asked });
  }

  /** Judged at once. */
  private async change(lineId: string, command: LineCommand, head: Head, content: object) {
    if (!isUuid(lineId)) throw new RefusalError('LINE.UNKNOWN');
    const row = await this.lines.known(lineId);
    await this.lines.change(lineId, [command], { ...head, content });
    const { site } = await this.routers.known(row.router_id);
    await this.quotas.judge(row.router_id, site, lineId);
    return this.views.applied(lineId);
  }
}

const NO_SPEED = { slowUploadKilobitsPerSecond: 0, slowDownloadKilobitsPerSecond: 0 };
