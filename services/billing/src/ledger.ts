import { Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger, type Debts } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { durationOf } from './catalogue/domain/duration';
import type { HeldGrant } from './catalogue/domain/expiry-policy';
import { hoursAsked } from './catalogue/domain/package-hours';
import type { OrderRow } from './sales/orders.rows';
import type { PurchasePart, Surplus } from './sales/domain/sale';

/**
 * Whether someone may buy: not while blocked for another reason than debt, nor while not approved or disabled. Who is
 * blocked for debt (`in_debt`) may settle, and buy what settles it; who is for a bill (`in_bill`) may pay that.
 */
export type Standing = 'may_buy' | 'in_debt' | 'in_bill' | 'blocked' | 'inactive';

/** The ledger hears of a subscriber who was added just now a moment later. */
const ACTIVE_WITHIN_MILLISECONDS = 2_000;
const NO_ACCOUNT = 'QUOTA.ACCOUNT_UNKNOWN';

/** The ledger never gives a revoked purchase again: a second payment is a purchase of its own. */
export const purchaseIdOf = (orderId: string, round: number): string =>
  round <= 1 ? orderId : idFrom('purchase', orderId, round);

/** What another transaction of the order bought. */
export const extraPurchaseIdOf = (orderId: string, transactionId: string): string =>
  idFrom('purchase', orderId, 'transaction', transactionId);

/** Requests of billing to the ledger. Each throws RefusalError or UnavailableError. */
@Injectable()
export class Ledger {
  constructor(private readonly messenger: Messenger) {}

  /** As auth-otp has it, which blocks and approves; the ledger takes it over a moment later. */
  async standing(subscriberId: string): Promise<Standing> {
    const [terms, standing] = await Promise.all([this.terms(subscriberId), this.shownStanding(subscriberId)]);
    return terms === 'may_buy' ? standing : terms;
  }

  private async terms(subscriberId: string): Promise<'may_buy' | 'blocked' | 'inactive'> {
    try {
      const asked = { subscriberId };
      const { blocked, disabled, approval } = await this.messenger.request(
        AuthOtp.method.getSubscriber,
        asked,
      );
      if (blocked) return 'blocked';
      return disabled || approval !== 'approved' ? 'inactive' : 'may_buy';
    } catch (error) {
      // While auth-otp is away no one is blocked: what the ledger has taken over is true.
      if (error instanceof UnavailableError) return 'may_buy';
      throw error;
    }
  }

  private async shownStanding(subscriberId: string): Promise<Standing> {
    try {
      const asked = { subscriberId, activeWithinMilliseconds: ACTIVE_WITHIN_MILLISECONDS };
      const quota = await this.messenger.request(QuotaLedger.method.getQuota, asked);
      if (quota.status === 'inactive') return 'inactive';
      if (quota.status !== 'blocked') return 'may_buy';
      if (quota.blockReason === 'bill') return 'in_bill';
      return quota.blockReason === 'debt' ? 'in_debt' : 'blocked';
    } catch (error) {
      // A person without an account opens one by buying.
      if (error instanceof RefusalError && error.code === NO_ACCOUNT) return 'may_buy';
      throw error;
    }
  }

