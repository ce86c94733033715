// package-changes.requests.ts — a subscriber asks for another package, withdraws it, and an operator answers.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, pageLimit, pageOf, PG_POOL, placeOf } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BillLinks } from './bill-links';
import type { BillingAccount, Subscription } from './domain/billing-account';
import { countWaiting, findRequested, listWaiting, placeOfWaiting } from './package-changes.rows';
import { standingReply, subscriberIn, subscriptionIn } from './standing-reply';
import { SubscriptionPackages } from './subscription-packages';
import { Subscriptions } from './subscriptions';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;
type Standing = Reply<'getBillingStanding'>;

const PAGE = { longest: 200, standard: 50 };

@Controller()
export class PackageChangeRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly subscriptions: Subscriptions,
    private readonly packages: SubscriptionPackages,
    private readonly links: BillLinks,
  ) {}

  @Answers(Billing.method.listPackageChoices)
  async listPackageChoices(request: Request<'listPackageChoices'>): Reply<'listPackageChoices'> {
    const subscription = await this.own(request);
    const choices = await this.packages.choices(subscription);
    return {
      items: choices.map(({ packageId, name, description, priceRupiah, bytes, unlimited, ...one }) => ({
        ...{ packageId, name, description, priceRupiah, bytes, unlimited },
        speedDownKilobitsPerSecond: one.speedDownKilobitsPerSecond,
        speedUpKilobitsPerSecond: one.speedUpKilobitsPerSecond,
      })),
    };
  }

  @Answers(Billing.method.requestPackageChange)
  async requestPackageChange(request: Request<'requestPackageChange'>): Standing {
    const { commandId, actor, packageId, note } = request;
    const subscription = await this.own(request);
    const { id: subscriptionId } = subscription;
    const found = await this.packages.of(packageId);
    const choices = await this.packages.choices(subscription);
    const asked = { packageId, packageName: found.name, priceRupiah: found.priceRupiah, note };
    const isOffered = choices.some((one) => one.packageId === packageId);
    const ids = { subscriptionId, requestId: idFrom('package-change', commandId) };
    const content = { subscriptionId, packageId, note };
    const command = { type: 'AskPackageChange', ...ids, ...asked, isOffered } as const;
    return this.act(command, { commandId, actor, content });
  }

  @Answers(Billing.method.withdrawPackageChange)
  async withdrawPackageChange(request: Request<'withdrawPackageChange'>): Standing {
    const { commandId, actor, requestId } = request;
    const { id: subscriptionId } = await this.own(request);
    const content = { subscriptionId, requestId };
    return this.act({ type: 'WithdrawPackageChange', ...content }, { commandId, actor, content });
  }

  @Answers(Billing.method.decidePackageChange)
  async decidePackageChange(request: Request<'decidePackageChange'>): Standing {
    const { commandId, actor, requestId, approve, reason } = request;
    const requested = isUuid(requestId) ? await findRequested(this.pool, requestId) : null;
    if (!requested) throw new RefusalError('BILLING.PACKAGE_CHANGE_UNKNOWN');
    const { subscriptionId } = requested;
    if (!approve) {
      const content = { requestId, approve, reason };
      const command = { type: 'RefusePackageChange', subscriptionId, requestId, reason } as const;
      return this.act(command, { commandId, actor, content });
    }
    const { account } = await this.subscriptions.of(subscriptionId);
    const subscription = account.subscriptions[subscriptionId];
    const ask = subscription?.ask;
    if (!subscription || !ask) throw new RefusalError('BILLING.PACKAGE_CHANGE_UNKNOWN');
    const found = await this.packages.of(ask.packageId);
    const terms = await this.packages.changedTerms(subscription, found, ask.priceRupiah);
    const later = request.fromNextPeriod ? ({ fromNextPeriod: true } as const) : {};
    const content = { requestId, approve, ...later };
    const isOffered = this.packages.isOnSale(found);
    const asked = { subscriptionId, requestId, terms, isOffered, ...later };
    return this.act({ type: 'ApprovePackageChange', ...asked }, { commandId, actor, content });
  }

  @Answers(Billing.method.listPackageChanges)
  async listPackageChanges(request: Request<'listPackageChanges'>): Reply<'listPackageChanges'> {
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listWaiting(this.pool, placeOf(request.cursor), limit + 1);
    const page = pageOf(rows, {
      ...{ limit, place: placeOfWaiting },
      item: ({ terms, ...row }) => ({
        ...row,
        ...{ packageName: terms.packageName, priceRupiah: terms.priceRupiah },
      }),
    });
    return { ...page, items: [...page.items], total: await countWaiting(this.pool) };
  }

  /** That of somebody else is as unknown as one that is not there. @throws RefusalError BILLING.SUBSCRIPTION_UNKNOWN */
  private async own(request: {
    readonly subscriberId: string;
    readonly subscriptionId: string;
  }): Promise<Subscription> {
    const asker = subscriberIn(request.subscriberId);
    const { subscriberId, account } = await this.subscriptions.of(subscriptionIn(request.subscriptionId));
    const subscription = account.subscriptions[request.subscriptionId];
    if (subscriberId !== asker || !subscription) throw new RefusalError('BILLING.SUBSCRIPTION_UNKNOWN');
    return subscription;
  }

  private async act(...asked: Parameters<Subscriptions['act']>): Standing {
    const { subscriberId, account } = await this.subscriptions.act(...asked);
    return this.reply(subscriberId, account);
  }

  private reply(subscriberId: string, account: BillingAccount): Awaited<Standing> {
    const payPath = this.links.pathOf(subscriberId, this.clock.now());
    return { ...standingReply(subscriberId, account), payPath };
  }
}
