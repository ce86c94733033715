// line-holds.ts — has the gateway suspend the PPPoE lines whose bills are past their grace, the ledger the hotspot of whose
// bills are for no line, and restores them at once when none is.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaLedger, RouterGateway } from '@saring/contracts';
import { idFrom, localDate, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { SiteProfiles } from '../sites/site-profiles';
import { BillingAccounts } from './billing-accounts';
import { listToJudge, subscribedSites } from './bills.rows';
import type { BillingAccount } from './domain/billing-account';
import {
  isHotspotUnsettled,
  linesToSettle,
  mustHold,
  mustHoldHotspot,
  type JudgeBills,
} from './domain/line-holds';

const actor = 'billing';
const JUDGE_SECONDS = 300;
const ACCOUNTS_AT_ONCE = 200;
/** A router is written while we wait. */
const GATEWAY_MILLISECONDS = 30_000;
/** Refusals of a line that nobody can use any more. */
const GONE: readonly string[] = ['LINE.UNKNOWN', 'LINE.REMOVED'];

@Injectable()
export class LineHolds implements JobSource {
  readonly jobs: readonly ScheduledJob[] = [
    { name: 'judge-overdue-bills', everySeconds: JUDGE_SECONDS, run: () => this.judgeAll() },
  ];

  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly profiles: SiteProfiles,
    private readonly messenger: Messenger,
  ) {}

  /** The grace and the dates of now. */
  async judging(): Promise<JudgeBills> {
    const now = this.clock.now();
    const today: Record<string, string> = {};
    for (const site of await subscribedSites(this.pool))
      today[site] = localDate(now, await this.profiles.timeZoneOf(site));
    return { type: 'JudgeBills', today, graceDays: this.config.BILL_ISOLIR_DAYS, at: toInstant(now) };
  }

  /**
   * Brings the gateway to what the bills say. It is noted before it is asked, so that an answer that is lost, or a
   * request that comes late, leaves nothing in doubt; the version tells the gateway which of two is newer.
   */
  async settle(subscriberId: string): Promise<BillingAccount> {
    let change = await this.accounts.load(subscriberId);
    for (const lineId of linesToSettle(change.state)) {
      change = await this.accounts.handle(subscriberId, [{ type: 'AskLineHold', lineId, at: this.now() }], {
        actor,
      });
      const held = mustHold(change.state, lineId);
      await this.ask(lineId, held, change.version);
      const confirm = { type: 'ConfirmLineHold', lineId, held, at: this.now() } as const;
      change = await this.accounts.handle(subscriberId, [confirm], { actor });
    }
    return change.state;
  }

  /** The same of the hotspot: an access status of its own, which the routers follow as any other. */
  async settleHotspot(subscriberId: string): Promise<BillingAccount> {
    const { state } = await this.accounts.load(subscriberId);
    if (!isHotspotUnsettled(state)) return state;
    const asked = await this.accounts.handle(subscriberId, [{ type: 'AskHotspotHold', at: this.now() }], {
      actor,
    });
    const held = mustHoldHotspot(asked.state);
    const basisVersion = asked.version;
    const commandId = idFrom('hotspot-hold', subscriberId, String(basisVersion));
    await this.messenger.request(QuotaLedger.method.setBillHold, {
      ...{ commandId, actor, subscriberId, held, basisVersion },
    });
    const confirm = { type: 'ConfirmHotspotHold', held, at: this.now() } as const;
    return (await this.accounts.handle(subscriberId, [confirm], { actor })).state;
  }

  private async ask(lineId: string, held: boolean, basisVersion: number): Promise<void> {
    const commandId = idFrom('line-hold', lineId, String(basisVersion));
    const command = { commandId, actor, lineId, held, basisVersion };
    try {
      await this.messenger.request(RouterGateway.method.setLineHold, command, GATEWAY_MILLISECONDS);
    } catch (error) {
      if (!(error instanceof RefusalError) || !GONE.includes(error.code)) throw error;
    }
  }

  private async judgeAll(): Promise<void> {
    const judge = await this.judging();
    const today = new Map(Object.entries(judge.today));
    for (;;) {
      const due = await listToJudge(this.pool, today, judge.graceDays, ACCOUNTS_AT_ONCE);
      for (const subscriberId of due) await this.accounts.handle(subscriberId, [judge], { actor });
      if (due.length < ACCOUNTS_AT_ONCE) return;
    }
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
