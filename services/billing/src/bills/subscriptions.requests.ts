// subscriptions.requests.ts — subscriptions begun, changed, paused, resumed and ended.
import { Controller, Inject } from '@nestjs/common';
import { Billing, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, isLocalDate, isUuid, localDate, PERIOD_UNITS, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import type { Package } from '../catalogue/domain/package';
import { soldHours } from '../catalogue/domain/package-hours';
import { invalid } from '../invalid';
import { SiteProfiles } from '../sites/site-profiles';
import { LineLocks } from './line-locks';
import { BillLinks } from './bill-links';
import { owedRupiah, type BillingAccount } from './domain/billing-account';
import type { PlanTerms } from './domain/plan-terms';
import { standingReply, subscriberIn, subscriptionIn } from './standing-reply';
import { givenBy, mustBeAllDay, SubscriptionPackages } from './subscription-packages';
import { Subscriptions } from './subscriptions';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;
type Standing = Reply<'getBillingStanding'>;

/** A router is asked on the way. */
const GATEWAY_MILLISECONDS = 30_000;

@Controller()
export class SubscriptionRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly subscriptions: Subscriptions,
    private readonly packages: SubscriptionPackages,
    private readonly profiles: SiteProfiles,
    private readonly links: BillLinks,
    private readonly messenger: Messenger,
    private readonly locks: LineLocks,
  ) {}

  @Answers(Billing.method.startSubscription)
  async startSubscription(request: Request<'startSubscription'>): Standing {
    const { commandId, actor, site } = request;
    const subscriberId = subscriberIn(request.subscriberId);
    const found = await this.packages.of(request.packageId);
    const startsOn = request.startsOn || (await this.today(site));
    if (!isLocalDate(startsOn)) throw invalid('startsOn', 'isLocalDate');
    const { commandId: _id, actor: _actor, ...content } = request;
    const subscriptionId = idFrom('subscription', commandId);
    const over = request.endsOn === '' ? {} : { endsOn: dateBehind(startsOn, request.endsOn) };
    if (request.lineId !== '') mustBeAllDay(found);
    const hours = soldHours(found, await this.profiles.timeZoneOf(site));
    const terms = { ...termsOf(request, found, startsOn), ...hours };
    const starting = { subscriberId, subscriptionId, site, terms, startsOn, ...over };
    const begin = async (line: { readonly lineId?: string }) => {
      const context = { commandId, actor, content };
      return this.reply(subscriberId, await this.subscriptions.start({ ...starting, ...line }, context));
    };
    return request.lineId === '' ? begin({}) : this.onLine(subscriberId, request.lineId, begin);
  }

  @Answers(Billing.method.endSubscription)
  async endSubscription(request: Request<'endSubscription'>): Standing {
    const { commandId, actor, reason } = request;
    const subscriptionId = subscriptionIn(request.subscriptionId);
    const content = {
      ...{ subscriptionId, reason },
      ...(request.endsOn === '' ? {} : { endsOn: request.endsOn }),
      ...(request.voidRunning ? { voidsRunning: true } : {}),
    };
    if (request.endsOn !== '' && !isLocalDate(request.endsOn)) throw invalid('endsOn', 'isLocalDate');
    return this.act({ type: 'EndSubscription', ...content }, { commandId, actor, content });
  }

  @Answers(Billing.method.changeSubscription)
  async changeSubscription(request: Request<'changeSubscription'>): Standing {
    const { commandId, actor, packageId, priceRupiah } = request;
    const subscriptionId = subscriptionIn(request.subscriptionId);
    const terms = await this.changedTerms(subscriptionId, packageId, priceRupiah);
    const later = laterIn(request);
    const content = { subscriptionId, packageId, priceRupiah, ...later };
    return this.act({ type: 'ChangePlan', subscriptionId, terms, ...later }, { commandId, actor, content });
  }

  @Answers(Billing.method.previewSubscriptionChange)
  async previewSubscriptionChange(
    request: Request<'previewSubscriptionChange'>,
  ): Reply<'previewSubscriptionChange'> {
    const subscriptionId = subscriptionIn(request.subscriptionId);
    const terms = await this.changedTerms(subscriptionId, request.packageId, request.priceRupiah);
    const act = { type: 'ChangePlan', subscriptionId, terms, ...laterIn(request) } as const;
    const { before, after } = await this.subscriptions.preview(act);
    return { ...changeOf(before, after), holdsFrom: firstDay(after, subscriptionId) };
  }

  @Answers(Billing.method.pauseSubscription)
  async pauseSubscription(request: Request<'pauseSubscription'>): Standing {
    const { commandId, actor, reason } = request;
    const content = { subscriptionId: subscriptionIn(request.subscriptionId), reason };
    return this.act({ type: 'PauseSubscription', ...content }, { commandId, actor, content });
  }

  @Answers(Billing.method.resumeSubscription)
  async resumeSubscription(request: Request<'resumeSubscription'>): Standing {
    const { commandId, actor } = request;
    const content = { subscriptionId: subscriptionIn(request.subscriptionId) };
    return this.act({ type: 'ResumeSubscription', ...content }, { commandId, actor, content });
  }

  @Answers(Billing.method.setSubscriptionLine)
  async setSubscriptionLine(request: Request<'setSubscriptionLine'>): Standing {
    const { commandId, actor } = request;
    const subscriptionId = subscriptionIn(request.subscriptionId);
    const { subscriberId, account } = await this.subscriptions.of(subscriptionId);
    if (request.lineId !== '') mustBeAllDay(account.subscriptions[subscriptionId]?.terms ?? {});
    return this.onLine(subscriberId, request.lineId, ({ lineId }) => {
      const content = { subscriptionId, lineId };
      return this.act({ type: 'SetSubscriptionLine', ...content }, { commandId, actor, content });
    });
  }

  private async act(...asked: Parameters<Subscriptions['act']>): Standing {
    const { subscriberId, account } = await this.subscriptions.act(...asked);
    return this.reply(subscriberId, account);
  }

  private async changedTerms(
    subscriptionId: string,
    packageId: string,
    priceRupiah: number,
  ): Promise<PlanTerms> {
    const { account } = await this.subscriptions.of(subscriptionId);
    const found = await this.packages.of(packageId);
    const subscription = account.subscriptions[subscriptionId];
    if (!subscription) throw new RefusalError('BILLING.SUBSCRIPTION_UNKNOWN');
    return this.packages.changedTerms(subscription, found, priceRupiah);
  }

  private async today(site: string): Promise<string> {
    return localDate(this.clock.now(), await this.profiles.timeZoneOf(site));
  }

  /** While the line is there, and of the same person. @throws RefusalError LINE.UNKNOWN */
  private async onLine<T>(
    subscriberId: string,
    lineId: string,
    work: (line: { readonly lineId: string }) => Promise<T>,
  ): Promise<T> {
    if (!isUuid(lineId)) throw new RefusalError('LINE.UNKNOWN');
    return this.locks.hold(lineId, async () => work({ lineId: await this.lineOf(subscriberId, lineId) }));
  }

  private async lineOf(subscriberId: string, lineId: string): Promise<string> {
    const line = await this.messenger.request(RouterGateway.method.getLine, { lineId }, GATEWAY_MILLISECONDS);
    if (line.subscriberId !== subscriberId || line.state === 'removed')
      throw new RefusalError('LINE.UNKNOWN');
    return lineId;
  }

  private reply(subscriberId: string, account: BillingAccount): Awaited<Standing> {
    const payPath = this.links.pathOf(subscriberId, this.clock.now());
    return { ...standingReply(subscriberId, account), payPath };
  }
}

