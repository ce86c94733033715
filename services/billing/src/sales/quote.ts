// quote.ts — the goods and the price of an order and what it renews, fixed when it is placed.
import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  type ExpiryPolicy,
  isUuid,
  MEASURES,
  PAYMENT_METHODS,
  type PaymentMethod,
  toInstant,
} from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { BillReceipts } from '../bills/bill-receipts';
import { Ledger, type Standing } from '../ledger';
import { Catalogue } from '../catalogue/catalogue';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import type { Debts } from '../debts/domain/debt';
import { priceDebts, type DebtPrices } from '../debts/domain/debt-price';
import { isPaidByPurchase, purchaseParts, type DebtPart } from '../debts/domain/purchase-parts';
import { SECONDS_A_DAY, wholeDays } from '../catalogue/domain/duration';

import { isOnSale, type Package } from '../catalogue/domain/package';
import { soldHours } from '../catalogue/domain/package-hours';
import { SiteProfiles } from '../sites/site-profiles';
import { priceNow, type PriceNow } from '../catalogue/domain/promo';
import { type Goods, type SaleTerms } from './domain/sale';
import { GiftReceivers } from './gift-receivers';

/** If a debt shrinks between order and payment, the surplus becomes quota valid for this many days. */
const SETTLEMENT_REST_DAYS = 30;

const BANK = /^[a-z]{2,12}$/;
const RETURN_URL_CHARACTERS = 500;

/** How and where something is to be paid, as it was asked for. */
type Paying = Pick<SaleTerms, 'subscriberId' | 'method' | 'bank' | 'site' | 'returnUrl' | 'cashier'>;

const isMethod = (method: string): method is PaymentMethod => PAYMENT_METHODS.some((one) => one === method);

