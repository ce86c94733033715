// line-quotas.ts — has the gateway give a line the quota of the package that its subscription pays for, and take it away.
import { Inject, Injectable } from '@nestjs/common';
import { RouterGateway } from '@saring/contracts';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { BillingAccounts } from './billing-accounts';
import type { BillingAccount } from './domain/billing-account';
import { linesToLimit, quotaFor } from './domain/line-quotas';
import type { PackageQuota } from './domain/plan-terms';

const actor = 'billing';
/** A router is written while we wait. */
const GATEWAY_MILLISECONDS = 30_000;
/** Refusals of a line that nobody can use any more. */
const GONE: readonly string[] = ['LINE.UNKNOWN', 'LINE.REMOVED'];
const NONE: PackageQuota = { bytes: 0, slows: false, periodDay: 1, periodDays: 0, periodFrom: '' };

@Injectable()
export class LineQuotas {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly messenger: Messenger,
  ) {}

  /** Noted before it is asked, as a hold is (line-holds.ts). @returns the account afterwards */
  async set(subscriberId: string): Promise<BillingAccount> {
    let change = await this.accounts.load(subscriberId);
    for (const lineId of linesToLimit(change.state)) {
      const ask = { type: 'AskLineQuota', lineId, at: this.now() } as const;
      change = await this.accounts.handle(subscriberId, [ask], { actor });
      const quota = quotaFor(change.state, lineId);
      await this.ask(lineId, quota, change.version);
      const confirm = { type: 'ConfirmLineQuota', lineId, quota, at: this.now() } as const;
      change = await this.accounts.handle(subscriberId, [confirm], { actor });
    }
    return change.state;
  }

  private async ask(lineId: string, quota: PackageQuota | null, basisVersion: number): Promise<void> {
    const commandId = idFrom('line-quota', lineId, String(basisVersion));
    const command = { commandId, actor, lineId, basisVersion, ...(quota ?? NONE) };
    try {
      await this.messenger.request(RouterGateway.method.setLinePackageQuota, command, GATEWAY_MILLISECONDS);
    } catch (error) {
      if (!(error instanceof RefusalError) || !GONE.includes(error.code)) throw error;
    }
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
