// known-subscribers.ts — whether there is a subscriber of an id: every route under /subscribers/{id} says so alike.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { Messenger } from '@saring/messaging';

/** Subscribers are never deleted: an id that was found once is not asked for again. */
const KEPT_IDS = 50_000;

@Injectable()
export class KnownSubscribers {
  private readonly ids = new Set<string>();

  constructor(private readonly messenger: Messenger) {}

  /**
   * What is no id is left to the pipe that names its parameter.
   * @throws RefusalError AUTH.SUBSCRIBER_UNKNOWN
   */
  async check(subscriberId: string): Promise<void> {
    if (!isUuid(subscriberId) || this.ids.has(subscriberId)) return;
    await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    if (this.ids.size >= KEPT_IDS) this.ids.clear();
    this.ids.add(subscriberId);
  }
}