/** @throws RefusalError BILLING.METHOD_INVALID, or REQUEST.MALFORMED naming the field. */
export const readPaying = (request: {
  readonly subscriberId: string;
  readonly method: string;
  readonly bank?: string;
  readonly site: string;
  readonly returnUrl?: string;
}): Paying => {
  const { subscriberId, method, site, returnUrl } = request;
  if (!isUuid(subscriberId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
  if (!MEASURES.site.pattern.test(site)) throw new RefusalError('REQUEST.MALFORMED', { field: 'site' });
  if ((returnUrl ?? '').length > RETURN_URL_CHARACTERS)
    throw new RefusalError('REQUEST.MALFORMED', { field: 'returnUrl' });
  if (!isMethod(method)) throw new RefusalError('BILLING.METHOD_INVALID', { method });
  const bank = request.bank || null;
  if ((method === 'va') !== (bank !== null && BANK.test(bank)))
    throw new RefusalError('BILLING.METHOD_INVALID', { method });
  return { subscriberId, method, bank, site, returnUrl: returnUrl || null };
};

/** The goods and the price of an order, fixed when it is placed. */
@Injectable()
export class SaleTermsNow {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
    private readonly receipts: BillReceipts,
    private readonly receivers: GiftReceivers,
    private readonly profiles: SiteProfiles,
  ) {}

  /** How a purchase at this site changes the expiry of the buyer's grants. */
  expiryPolicy(site: string): ExpiryPolicy {
    return this.config.EXPIRY_POLICY_BY_SITE.get(site) ?? this.config.EXPIRY_POLICY;
  }

  /** @throws RefusalError for a package that is not sold, to who may not buy, or that debt would swallow. */
  async ofPackage(paying: Paying, packageId: string): Promise<SaleTerms> {
    const sold = await this.sold(packageId);
    const standing = await this.ledger.standing(paying.subscriberId);
    if (standing === 'blocked') throw new RefusalError('BILLING.SUBSCRIBER_BLOCKED');
    if (standing === 'inactive') throw new RefusalError('BILLING.SUBSCRIBER_INACTIVE');
    if (standing === 'in_bill') throw new RefusalError('BILLING.PAY_BILL_FIRST');
    const price = await this.priceOf(sold);
    const parts = await this.partsOf(paying.subscriberId, sold, price, standing);
    return {
      ...paying,
      purpose: 'package',
      goods: {
        ...(await this.goodsOf(paying, sold, price)),
        expiryPolicy: this.expiryPolicy(paying.site),
        items: parts,
      },
      price: salePrice(price),
    };
  }

  /**
   * The same package for somebody else: it pays no debt of the buyer, and one who may not buy quota may give it away.
   * @throws RefusalError BILLING.PACKAGE_UNKNOWN, BILLING.PACKAGE_INACTIVE, BILLING.SUBSCRIBER_BLOCKED
   */
  async ofVoucher(paying: Paying, packageId: string): Promise<SaleTerms> {
    const sold = await this.sold(packageId);
    if ((await this.ledger.standing(paying.subscriberId)) === 'blocked')
      throw new RefusalError('BILLING.SUBSCRIBER_BLOCKED');
    const price = await this.priceOf(sold);
    const goods = await this.goodsOf(paying, sold, price);
    return { ...paying, purpose: 'voucher', goods, price: salePrice(price) };
  }

  /** The same into the account of a number: the quota is theirs, the order and its money are the buyer's. */
  async ofGift(paying: Paying, packageId: string, phone: string): Promise<SaleTerms> {
    const terms = await this.ofVoucher(paying, packageId);
    const { subscriberId, site } = paying;
    return { ...terms, receiverId: await this.receivers.find({ subscriberId, phone, site }) };
  }

  /** @param debtId null: all that is owed. */
  async ofSettlement(paying: Paying, debtId: string | null): Promise<SaleTerms> {
    const isAll = debtId === null;
    const owed = await this.ledger.debts(paying.subscriberId);
    const addressed = isAll ? owed.items : owed.items.filter((debt) => debt.debtId === debtId);
    if (!isAll && addressed.length === 0) throw new RefusalError('QUOTA.DEBT_UNKNOWN', { debtId });
    const autoDebtBytes = isAll ? owed.autoDebtBytes : 0;
    // Of one item nothing else is asked: what cannot be estimated holds up no item that has a price.
    const { items, autoDebtRupiah } = await this.price({ autoDebtBytes, items: addressed });
    if (items.length === 0 && autoDebtBytes === 0) throw new RefusalError('QUOTA.NOTHING_OWED');
    const parts = items.map(({ debt, amountRupiah }) => ({
      debtId: debt.debtId,
      bytes: debt.unpaidBytes,
      amountRupiah,
    }));
    return {
      ...paying,
      purpose: 'settlement',
      goods: {
        description: isAll ? 'Pelunasan tunggakan' : 'Pelunasan satu tunggakan',
        packageId: null,
        bytes: parts.reduce((sum, part) => sum + part.bytes, autoDebtBytes),
        bonusBytes: 0,
        unlimited: items.some(({ debt }) => debt.unlimited),
        days: SETTLEMENT_REST_DAYS,
        lastsSeconds: SETTLEMENT_REST_DAYS * SECONDS_A_DAY,
        fupThresholdBytes: null,
        debtId,
        items: parts,
        autoDebtBytes,
      },
      price: {
        amountRupiah: items.reduce((sum, item) => sum + item.amountRupiah, autoDebtRupiah),
        discountRupiah: 0,
        promoId: null,
        promoName: null,
      },
    };
  }

  /** @param billId null: all that is due. @throws RefusalError BILLING.BILL_UNKNOWN, BILLING.NO_BILL_DUE */
  async ofBills(paying: Paying, billId: string | null): Promise<SaleTerms> {
    const bills = await this.receipts.due(paying.subscriberId, billId);
    const [first] = bills;
    return {
      ...paying,
      purpose: 'bills',
      goods: {
        ...NO_GOODS,
        description: bills.length === 1 && first ? `Tagihan ${first.number}` : `${bills.length} tagihan`,
        ...(billId === null ? {} : { billId }),
        bills,
      },
      price: {
        amountRupiah: bills.reduce((sum, bill) => sum + bill.owedRupiah, 0),
        ...{ discountRupiah: 0, promoId: null, promoName: null },
      },
    };
  }

  /** Today's price of each debt. @throws RefusalError BILLING.NO_REFERENCE_PACKAGE */
  async price(debts: Debts): Promise<DebtPrices> {
    const prices = priceDebts(await this.catalogue.packages(), debts);
    if (!prices.ok) throw new RefusalError(prices.refusal.code);
    return prices.value;
  }

  private async sold(packageId: string): Promise<Package> {
    const sold = isUuid(packageId) ? await this.catalogue.find(packageId) : null;
    if (!sold) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    if (!isOnSale(sold, toInstant(this.clock.now())))
      throw new RefusalError('BILLING.PACKAGE_INACTIVE', { name: sold.name });
    return sold;
  }

  /** Its hours are those of the clocks at the site. */
  private async goodsOf({ site }: Paying, sold: Package, price: PriceNow): Promise<Goods> {
    return { ...packageGoods(sold, price), ...soldHours(sold, await this.profiles.timeZoneOf(site)) };
  }

  private async priceOf(sold: Package): Promise<PriceNow> {
    return priceNow(sold, await this.catalogue.promos(), toInstant(this.clock.now()));
  }

  /**
   * The debt items that the package's bytes settle, as they are now.
   * @throws RefusalError QUOTA.PACKAGE_SWALLOWED_BY_DEBT, or BILLING.SETTLE_DEBT_FIRST to who would stay blocked.
   */
  private async partsOf(
    subscriberId: string,
    sold: Package,
    price: PriceNow,
    standing: Standing,
  ): Promise<readonly DebtPart[]> {
    const debts = await this.ledger.debts(subscriberId);
    const payment = this.config.DEBT_ITEMS_PAID_BY;
    if (standing === 'in_debt' && debts.items.some((debt) => !isPaidByPurchase(debt, payment)))
      throw new RefusalError('BILLING.SETTLE_DEBT_FIRST');
    if (sold.unlimited) return [];
    const bytes = sold.bytes + price.bonusBytes;
    const paid = debts.items.filter((debt) => isPaidByPurchase(debt, payment));
    const owedBytes = paid.reduce((sum, debt) => sum + debt.unpaidBytes, debts.autoDebtBytes);
    if (owedBytes > 0 && owedBytes >= bytes)
      throw new RefusalError('QUOTA.PACKAGE_SWALLOWED_BY_DEBT', { owedBytes });
    return purchaseParts(debts, bytes, payment);
  }
}

/** Money alone: the bills or the deposit that it is for give what it buys. */
export const NO_GOODS = {
  ...{ packageId: null, bytes: 0, bonusBytes: 0, unlimited: false, days: 0, lastsSeconds: 0 },
  ...{ fupThresholdBytes: null, debtId: null, items: [], autoDebtBytes: 0 },
} satisfies Omit<Goods, 'description'>;

const salePrice = (price: PriceNow): SaleTerms['price'] => ({
  amountRupiah: price.finalPriceRupiah,
  discountRupiah: price.discountRupiah,
  promoId: price.promoId,
  promoName: price.promoName,
});

const packageGoods = (sold: Package, price: PriceNow): Goods => ({
  description: sold.name,
  packageId: sold.packageId,
  bytes: sold.bytes + price.bonusBytes,
  bonusBytes: price.bonusBytes,
  unlimited: sold.unlimited,
  days: wholeDays(sold.lastsSeconds),
  lastsSeconds: sold.lastsSeconds,
  startsAtFirstUse: sold.startsAtFirstUse,
  speedDownKilobitsPerSecond: sold.speedDownKilobitsPerSecond,
  speedUpKilobitsPerSecond: sold.speedUpKilobitsPerSecond,
  fupThresholdBytes: sold.fupThresholdBytes,
  ...(sold.deviceLimit > 0 ? { deviceLimit: sold.deviceLimit } : {}),
  ...(sold.onlineSeconds > 0 ? { onlineSeconds: sold.onlineSeconds } : {}),
  ...(sold.validUntil === null ? {} : { validUntil: sold.validUntil }),
  debtId: null,
  items: [],
  autoDebtBytes: 0,
});