const dateBehind = (startsOn: string, endsOn: string): string => {
  if (!isLocalDate(endsOn) || endsOn <= startsOn) throw invalid('endsOn', 'isLocalDate');
  return endsOn;
};

const termsOf = (request: Request<'startSubscription'>, found: Package, startsOn: string): PlanTerms => {
  const unit = PERIOD_UNITS.find((one) => one === request.unit);
  if (!unit) throw invalid('unit', 'isIn');
  const { discountPeriods, discountPercent, discountRupiah, installationRupiah } = request;
  return {
    ...givenBy(found),
    ...{ unit, count: request.count, anchorDay: request.anchorDay || Number(startsOn.slice(8)) },
    priceRupiah: request.priceRupiah || found.priceRupiah,
    prorates: !request.withoutProration,
    ...{ issueDaysBefore: request.issueDaysBefore, graceDays: request.graceDays },
    ...(request.postpaid ? { postpaid: true } : {}),
    ...(discountPeriods > 0 && discountPercent + discountRupiah > 0
      ? { discount: { periods: discountPeriods, percent: discountPercent, rupiah: discountRupiah } }
      : {}),
    ...(installationRupiah > 0 ? { installationRupiah } : {}),
  };
};

/** Absent where it is not asked for: commands of before are the same ones still. */
const laterIn = ({ fromNextPeriod }: { readonly fromNextPeriod: boolean }) =>
  fromNextPeriod ? ({ fromNextPeriod } as const) : {};

const firstDay = ({ subscriptions }: BillingAccount, id: string): string =>
  subscriptions[id]?.planned?.holdsFrom ?? subscriptions[id]?.proratesFrom ?? '';

/** What bills lose, by credit or by being void, and what is billed anew. */
const changeOf = (before: BillingAccount, after: BillingAccount) => {
  let [creditedRupiah, chargedRupiah, owed] = [0, 0, 0];
  for (const bill of Object.values(after.bills)) {
    owed += owedRupiah(bill);
    const earlier = before.bills[bill.id];
    if (!earlier) chargedRupiah += bill.isVoid ? 0 : bill.amountRupiah;
    else if (bill.isVoid !== earlier.isVoid) creditedRupiah += earlier.amountRupiah;
    else creditedRupiah += bill.creditedRupiah - earlier.creditedRupiah;
  }
  return { creditedRupiah, chargedRupiah, owedRupiah: owed, balanceRupiah: after.balanceRupiah };
};
