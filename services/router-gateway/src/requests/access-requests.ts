// Who is at an address, and whether routers hold what they should for someone.
import { isIP } from 'node:net';
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { Gateway } from '../gateway';
import { livest } from '../sessions/host-table';
import { LeaseLostError } from '../sessions/access-keeper';
import type { RouterSession } from '../sessions/router-session';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

@Controller()
export class AccessRequests {
  constructor(@Inject(Gateway) private readonly gateway: Gateway) {}

  /** Asks the routers of the site; one that is away answers from what it was last seen with. */
  @Answers(rpc.findClient)
  async findClient({ site, address }: RequestOf<Rpcs['findClient']>): Promise<ReplyOf<Rpcs['findClient']>> {
    if (isIP(address) === 0) throw new RefusalError('ROUTER.CLIENT_UNKNOWN');
    const found = await Promise.all(this.gateway.fleet.sessionsAt(site).map((session) => this.clientOn(session, address)));
    const client = found.find((one) => one !== undefined);
    if (!client) throw new RefusalError('ROUTER.CLIENT_UNKNOWN');
    return client;
  }

  @Answers(rpc.startPossession)
  startPossession({ site, loginUrlHint, returnUrl }: RequestOf<Rpcs['startPossession']>): Promise<ReplyOf<Rpcs['startPossession']>> {
    return this.gateway.possessions.start(site, loginUrlHint, returnUrl);
  }

  @Answers(rpc.finishPossession)
  finishPossession({ possessionId }: RequestOf<Rpcs['finishPossession']>): Promise<ReplyOf<Rpcs['finishPossession']>> {
    return this.gateway.possessions.finish(possessionId);
  }

  /** Routers that cannot be read now are named: their bytes may follow. */
  @Answers(rpc.observeSubscriber)
  async observe({ subscriberId }: RequestOf<Rpcs['observeSubscriber']>): Promise<ReplyOf<Rpcs['observeSubscriber']>> {
    const macs = this.gateway.desired.macsOf(subscriberId);
    const readRouterIds: string[] = [];
    const unreachableRouterIds: string[] = [];
    const observe = async (routerId: string): Promise<void> => {
      const read = macs.length === 0 || (await this.observeOn(routerId, macs));
      (read ? readRouterIds : unreachableRouterIds).push(routerId);
    };
    await Promise.all((await this.gateway.routers.list()).map(({ routerId }) => observe(routerId)));
    return { readRouterIds, unreachableRouterIds };
  }

  @Answers(rpc.getAccess)
  async getAccess({ subscriberId }: RequestOf<Rpcs['getAccess']>): Promise<ReplyOf<Rpcs['getAccess']>> {
    const account = this.gateway.desired.account(subscriberId);
    if (!account?.status) throw new RefusalError('ROUTER.ACCOUNT_UNKNOWN', { subscriberId });
    const [routers, applied] = await Promise.all([this.gateway.routers.list(), this.gateway.records.appliedTo(subscriberId)]);
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

  private async clientOn(session: RouterSession, address: string): Promise<ReplyOf<Rpcs['findClient']> | undefined> {
    const host = await this.hostOn(session, address);
    const { routerId, site } = session.record;
    return host && { routerId, site, mac: host.mac, address };
  }

  private async hostOn(session: RouterSession, address: string) {
    try {
      return livest(await session.router.hostsAt(address));
    } catch (error) {
      this.gateway.logger.debug({ routerId: session.record.routerId, error: (error as Error).message }, 'answered from the last reading');
      return session.hosts.holderOf(address);
    }
  }

  private async observeOn(routerId: string, macs: readonly string[]): Promise<boolean> {
    const session = this.gateway.fleet.sessionOf(routerId);
    if (!session) return false;
    try {
      return await session.work(async ({ feed }) => (await feed.read(macs)).stored);
    } catch (error) {
      if (error instanceof LeaseLostError) return false;
      this.gateway.logger.info({ routerId, error: (error as Error).message }, 'a router could not be read');
      return false;
    }
  }
}
