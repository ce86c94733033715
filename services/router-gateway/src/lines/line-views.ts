// line-views.ts — lines as requests answer with them, with how each stands on its router now.
import { Inject, Injectable } from '@nestjs/common';
import type { RouterGateway, ReplyOf } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { isHeldForQuota, isSlowed } from '../domain/line-quota';
import { Routers } from '../routers/routers';
import { RouterWork } from '../routers/router-work';
import type { LineSight } from './line-reconciler';
import { Lines } from './lines';
import type { LineRow } from './lines.rows';

export type ShownLine = ReplyOf<(typeof RouterGateway.method)['createLine']>;

@Injectable()
export class LineViews {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lines: Lines,
    private readonly routers: Routers,
    private readonly work: RouterWork,
  ) {}

  /** Its router has what it should have at once; one that is away gets it by its next sweep. */
  async applied(lineId: string): Promise<ShownLine> {
    const row = await this.lines.known(lineId);
    await this.work.tryOn(row.router_id, 'applyLines');
    return this.one(row);
  }

  async one(row: LineRow): Promise<ShownLine> {
    const [shown] = await this.shown([row]);
    if (!shown) throw new RefusalError('LINE.UNKNOWN');
    return shown;
  }

  /** @param isUnasked their routers are not asked how they stand. */
  async shown(rows: readonly LineRow[], isUnasked = false): Promise<ShownLine[]> {
    const routers = new Map((await this.routers.list()).map((router) => [router.routerId, router]));
    const asked = isUnasked ? [] : [...new Set(rows.map(({ router_id }) => router_id))];
    const sights = new Map<string, LineSight>();
    await Promise.all(
      asked.map(async (routerId) => {
        for (const sight of (await this.work.tryOn(routerId, 'lineSights')) ?? [])
          sights.set(sight.lineId, sight);
      }),
    );
    const now = this.clock.now().getTime();
    return rows.map((row) => {
      const sight = sights.get(row.line_id);
      const isOn = sight !== undefined && sight.address !== '';
      return {
        ...{ lineId: row.line_id, subscriberId: row.subscriber_id, routerId: row.router_id },
        ...{ routerName: routers.get(row.router_id)?.name ?? '' },
        ...{ site: routers.get(row.router_id)?.site ?? '', username: row.username, state: row.state },
        ...{ ...row.terms, adopted: row.is_adopted, formerComment: row.former_comment },
        ...{ suspendedByHand: row.suspended_by_hand, heldForBill: row.held_for_bill },
        ...quotaOf(row),
        standing: sight?.standing ?? (isUnasked ? '' : 'unreachable'),
        sessionAddress: sight?.address ?? '',
        onlineSince: isOn ? toInstant(new Date(now - sight.onlineSeconds * 1_000)) : '',
      };
    });
  }
}

const quotaOf = ({ quota, package_quota: packageQuota, is_quota_by_hand, used_up_in }: LineRow) => ({
  ...(quota ? { quota } : {}),
  ...(packageQuota ? { packageQuota } : {}),
  quotaByHand: is_quota_by_hand,
  heldForQuota: isHeldForQuota({ quota, usedUpIn: used_up_in }),
  slowed: isSlowed({ quota, usedUpIn: used_up_in }),
});
