// own-package-changes.ts — what a subscriber may change the own subscriptions to, asks for and withdraws, for the API and the page.
import { Injectable } from '@nestjs/common';
import { Billing } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { plain } from '../quota/quota-views';

const actor = 'subscriber';

@Injectable()
export class OwnPackageChanges {
  constructor(private readonly messenger: Messenger) {}

  /** @throws RefusalError BILLING.SUBSCRIPTION_UNKNOWN, also for that of somebody else */
  async choices(subscriberId: string, subscriptionId: string) {
    const asked = { subscriberId, subscriptionId };
    const { items } = await this.messenger.request(Billing.method.listPackageChoices, asked);
    return { items: items.map(plain) };
  }

  async ask(
    subscriberId: string,
    asked: { readonly subscriptionId: string; readonly packageId: string; readonly note?: string },
    key: string,
  ) {
    const command = { ...asked, subscriberId, actor, commandId: commandOf(subscriberId, key) };
    return plain(await this.messenger.request(Billing.method.requestPackageChange, command));
  }

  async withdraw(
    subscriberId: string,
    asked: { readonly subscriptionId: string; readonly requestId: string },
    key: string,
  ) {
    const command = { ...asked, subscriberId, actor, commandId: commandOf(subscriberId, key) };
    return plain(await this.messenger.request(Billing.method.withdrawPackageChange, command));
  }
}

const commandOf = (subscriberId: string, key: string): string =>
  idFrom('subscriber-command', subscriberId, key);
