// disconnection.requests.ts — an operator takes a device off the routers now; what it may do stays as it is.
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
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
    const away = tried.find(({ wasSeen }) => wasSeen === undefined);
    if (away) throw new RefusalError('ROUTER.UNREACHABLE', { routerId: away.routerId });
    throw new RefusalError('ROUTER.DEVICE_NOT_SEEN');
  }
}
