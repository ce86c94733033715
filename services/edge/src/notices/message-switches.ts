// message-switches.ts — what a subscriber wants no messages about, by the number of the account.
import { Injectable } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import type { MessageGroup } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { phoneOf } from '../subscribers/phone-of';

export const NOTICES_PATH = '/notices';

@Injectable()
export class MessageSwitches {
  constructor(private readonly messenger: Messenger) {}

  /** What is off; null for who logs in with a voucher alone: there is no number to write to. */
  async of(subscriberId: string): Promise<readonly string[] | null> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') return null;
    return (await this.messenger.request(Notification.method.getMessageSwitches, { phone })).off;
  }

  /** @param off all that are off from now on. */
  async set(subscriberId: string, off: readonly MessageGroup[]): Promise<readonly string[] | null> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') return null;
    const request = { phone, off: [...off] };
    return (await this.messenger.request(Notification.method.setMessageSwitches, request)).off;
  }
}
