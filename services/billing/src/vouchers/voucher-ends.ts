// voucher-ends.ts — vouchers whose quota is used up or over: said by the ledger, noted in ours.
import { Inject, Injectable } from '@nestjs/common';
import { AccessStatusChangedSchema, QuotaLedger } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { bySubscriber, Messenger, onFact } from '@saring/messaging';
import { CLOCK, PG_POOL, type FactReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import { isGiven, type VoucherEnd } from './domain/voucher';
import { grantOf, Vouchers } from './vouchers';
import { listRedeemedFor } from './vouchers.rows';

type Grant = {
  readonly expired: boolean;
  readonly unlimited: boolean;
  readonly remainingBytes: number;
  /** 0: its time is used up, and what else it holds gone with it. */
  readonly onlineSecondsLeft?: number;
};

const actor = 'billing';

/** @param grant absent: a reset or an operator took it away. */
const standingOf = (grant: Grant | undefined): VoucherEnd | 'live' => {
  if (grant?.expired) return 'expired';
  if (!grant || grant.onlineSecondsLeft === 0) return 'used_up';
  return grant.unlimited || grant.remainingBytes > 0 ? 'live' : 'used_up';
};

@Injectable()
export class VoucherEnds implements FactReader {
  readonly facts = {
    from: 'quota_ledger',
    durable: 'billing-voucher-ends',
    waiting: 'the end of a voucher waits',
    keyOf: bySubscriber,
    handlers: [
      onFact(AccessStatusChangedSchema, ({ subscriberId, version }) => this.lookAt(subscriberId, version)),
    ],
  };

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly vouchers: Vouchers,
    private readonly messenger: Messenger,
  ) {}

  /**
   * All vouchers that an account got.
   * @param version of the account, at least; 0: as it is known now.
   */
  async lookAt(subscriberId: string, version = 0): Promise<void> {
    const ids = await listRedeemedFor(this.pool, subscriberId);
    if (ids.length === 0) return;
    const loaded = await Promise.all(ids.map((id) => this.vouchers.load(id)));
    const atLeast = Math.max(version, ...loaded.map(({ state }) => state.accountVersion));
    const { grants } = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId, atLeast });
    const byId = new Map(grants.map((grant) => [grant.grantId, grant]));
    for (const { id, state } of loaded) {
      if (!isGiven(state)) continue;
      const standing = standingOf(byId.get(grantOf(id)));
      const note = { type: 'NoteStanding', standing, at: toInstant(this.clock.now()) } as const;
      await this.vouchers.handle(id, [note], { actor });
    }
  }
}
