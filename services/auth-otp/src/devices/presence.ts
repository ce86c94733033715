// presence.ts — what routers say of devices: who is there now, who was there last and when.
import { Injectable } from '@nestjs/common';
import { RouterGateway, type ReplyOf } from '@saring/contracts';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';

const ASK_MILLISECONDS = 2_000;

type Sighting = ReplyOf<typeof RouterGateway.method.findPresence>['items'] extends
  readonly (infer Item)[] | undefined
  ? Item
  : never;
export type PresenceByMac = ReadonlyMap<string, Sighting>;

@Injectable()
export class Presence {
  constructor(private readonly messenger: Messenger) {}

  /** Only of devices that a router has seen; null: no gateway answered in time. */
  async of(macs: readonly string[]): Promise<PresenceByMac | null> {
    if (macs.length === 0) return new Map();
    const ask = { macs: [...macs] };
    try {
      const { items } = await this.messenger.request(
        RouterGateway.method.findPresence,
        ask,
        ASK_MILLISECONDS,
      );
      return new Map(items.map((item) => [item.mac, item]));
    } catch (error) {
      if (error instanceof UnavailableError || error instanceof RefusalError) return null;
      throw error;
    }
  }
}
