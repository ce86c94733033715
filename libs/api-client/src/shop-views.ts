// What edge answers a buyer. Money is whole rupiah, bytes are whole numbers below 2^53, times ISO 8601 in UTC.

export type ShopPackage = {
  readonly packageId: string;
  readonly name: string;
  readonly description: string;
  /** 0 when unlimited. */
  readonly bytes: number;
  readonly unlimited: boolean;
  /** 0: what is bought never expires. */
  readonly lastsSeconds: number;
  readonly startsAtFirstUse: boolean;
  /** per-grant, extend, reset-from-now, rollover: what buying it does to what one has. */
  readonly expiryPolicy: string;
  /** extend: its time is added to this end. */
  readonly continuesFrom?: string;
  readonly rolledBytes: number;
  readonly prolongedGrants: number;
  readonly priceRupiah: number;
  /** What is paid now, with the promo that holds. */
  readonly finalPriceRupiah: number;
  readonly bonusBytes: number;
  readonly promoName?: string;
  /** 0: as fast as the network goes. */
  readonly speedDownKilobitsPerSecond: number;
  /** 0: as many devices as everyone may have. */
  readonly deviceLimit: number;
  readonly bestValue: boolean;
};

export type PaymentMethods = {
  /** false: nothing can be paid now. */
  readonly open: boolean;
  readonly reason: string | null;
  readonly items: readonly { readonly method: string; readonly banks: readonly string[] }[];
};

export type DebtPrice = {
  readonly debtId: string;
  readonly unpaidBytes: number;
  readonly unlimited: boolean;
  /** What settles it today. */
  readonly amountRupiah: number;
  readonly dueAt: string;
  readonly reason: string;
};

export type DebtEstimate = {
  readonly autoDebtBytes: number;
  readonly autoDebtRupiah: number;
  readonly items: readonly DebtPrice[];
  readonly totalBytes: number;
  readonly totalRupiah: number;
};

export type Order = {
  readonly id: string;
  /** What the payer reads at the gateway. */
  readonly orderId: string;
  /** created, pending, paid, fulfilled, expired, cancelled, denied, refunded, reversed */
  readonly state: string;
  /** package, settlement */
  readonly purpose: string;
  readonly description: string;
  readonly amountRupiah: number;
  readonly method: string;
  readonly bank?: string;
  readonly packageId?: string;
  readonly debtId?: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly invoiceNumber?: string;
  readonly hasProof: boolean;
  readonly qrString?: string;
  readonly qrImageUrl?: string;
  readonly deeplinkUrl?: string;
  readonly va?: { readonly bank: string; readonly number: string };
  readonly billKey?: string;
  readonly billerCode?: string;
  readonly redirectUrl?: string;
  readonly transferText?: string;
  readonly statusUrl?: string;
};

export type OrderPage = {
  readonly items: readonly Order[];
  /** Of the next older page; null: there is none. */
  readonly nextBefore: string | null;
};
