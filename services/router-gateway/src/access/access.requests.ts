// access.requests.ts — whether routers hold what they should for a subscriber, and readings out of turn.
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { MacAddress } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, LOGGER, type Logger } from '@saring/service-kit';
import { DesiredAccess } from './desired-access';
import { AppliedAccess } from './applied-access';
import { Routers } from '../routers/routers';
import { RouterWork } from '../routers/router-work';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

@Controller()
export class AccessRequests {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly work: RouterWork,
    private readonly routers: Routers,
    private readonly desired: DesiredAccess,
    private readonly applied: AppliedAccess,
  ) {}

  /** Names the routers that cannot be read now; their bytes may follow later. */
  @Answers(rpc.observeSubscriber)
  async observe({
    subscriberId,
  }: RequestOf<Rpcs['observeSubscriber']>): Promise<ReplyOf<Rpcs['observeSubscriber']>> {
    const macs = this.desired.macsOf(subscriberId);
    const readRouterIds: string[] = [];
    const unreachableRouterIds: string[] = [];
    const observe = async (routerId: string): Promise<void> => {
      const read = macs.length === 0 || (await this.observeOn(routerId, macs));
      (read ? readRouterIds : unreachableRouterIds).push(routerId);
    };
    await Promise.all((await this.routers.list()).map(({ routerId }) => observe(routerId)));
    return { readRouterIds, unreachableRouterIds };
  }

  @Answers(rpc.getAccess)
  async getAccess({ subscriberId }: RequestOf<Rpcs['getAccess']>): Promise<ReplyOf<Rpcs['getAccess']>> {
    const account = this.desired.account(subscriberId);
    if (!account?.status) throw new RefusalError('ROUTER.ACCOUNT_UNKNOWN', { subscriberId });
    const [routers, applied] = await Promise.all([this.routers.list(), this.applied.to(subscriberId)]);
    const pending = routers.filter(({ routerId }) => {
      const held = applied.get(routerId);
      return held?.statusVersion !== account.statusVersion || held.devicesVersion !== account.devicesVersion;
    });
    const online = routers.filter(({ state }) => state === 'online');
    return {
      status: account.status,
      version: account.statusVersion,
      applied: online.length > 0 && !online.some((router) => pending.includes(router)),
      pendingRouterIds: pending.map(({ routerId }) => routerId),
    };
  }

  private async observeOn(routerId: string, macs: readonly MacAddress[]): Promise<boolean> {
    try {
      return await this.work.on(routerId, 'observe', macs);
    } catch (error) {
      this.logger.info({ routerId, error: (error as Error).message }, 'a router could not be read');
      return false;
    }
  }
}