  /** The subscriber's holdings; none without an account. */
  async held(subscriberId: string): Promise<readonly HeldGrant[]> {
    try {
      const { grants } = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId });
      return grants.map((grant) => ({
        source: grant.source,
        packageId: grant.packageId ?? null,
        unlimited: grant.unlimited,
        remainingBytes: grant.remainingBytes,
        countsTime: grant.onlineSeconds !== undefined,
        expiresAt: grant.expiresAt ?? null,
        expired: grant.expired,
        dated: grant.dated,
        hasHours: grant.validHours !== undefined,
      }));
    } catch (error) {
      if (error instanceof RefusalError && error.code === NO_ACCOUNT) return [];
      throw error;
    }
  }

  /** When the grant of a purchase ends, null: never; undefined: the ledger does not show it. */
  async endOfGrant(subscriberId: string, grantId: string): Promise<string | null | undefined> {
    const { grants } = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId });
    const grant = grants.find((one) => one.grantId === grantId);
    return grant && (grant.expiresAt ?? null);
  }

  /** What is left of a purchase, at most what it still holds; null: it is not there any more, as after a reset. */
  async remainingOf(subscriberId: string, purchaseId: string): Promise<number | null> {
    const { grants } = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId });
    return grants.find(({ grantId }) => grantId === purchaseId)?.remainingBytes ?? null;
  }

  async debts(subscriberId: string): Promise<Pick<Debts, 'autoDebtBytes' | 'items'>> {
    try {
      return await this.messenger.request(QuotaLedger.method.listDebts, { subscriberId });
    } catch (error) {
      if (error instanceof RefusalError && error.code === NO_ACCOUNT) return { autoDebtBytes: 0, items: [] };
      throw error;
    }
  }

  /**
   * Under one key each time that it is paid: however often it is asked, what was bought is given once.
   * @returns of a settlement what was owed no more.
   */
  async fulfil(row: OrderRow): Promise<Surplus | undefined> {
    const purchaseId = purchaseIdOf(row.orderId, row.sale.round);
    const version = await this.give(row, purchaseId);
    const { purpose, subscriberId } = row.sale.terms;
    return purpose === 'settlement' ? this.surplusOf(subscriberId, purchaseId, version) : undefined;
  }

  /** A settlement makes a grant of what it found settled already, and no other. */
  private async surplusOf(
    subscriberId: string,
    grantId: string,
    atLeast: number,
  ): Promise<Surplus | undefined> {
    const { grants } = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId, atLeast });
    const grant = grants.find((one) => one.grantId === grantId);
    return grant && { bytes: grant.sizeBytes, unlimited: grant.unlimited };
  }

  /** The same goods once more, for another transaction that was paid. */
  async fulfilExtra(row: OrderRow, transactionId: string): Promise<void> {
    await this.give(row, extraPurchaseIdOf(row.orderId, transactionId));
  }

  /** @returns the version of the account with it. */
  private async give({ sale }: OrderRow, purchaseId: string): Promise<number> {
    const { subscriberId, purpose, goods, price } = sale.terms;
    const { version } = await this.messenger.request(QuotaLedger.method.fulfilPurchase, {
      commandId: idFrom('fulfil', purchaseId),
      subscriberId,
      purchaseId,
      bytes: goods.bytes,
      unlimited: goods.unlimited,
      ...durationOf(goods),
      expiryPolicy: goods.expiryPolicy ?? 'per-grant',
      packageId: goods.packageId ?? '',
      speedDownKilobitsPerSecond: goods.speedDownKilobitsPerSecond ?? 0,
      speedUpKilobitsPerSecond: goods.speedUpKilobitsPerSecond ?? 0,
      deviceLimit: goods.deviceLimit ?? 0,
      onlineSeconds: goods.onlineSeconds ?? 0,
      validUntil: goods.validUntil,
      ...hoursAsked(goods),
      ...(goods.fupThresholdBytes === null ? {} : { fupThresholdBytes: goods.fupThresholdBytes }),
      items: goods.items.map(({ debtId, bytes }) => ({ debtId, bytes })),
      autoDebtBytes: goods.autoDebtBytes,
      isSettlement: purpose === 'settlement',
      amountRupiah: price.amountRupiah,
      reason: goods.description,
      actor: 'billing',
    });
    return version;
  }

  /** Takes back what was given in a round; what never was given then never will be. */
  takeBack(row: OrderRow, round: number): Promise<void> {
    const reason = row.sale.state === 'refunded' ? 'refunded' : 'reversed';
    return this.revoke(row, purchaseIdOf(row.orderId, round), reason);
  }

  /** What another transaction bought, whose money its bank or gateway took back. */
  takeBackExtra(row: OrderRow, transactionId: string): Promise<void> {
    return this.revoke(row, extraPurchaseIdOf(row.orderId, transactionId), 'reversed');
  }

  private async revoke({ sale }: OrderRow, purchaseId: string, reason: string): Promise<void> {
    await this.messenger.request(QuotaLedger.method.revokePurchase, {
      commandId: idFrom('take-back', purchaseId),
      subscriberId: sale.terms.subscriberId,
      purchaseId,
      reason,
      actor: 'billing',
    });
  }

  /** The share of a part of the money, once. */
  async takePart({ orderId, sale }: OrderRow, { round, upToRupiah, bytes }: PurchasePart): Promise<void> {
    const purchaseId = purchaseIdOf(orderId, round);
    await this.messenger.request(QuotaLedger.method.reducePurchase, {
      commandId: idFrom('take-part', purchaseId, upToRupiah),
      subscriberId: sale.terms.subscriberId,
      purchaseId,
      bytes,
      reason: 'refunded',
      actor: 'billing',
    });
  }

  async giveBonus(bonus: {
    readonly subscriberId: string;
    readonly bytes: number;
    readonly days: number;
  }): Promise<void> {
    await this.messenger.request(QuotaLedger.method.grantQuota, {
      ...bonus,
      commandId: idFrom('registration-promo', bonus.subscriberId),
      source: 'bonus',
      reason: 'registration',
      actor: 'billing',
    });
  }
}
