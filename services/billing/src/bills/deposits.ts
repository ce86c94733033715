// deposits.ts — securities of subscriptions: taken in hand, and given back into the balance that pays what is owed.
import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext } from '@saring/event-sourcing';
import { toInstant, type Clock, type CounterMethod } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { Drawers } from '../counter/drawers';
import { BillingAccounts } from './billing-accounts';
import type { BillingAccount } from './domain/billing-account';
import { Subscriptions } from './subscriptions';

type Taking = {
  readonly subscriptionId: string;
  readonly receiptId: string;
  readonly method: CounterMethod;
  readonly cashier: string;
  readonly amountRupiah: number;
  readonly note: string;
};
type Owned = { readonly subscriberId: string; readonly account: BillingAccount };

@Injectable()
export class Deposits {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly subscriptions: Subscriptions,
    private readonly drawers: Drawers,
  ) {}

  /** Once under its receipt's id. @throws RefusalError BILLING.SUBSCRIPTION_UNKNOWN, BILLING.SUBSCRIPTION_ENDED */
  async take(taking: Taking, context: CommandContext): Promise<Owned> {
    const { subscriptionId, receiptId, method, cashier, amountRupiah } = taking;
    const { subscriberId, account } = await this.subscriptions.of(subscriptionId);
    const site = account.subscriptions[subscriptionId]?.site ?? '';
    const isCash = method === 'cash';
    const drawerSite = isCash
      ? await this.drawers.siteForCash(cashier, site, { actor: context.actor })
      : null;
    const command = { type: 'TakeDeposit', ...taking, site, drawerSite, at: this.now() } as const;
    const { state } = await this.accounts.handle(subscriberId, [command], context, async (client) => {
      if (isCash) await this.drawers.takeCash(client, receiptId, cashier, amountRupiah);
    });
    return { subscriberId, account: state };
  }

  /** @throws RefusalError BILLING.SUBSCRIPTION_UNKNOWN, QUOTA.REASON_REQUIRED */
  async release(
    asked: { readonly subscriptionId: string; readonly reason: string },
    context: CommandContext,
  ): Promise<Owned> {
    const { subscriberId } = await this.subscriptions.of(asked.subscriptionId);
    const command = { type: 'ReleaseDeposit', ...asked, at: this.now() } as const;
    const { state } = await this.accounts.handle(subscriberId, [command], context);
    return { subscriberId, account: state };
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
