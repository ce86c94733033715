// disconnection.requests.ts — an operator takes a device off the routers now; what it may do stays as it is.
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import type { MacAddress } from '@saring/kernel';
import { Answers } from '@saring/service-kit';
import { Sightings } from '../presence/sightings';
import { Routers } from '../routers/routers';
import { RouterWork } from '../routers/router-work';
import { DesiredAccess } from './desired-access';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

@Controller()
export class DisconnectionRequests {
  constructor(
    private readonly desired: DesiredAccess,
    private readonly routers: Routers,
    private readonly work: RouterWork,
    private readonly sightings: Sightings,
  ) {}

  /** A device that roamed has rows on several routers: all of them go. */
  @Answers(rpc.disconnectDevice)
  async disconnect({
    subscriberId,
    deviceId,
  }: RequestOf<Rpcs['disconnectDevice']>): Promise<ReplyOf<Rpcs['disconnectDevice']>> {
    const device = this.desired.deviceOf(subscriberId, deviceId);
    if (!device) throw new RefusalError('AUTH.DEVICE_UNKNOWN');
    const tried = await Promise.all(
      (await this.routers.list()).map(async ({ routerId, name }) => {
        const wasSeen = await this.work.tryOn(routerId, 'disconnect', device.mac);
        return { routerId, name, wasSeen };
      }),
    );
    const routerNames = tried.flatMap(({ name, wasSeen }) => (wasSeen ? [name] : []));
    if (routerNames.length > 0) return { routerNames };
    const away = await this.awayFrom(device.mac, tried);
    if (away) throw new RefusalError('ROUTER.UNREACHABLE', { routerId: away.routerId });
    throw new RefusalError('ROUTER.DEVICE_NOT_SEEN');
  }

  /** A router that is away matters where the device was last: of one that no router ever saw, it may be any. */
  private async awayFrom(
    mac: MacAddress,
    tried: readonly { readonly routerId: string; readonly wasSeen: boolean | undefined }[],
  ) {
    const [last] = await this.sightings.of([mac]);
    const own = tried.filter(({ routerId }) => routerId === last?.routerId);
    return (own.length > 0 ? own : tried).find(({ wasSeen }) => wasSeen === undefined);
  }
}
