// device-proofs.requests.ts — who is at an address, and the proof that a browser sits on a device.
import { isIP } from 'node:net';
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, LOGGER, type Logger } from '@saring/service-kit';
import { Fleet } from '../routers/fleet';
import { RouterWork } from '../routers/router-work';
import type { RouterRecord } from '../routers/routers';
import { DeviceProofs } from './device-proofs';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

@Controller()
export class DeviceProofRequests {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly fleet: Fleet,
    private readonly work: RouterWork,
    private readonly proofs: DeviceProofs,
  ) {}

  /** Asks the routers of the site. For a router that is away, the last reading answers. */
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
    return this.proofs.start({
      ...{ site, loginUrlHint, returnUrl, previousPossessionId, asker, isDevice },
    });
  }

  @Answers(rpc.finishPossession)
  finishPossession({
    possessionId,
  }: RequestOf<Rpcs['finishPossession']>): Promise<ReplyOf<Rpcs['finishPossession']>> {
    return this.proofs.finish(possessionId);
  }

  @Answers(rpc.endPossession)
  async endPossession({
    possessionId,
  }: RequestOf<Rpcs['endPossession']>): Promise<ReplyOf<Rpcs['endPossession']>> {
    await this.proofs.end(possessionId);
    return {};
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
}
