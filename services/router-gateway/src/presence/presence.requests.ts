// presence.requests.ts — which devices routers see now, and which have just come.
import { isIP } from 'node:net';
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { Sightings } from './sightings';
import { Fleet } from '../routers/fleet';
import { RouterWork } from '../routers/router-work';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
const MOST_SUBSCRIBERS = 50_000;

@Controller()
export class PresenceRequests {
  constructor(
    private readonly sightings: Sightings,
    private readonly fleet: Fleet,
    private readonly work: RouterWork,
  ) {}

  @Answers(rpc.findPresence)
  async findPresence({ macs }: RequestOf<Rpcs['findPresence']>): Promise<ReplyOf<Rpcs['findPresence']>> {
    const items = (await this.sightings.of(macs)).map((sighting) => {
      const { mac, routerId, site, address, seenAt } = sighting;
      return {
        mac,
        routerId,
        site,
        address,
        lastSeenAt: toInstant(seenAt),
        online: this.sightings.isPresent(sighting),
      };
    });
    return { items };
  }

  @Answers(rpc.listSubscribersAt)
  async listSubscribersAt({
    routerId,
    since,
    limit,
  }: RequestOf<Rpcs['listSubscribersAt']>): Promise<ReplyOf<Rpcs['listSubscribersAt']>> {
    const from = new Date(since);
    if (Number.isNaN(from.getTime())) throw new RefusalError('REQUEST.MALFORMED', { field: 'since' });
    if (!isUuid(routerId)) throw new RefusalError('ROUTER.UNKNOWN', { routerId });
    const most = Math.min(MOST_SUBSCRIBERS, limit > 0 ? limit : MOST_SUBSCRIBERS);
    return { subscriberIds: [...(await this.sightings.subscribersAt(routerId, from, most))] };
  }

  /** Asks only the router that knows the asker's address, so that no one sees the devices of another building. */
  @Answers(rpc.listNewcomers)
  async listNewcomers({
    site,
    address,
  }: RequestOf<Rpcs['listNewcomers']>): Promise<ReplyOf<Rpcs['listNewcomers']>> {
    if (isIP(address) === 0) throw new RefusalError('ROUTER.CLIENT_UNKNOWN');
    for (const { routerId } of this.fleet.routersAt(site)) {
      // Undefined: the router does not know the asker's address, or is away.
      const items = await this.work.tryOn(routerId, 'newcomers', address);
      if (items) return { routerId, items: [...items] };
    }
    throw new RefusalError('ROUTER.CLIENT_UNKNOWN');
  }
}
