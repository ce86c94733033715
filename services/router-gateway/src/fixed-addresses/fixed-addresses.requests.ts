// fixed-addresses.requests.ts — an operator gives a device of a subscriber the same address at every visit.
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { MacAddress } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { isHostAddress } from '../domain/host-address';
import { DesiredAccess } from '../access/desired-access';
import { MOST_FIXED_ADDRESSES } from '../domain/fixed-address';
import { Routers } from '../routers/routers';
import { RouterWork } from '../routers/router-work';
import { FixedAddresses } from './fixed-addresses';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

const REFUSALS = {
  outside: 'ROUTER.ADDRESS_OUTSIDE',
  taken: 'ROUTER.ADDRESS_TAKEN',
  by_hand: 'ROUTER.LEASE_BY_HAND',
  full: 'ROUTER.ADDRESSES_FULL',
} as const;

@Controller()
export class FixedAddressRequests {
  constructor(
    private readonly desired: DesiredAccess,
    private readonly routers: Routers,
    private readonly addresses: FixedAddresses,
    private readonly work: RouterWork,
  ) {}

  /** The router is asked before anything is stored: who fixes an address is there to read what speaks against it. */
  @Answers(rpc.fixAddress)
  async fix({
    subscriberId,
    deviceId,
    routerId,
    address,
  }: RequestOf<Rpcs['fixAddress']>): Promise<ReplyOf<Rpcs['fixAddress']>> {
    if (!isHostAddress(address)) throw new RefusalError('REQUEST.MALFORMED', { field: 'address' });
    const mac = this.macOf(subscriberId, deviceId);
    const { name } = await this.routers.known(routerId);
    const fault = await this.work.orRefuse(routerId, 'addressFault', { mac, address });
    if (fault) throw new RefusalError(REFUSALS[fault], { address });
    const outcome = await this.addresses.store(routerId, mac, address, MOST_FIXED_ADDRESSES);
    if (outcome !== 'stored') throw new RefusalError(REFUSALS[outcome], { address });
    await this.work.tryOn(routerId, 'applyAddresses');
    return { mac, routerId, routerName: name, address };
  }

  /** A router that is away forgets the lease with its next sweep. */
  @Answers(rpc.freeAddress)
  async free({
    subscriberId,
    deviceId,
    routerId,
  }: RequestOf<Rpcs['freeAddress']>): Promise<ReplyOf<Rpcs['freeAddress']>> {
    const mac = this.macOf(subscriberId, deviceId);
    await this.routers.known(routerId);
    await this.addresses.remove(routerId, mac);
    await this.work.tryOn(routerId, 'applyAddresses');
    return {};
  }

  @Answers(rpc.listFixedAddresses)
  async list({ macs }: RequestOf<Rpcs['listFixedAddresses']>): Promise<ReplyOf<Rpcs['listFixedAddresses']>> {
    const [rows, routers] = await Promise.all([this.addresses.of(macs), this.routers.list()]);
    const names = new Map(routers.map(({ routerId, name }) => [routerId, name]));
    return {
      items: rows.flatMap(({ mac, router_id: routerId, address }) => {
        const routerName = names.get(routerId);
        return routerName === undefined ? [] : [{ mac, routerId, routerName, address }];
      }),
    };
  }

  private macOf(subscriberId: string, deviceId: string): MacAddress {
    const device = this.desired.deviceOf(subscriberId, deviceId);
    if (!device) throw new RefusalError('AUTH.DEVICE_UNKNOWN');
    return device.mac;
  }
}
