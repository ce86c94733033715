// subscriptions.ts — subscriptions begun, changed, paused, resumed and ended; what is due with it is issued at once.
import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext } from '@saring/event-sourcing';
import { RefusalError } from '@saring/messaging';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BillingAccounts } from './billing-accounts';
import { findSubscriberOf, isLineTaken } from './bills.rows';
import type { BillingAccount } from './domain/billing-account';
import type { BillingCommand } from './domain/billing-account.decide';
import type { Issuing } from './domain/issuing';
import type { PlanTerms } from './domain/plan-terms';
import type { PackageChangeCommand } from './domain/package-changes';
import type { LifeCommand } from './domain/subscription-life';
import { IssuingDays } from './issuing-days';

type Starting = {
  readonly subscriberId: string;
  readonly subscriptionId: string;
  readonly site: string;
  readonly terms: PlanTerms;
  readonly startsOn: string;
  /** Absent: it pays for none. */
  readonly lineId?: string;
  /** Absent: it has no end. */
  readonly endsOn?: string;
};
type Owned = { readonly subscriberId: string; readonly account: BillingAccount };
type AskCommand = Exclude<PackageChangeCommand, { readonly type: 'ConfirmPackageChangeTold' }>;
type Act = LifeCommand | AskCommand extends infer One
  ? One extends LifeCommand | AskCommand
    ? Omit<One, keyof Issuing>
    : never
  : never;

@Injectable()
export class Subscriptions {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly accounts: BillingAccounts,
    private readonly days: IssuingDays,
  ) {}

  /** Its first bills are issued with it. @throws RefusalError BILLING.LINE_TAKEN, BILLING.POSTPAID_NEEDS_LINE */
  async start(starting: Starting, context: CommandContext): Promise<BillingAccount> {
    const { subscriberId, site, ...subscription } = starting;
    await this.checkLine(subscription.lineId, subscription.subscriptionId);
    const issuing = await this.days.of([site]);
    const command = { type: 'StartSubscription', site, ...subscription, at: issuing.at } as const;
    const { state } = await this.accounts.handle(subscriberId, [command, issueOf(issuing)], context);
    return state;
  }

  /** @throws RefusalError BILLING.SUBSCRIPTION_UNKNOWN */
  async of(subscriptionId: string): Promise<Owned> {
    const subscriberId = await findSubscriberOf(this.pool, 'subscriptions', subscriptionId);
    if (subscriberId === null) throw new RefusalError('BILLING.SUBSCRIPTION_UNKNOWN');
    return { subscriberId, account: (await this.accounts.load(subscriberId)).state };
  }

  /** What is due before and after it is issued with it. @throws RefusalError of the decider, BILLING.LINE_TAKEN */
  async act(act: Act, context: CommandContext): Promise<Owned> {
    const { subscriberId, account } = await this.of(act.subscriptionId);
    if (act.type === 'SetSubscriptionLine') await this.checkLine(act.lineId, act.subscriptionId);
    const commands = await this.commandsOf(account, act);
    const { state } = await this.accounts.handle(subscriberId, commands, context);
    return { subscriberId, account: state };
  }

  /** What an act would lead to, with nothing stored. @throws RefusalError of the decider */
  async preview(act: Act): Promise<{ readonly before: BillingAccount; readonly after: BillingAccount }> {
    const { subscriberId } = await this.of(act.subscriptionId);
    const change = await this.accounts.load(subscriberId);
    const before = change.state;
    for (const command of await this.commandsOf(before, act))
      this.accounts.decide(change, command, { actor: 'preview' });
    return { before, after: change.state };
  }

  private async commandsOf(account: BillingAccount, act: Act): Promise<readonly BillingCommand[]> {
    const sites = Object.values(account.subscriptions).map(({ site }) => site);
    const issuing = await this.days.of([...new Set(sites)]);
    return [issueOf(issuing), { ...issuing, ...act }, issueOf(issuing)];
  }

  private async checkLine(lineId: string | undefined, subscriptionId: string): Promise<void> {
    if (lineId !== undefined && (await isLineTaken(this.pool, lineId, subscriptionId)))
      throw new RefusalError('BILLING.LINE_TAKEN');
  }
}

const issueOf = (issuing: Issuing): BillingCommand => ({ ...issuing, type: 'IssueBills' });
