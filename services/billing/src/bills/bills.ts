// bills.ts — bills of subscriptions: issued before each period, paid at the counter, and given by the ledger.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaLedger } from '@saring/contracts';
import type { CommandContext } from '@saring/event-sourcing';
import { idFrom, Lanes, toInstant, type Clock, type CounterMethod } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import {
  CLOCK,
  PG_POOL,
  WorkQueue,
  type JobSource,
  type LeaderWork,
  type ScheduledJob,
} from '@saring/service-kit';
import type { Pool } from 'pg';
import { Followers } from '../books/followers';
import { Drawers } from '../counter/drawers';
import { BillingAccounts, BILLS_WORK, billsStreamOf } from './billing-accounts';
import { findSubscriberOf, listToIssue, subscribedSites } from './bills.rows';
import { hoursAsked } from '../catalogue/domain/package-hours';
import { mustGive, type Bill, type BillingAccount } from './domain/billing-account';
import type { BillingCommand } from './domain/billing-account.decide';
import type { Payout } from './domain/billing-events';
import { billsProcess } from './domain/bills.process';
import type { PlanTerms } from './domain/plan-terms';
import { IssuingDays } from './issuing-days';
import { LineHolds } from './line-holds';
import { LineQuotas } from './line-quotas';
import { LineSpeeds } from './line-speeds';
import { PackageChangeMessages } from './package-change-messages';
import { ReceiptMessages } from './receipt-messages';

const actor = 'billing';
const ISSUE_SECONDS = 3_600;
/** Accounts looked at in one query; the next follow while there are more. */
const ACCOUNTS_AT_ONCE = 200;
/** Billed at the same time; each has a connection while it is stored. */
const ACCOUNTS_SIDE_BY_SIDE = 4;

type Paying = {
  readonly receiptId: string;
  readonly subscriberId: string;
  readonly site: string;
  readonly method: CounterMethod;
  readonly cashier: string;
  readonly amountRupiah: number;
  /** Of cash: with the change in it. Absent: as much as the amount. */
  readonly paidRupiah?: number;
  readonly note: string;
};
type PayingOut = Omit<Payout, 'drawerSite'> & {
  readonly payoutId: string;
  readonly subscriberId: string;
};
type BillDecision =
  | { readonly type: 'VoidBill' | 'WriteBillOff'; readonly billId: string; readonly reason: string }
  | { readonly type: 'ReclaimBill'; readonly billId: string };
type Loaded = { readonly subscriberId: string; readonly account: BillingAccount };

