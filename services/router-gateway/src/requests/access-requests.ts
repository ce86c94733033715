// Who is at an address, and whether routers hold what they should for someone.
import { isIP } from 'node:net';
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { MacAddress } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, LOGGER, type Logger } from '@saring/service-kit';
import { DesiredAccess } from '../projections/desired-access';
import { AppliedAccess } from '../registry/applied';
import { Routers, type RouterRecord } from '../registry/routers';
import { Fleet } from '../sessions/fleet';
import { Possessions } from '../sessions/possessions';
import { RouterWork } from '../sessions/router-work';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

@Controller()
export class AccessRequests {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly fleet: Fleet,
    private readonly work: RouterWork,
    private readonly routers: Routers,
    private readonly desired: DesiredAccess,
    private readonly applied: AppliedAccess,
    private readonly possessions: Possessions,
  ) {}

  /** Asks the routers of the site; one that is away answers from what it was last seen with. */
  @Answers(rpc.findClient)
  async findClient({ site, address }: RequestOf<Rpcs['findClient']>): Promise<ReplyOf<Rpcs['findClient']>> {
    if (isIP(address) === 0) throw new RefusalError('ROUTER.CLIENT_UNKNOWN');
    const routers = this.fleet.routersAt(site);
    const found = await Promise.all(routers.map((router) => this.clientOn(router, address)));
    const client = found.find((one) => one !== undefined);
    if (!client) throw new RefusalError('ROUTER.CLIENT_UNKNOWN');
    return client;
  }

  @Answers(rpc.startPossession)
  startPossession(request: RequestOf<Rpcs['startPossession']>): Promise<ReplyOf<Rpcs['startPossession']>> {
    const { site, loginUrlHint, returnUrl, previousPossessionId, asker, isDevice } = request;
    return this.possessions.start({
      ...{ site, loginUrlHint, returnUrl, previousPossessionId, asker, isDevice },
    });
  }

  @Answers(rpc.finishPossession)
  finishPossession({
    possessionId,
  }: RequestOf<Rpcs['finishPossession']>): Promise<ReplyOf<Rpcs['finishPossession']>> {
    return this.possessions.finish(possessionId);
  }

  @Answers(rpc.endPossession)
  async endPossession({
    possessionId,
  }: RequestOf<Rpcs['endPossession']>): Promise<ReplyOf<Rpcs['endPossession']>> {
    await this.possessions.end(possessionId);
    return {};
  }

  /** Routers that cannot be read now are named: their bytes may follow. */
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

  private async clientOn(
    { routerId, site }: RouterRecord,
    address: string,
  ): Promise<ReplyOf<Rpcs['findClient']> | undefined> {
    try {
      const client = await this.work.on(routerId, 'clientAt', address);
      return client ? { routerId, site, ...client } : undefined;
    } catch (error) {
      this.logger.info(
        { routerId, error: (error as Error).message },
        'a router could not be asked for a client',
      );
      return undefined;
    }
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
