// device-presence.ts — what routers say of where devices are: the only word on presence and last seen.
import { Injectable } from '@nestjs/common';
import { RouterGateway, type ReplyOf } from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';
import { plain } from '../quota/quota-views';

type Seen = { readonly online: boolean; readonly lastSeenAt: string | null };

const { listFixedAddresses } = RouterGateway.method;

const NOT_SEEN: Seen = { online: false, lastSeenAt: null };

@Injectable()
export class DevicePresence {
  constructor(private readonly messenger: Messenger) {}

  /** @returns of each MAC; not seen where no router has seen it, or none answers. */
  async of(macs: readonly string[]): Promise<(mac: string) => Seen> {
    try {
      const { items } = await this.messenger.request(RouterGateway.method.findPresence, { macs: [...macs] });
      const byMac = new Map(items.map(({ mac, online, lastSeenAt }) => [mac, { online, lastSeenAt }]));
      return (mac) => byMac.get(mac) ?? NOT_SEEN;
    } catch (error) {
      if (error instanceof UnavailableError) return () => NOT_SEEN;
      throw error;
    }
  }

  /** @returns those of each MAC; null where the gateway does not answer. */
  async fixedAddressesOf(
    macs: readonly string[],
  ): Promise<(mac: string) => ReplyOf<typeof listFixedAddresses>['items'] | null> {
    try {
      const { items } = await this.messenger.request(listFixedAddresses, { macs: [...macs] });
      return (mac) => items.filter((one) => one.mac === mac).map(plain);
    } catch (error) {
      if (error instanceof UnavailableError) return () => null;
      throw error;
    }
  }
}
