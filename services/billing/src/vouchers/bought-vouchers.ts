// bought-vouchers.ts — vouchers that an order bought for somebody else: made and sold in one step, void when its money goes back.
import { Inject, Injectable } from '@nestjs/common';
import { idFrom, toInstant, type Clock, type Instant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, inTransaction, PG_POOL, retryStale } from '@saring/service-kit';
import type { Pool } from 'pg';
import { keptHours } from '../catalogue/domain/package-hours';
import { durationOf, SECONDS_A_DAY, type Duration } from '../catalogue/domain/duration';
import type { Goods, SaleTerms } from '../sales/domain/sale';
import type { VoucherSaleTerms } from './domain/voucher';
import { TICKET_DEVICES, type BatchTerms } from './domain/voucher-batch';
import { Redemption } from './redemption';
import { VoucherBatches } from './voucher-batches';
import { VoucherCounter } from './voucher-counter';
import { Vouchers } from './vouchers';
import { listSold } from './vouchers.rows';

const actor = 'billing';
/** 24^12 codes: nobody finds one by guessing, however many are sold. */
const CODE_LENGTH = 12;
const PREFIX = '';
const SELLER = 'portal';
const MONEY_WENT_BACK = 'money went back';

@Injectable()
export class BoughtVouchers {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly batches: VoucherBatches,
    private readonly counter: VoucherCounter,
    private readonly vouchers: Vouchers,
    private readonly redemption: Redemption,
  ) {}

  /** The same purchase again makes nothing more. */
  async give(orderId: string, terms: SaleTerms, purchaseId: string, paidAt: Instant): Promise<void> {
    const batch = batchOf(orderId, terms, paidAt);
    const commandId = idFrom('bought-voucher', purchaseId);
    const { id: batchId } = await this.batches.make(batch, { commandId, actor, content: batch });
    const sold: VoucherSaleTerms = {
      ...{ saleId: purchaseId, batchId, packageId: batch.packageId, description: batch.packageName },
      ...{ bytes: batch.bytes, priceRupiah: batch.priceRupiah, site: batch.site },
      ...{ method: 'order', cashier: '', drawerSite: null },
    };
    const taking = { terms: sold, amount: 1, actor, paidRupiah: batch.priceRupiah };
    await retryStale(() => inTransaction(this.pool, (client) => this.counter.sellIn(client, taking)));
    this.vouchers.wake();
    if (terms.receiverId) await this.giveTo(terms.receiverId, purchaseId);
  }

  /** A gift: its code is typed for whom it is. One whose money went back meanwhile gives nothing. */
  private async giveTo(receiverId: string, purchaseId: string): Promise<void> {
    for (const { id, state } of await listSold(this.pool, purchaseId))
      if (state !== 'void') await this.redemption.redeemFor(id, receiverId);
  }

  /** What its code has given is taken back, too; a purchase that gave nothing changes nothing. */
  async takeBack(purchaseId: string): Promise<void> {
    for (const { id } of await listSold(this.pool, purchaseId)) {
      const command = { type: 'VoidVoucher', reason: MONEY_WENT_BACK, refund: null } as const;
      await this.vouchers
        .handle(id, [{ ...command, at: toInstant(this.clock.now()) }], { actor })
        .catch((error: unknown) => {
          if (!(error instanceof RefusalError && error.code === 'BILLING.VOUCHER_VOID')) throw error;
        });
    }
    this.vouchers.wake();
  }

  /** The codes of these purchases that are worth something, as they are written on a ticket. */
  async codesOf(purchaseIds: readonly string[]): Promise<readonly string[]> {
    const sold = await Promise.all(purchaseIds.map((id) => listSold(this.pool, id)));
    return sold
      .flat()
      .filter(({ state }) => state !== 'void')
      .map((row) => this.batches.printed(row, PREFIX).code);
  }
}

const batchOf = (
  orderId: string,
  { goods, price, site, receiverId }: SaleTerms,
  paidAt: Instant,
): BatchTerms => ({
  ...{ packageId: goods.packageId ?? '', packageName: goods.description },
  ...{ bytes: goods.bytes, unlimited: goods.unlimited, ...durationOf(goods), ...datedOf(goods, paidAt) },
  speedDownKilobitsPerSecond: goods.speedDownKilobitsPerSecond ?? 0,
  speedUpKilobitsPerSecond: goods.speedUpKilobitsPerSecond ?? 0,
  fupThresholdBytes: goods.fupThresholdBytes,
  // An account that is there keeps its devices.
  deviceLimit: goods.deviceLimit ?? (receiverId ? 0 : TICKET_DEVICES),
  ...(goods.onlineSeconds ? { onlineSeconds: goods.onlineSeconds } : {}),
  ...keptHours(goods),
  ...{ amount: 1, prefix: PREFIX, codeLength: CODE_LENGTH, costRupiah: 0, seller: SELLER, note: '', site },
  ...{ priceRupiah: price.amountRupiah, redeemableUntil: null, orderId },
});

/** Paid after its date it lasts a day at most, from when its code is typed: money that came is never for nothing. */
const datedOf = (goods: Goods, paidAt: Instant): Partial<Duration> & { readonly validUntil?: Instant } => {
  const { validUntil } = goods;
  if (validUntil === undefined) return {};
  if (paidAt < validUntil) return { validUntil };
  return { lastsSeconds: Math.min(durationOf(goods).lastsSeconds || SECONDS_A_DAY, SECONDS_A_DAY) };
};