@Injectable()
export class Bills implements LeaderWork, JobSource {
  readonly leads = 'billing bills';
  readonly jobs: readonly ScheduledJob[] = [
    { name: 'issue-bills', everySeconds: ISSUE_SECONDS, run: () => this.issueAll() },
  ];

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly drawers: Drawers,
    private readonly days: IssuingDays,
    private readonly messenger: Messenger,
    private readonly queue: WorkQueue,
    private readonly holds: LineHolds,
    private readonly speeds: LineSpeeds,
    private readonly quotas: LineQuotas,
    private readonly receiptMessages: ReceiptMessages,
    private readonly followers: Followers,
    private readonly changeMessages: PackageChangeMessages,
  ) {}

  async standing(subscriberId: string): Promise<BillingAccount> {
    return (await this.accounts.load(subscriberId)).state;
  }

  /** Made void, written off or reclaimed. @throws RefusalError BILLING.BILL_UNKNOWN, and those of the decider */
  async decide(decision: BillDecision, context: CommandContext): Promise<Loaded> {
    const subscriberId = await findSubscriberOf(this.pool, 'bills', decision.billId);
    if (subscriberId === null) throw new RefusalError('BILLING.BILL_UNKNOWN');
    const command: BillingCommand = { ...decision, at: this.now() };
    const { state } = await this.accounts.handle(subscriberId, [command], context);
    return { subscriberId, account: state };
  }

  /** Money in hand, once under its receipt's id. */
  async receive(paying: Paying, context: CommandContext): Promise<BillingAccount> {
    const { subscriberId, ...receipt } = paying;
    const { method, cashier, site, receiptId, amountRupiah } = receipt;
    const isCash = method === 'cash';
    const drawerSite = isCash
      ? await this.drawers.siteForCash(cashier, site, { actor: context.actor })
      : null;
    const command: BillingCommand = {
      ...{ type: 'ReceiveMoney', ...receipt, drawerSite, isToTell: true, at: this.now() },
    };
    const { state } = await this.accounts.handle(subscriberId, [command], context, async (client) => {
      if (isCash) await this.drawers.takeCash(client, receiptId, cashier, amountRupiah);
    });
    await this.followers.show(billsStreamOf(subscriberId), 'books');
    return state;
  }

  /** Balance handed back, once under its id. @throws RefusalError BILLING.BALANCE_SHORT, BILLING.DRAWER_CLOSED, BILLING.DRAWER_SHORT */
  async payOut(payout: PayingOut, context: CommandContext): Promise<BillingAccount> {
    const { subscriberId, payoutId, ...paid } = payout;
    const { method, cashier, site, amountRupiah } = paid;
    const isCash = method === 'cash';
    // Nobody's drawer is opened to pay out of it.
    const drawerSite = isCash ? ((await this.drawers.openSiteOf(cashier)) ?? site) : null;
    const command: BillingCommand = { type: 'PayOutBalance', ...paid, drawerSite, at: this.now() };
    const { state } = await this.accounts.handle(subscriberId, [command], context, async (client) => {
      if (!isCash) return;
      await this.drawers.holdFor(client, cashier, amountRupiah);
      await this.drawers.addCash(client, payoutId, cashier, -amountRupiah);
    });
    await this.followers.show(billsStreamOf(subscriberId), 'books');
    return state;
  }

  /** By the clock: after an outage it goes on with the period that runs, and nothing is issued twice. */
  async issueAll(): Promise<void> {
    const issue = { ...(await this.days.of(await subscribedSites(this.pool))), type: 'IssueBills' } as const;
    const today = new Map(Object.entries(issue.today));
    const lanes = new Lanes(ACCOUNTS_SIDE_BY_SIDE);
    try {
      for (let after: string | null = null; ;) {
        const due: readonly string[] = await listToIssue(this.pool, today, after, ACCOUNTS_AT_ONCE);
        for (const subscriberId of due)
          await lanes.add(subscriberId, () => this.issueFor(subscriberId, issue));
        if (due.length < ACCOUNTS_AT_ONCE) return;
        after = due.at(-1) ?? null;
      }
    } finally {
      await lanes.idle();
    }
  }

  private async issueFor(subscriberId: string, issue: BillingCommand): Promise<void> {
    await this.accounts.handle(subscriberId, [issue], { actor });
  }

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain(
      {
        topic: BILLS_WORK,
        process: billsProcess,
        find: async (subscriberId): Promise<Loaded> => ({
          subscriberId,
          account: await this.standing(subscriberId),
        }),
        stateOf: ({ account }) => account,
        do: {
          give_period: (loaded) => this.give(loaded),
          set_line_speeds: async ({ subscriberId }) => ({
            subscriberId,
            account: await this.speeds.set(subscriberId),
          }),
          set_line_quotas: async ({ subscriberId }) => ({
            subscriberId,
            account: await this.quotas.set(subscriberId),
          }),
          settle_hotspot: async ({ subscriberId }) => ({
            subscriberId,
            account: await this.holds.settleHotspot(subscriberId),
          }),
          tell_package_changes: async ({ subscriberId }) => ({
            subscriberId,
            account: await this.changeMessages.tell(subscriberId),
          }),
          tell_receipts: async ({ subscriberId }) => ({
            subscriberId,
            account: await this.receiptMessages.tell(subscriberId),
          }),
          settle_lines: async ({ subscriberId }) => ({
            subscriberId,
            account: await this.holds.settle(subscriberId),
          }),
        },
      },
      signal,
    );
  }

  /** What has begun and is paid. @returns the account afterwards: what begins later is given then. */
  private async give({ subscriberId, account }: Loaded): Promise<Loaded> {
    const now = this.now();
    const failures: unknown[] = [];
    // One that cannot be given keeps no other back.
    for (const bill of Object.values(account.bills))
      if (mustGive(bill) && bill.startsAt <= now)
        await this.giveOne(subscriberId, account, bill).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
    return { subscriberId, account: await this.standing(subscriberId) };
  }

  private async giveOne(subscriberId: string, account: BillingAccount, bill: Bill): Promise<void> {
    const subscription = account.subscriptions[bill.subscriptionId];
    if (!subscription) throw new Error('a bill has no subscription');
    // What a line gives is the line itself; quota would be a hotspot for nothing.
    if (subscription.lineId === null) await this.grant(subscriberId, bill.terms, bill);
    const confirm = { type: 'ConfirmGiven', billId: bill.id, at: this.now() } as const;
    await this.accounts.handle(subscriberId, [confirm], { actor });
  }

  private async grant(subscriberId: string, terms: PlanTerms, bill: Bill): Promise<void> {
    const end = Date.parse(bill.lastsUntil);
    const left = end - this.clock.now().getTime();
    // Paid is given: all of it, where the ledger was away until the period was over.
    const lastsSeconds = Math.floor((left > 0 ? left : end - Date.parse(bill.startsAt)) / 1_000);
    const asked = this.messenger.request(QuotaLedger.method.grantQuota, {
      ...{ commandId: idFrom('bill', bill.id), subscriberId, source: 'purchase', lastsSeconds, actor },
      ...{ bytes: terms.bytes, unlimited: terms.unlimited, packageId: terms.packageId },
      speedDownKilobitsPerSecond: terms.speedDownKilobitsPerSecond,
      speedUpKilobitsPerSecond: terms.speedUpKilobitsPerSecond,
      deviceLimit: terms.deviceLimit,
      onlineSeconds: terms.onlineSeconds ?? 0,
      ...hoursAsked(terms),
      ...(terms.fupThresholdBytes === null ? {} : { fupThresholdBytes: terms.fupThresholdBytes }),
      reason: `${terms.packageName} ${bill.from}`,
    });
    await asked.catch((error: unknown) => {
      // Its id is the bill's own: the ledger gave it before, for the time that was left then, and the answer was lost.
      if (!(error instanceof RefusalError && error.code === 'COMMAND.ID_REUSED')) throw error;
    });
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
