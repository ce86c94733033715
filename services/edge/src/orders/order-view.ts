// order-view.ts — an order as REST shows it.
import { BANKS, EXPIRY_POLICIES, ORDER_PURPOSES, ORDER_STATES, PAYMENT_METHODS } from '@saring/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { personal } from '../http/api-schema';
import type { Order } from '@saring/contracts';

class VirtualAccount {
  @ApiProperty() bank!: string;
  @ApiProperty() number!: string;
}

export class OrderView {
  @ApiProperty({ format: 'uuid' }) orderId!: string;
  @ApiProperty({
    example: 'SRG-RW05-4F7K2M9QX3T8W6ABCDEF',
    description: 'What the payer reads at the gateway',
  })
  orderNumber!: string;
  @ApiProperty({ enum: ORDER_STATES })
  state!: string;
  @ApiProperty({ enum: ORDER_PURPOSES }) purpose!: string;
  @ApiProperty() description!: string;
  @ApiProperty() amountRupiah!: number;
  @ApiProperty({ required: false, description: 'Paid on top of the amount; absent: nothing' })
  addedRupiah?: number;
  @ApiProperty() discountRupiah!: number;
  @ApiProperty() refundedRupiah!: number;
  @ApiProperty() bytes!: number;
  @ApiProperty() bonusBytes!: number;
  @ApiProperty() unlimited!: boolean;
  @ApiProperty({
    required: false,
    description: 'Of a package; a part of a day is a day, lastsSeconds is exact',
  })
  days?: number;
  @ApiProperty({ required: false, description: 'Of a package; 0: it never expires' }) lastsSeconds?: number;
  @ApiProperty() startsAtFirstUse!: boolean;
  @ApiProperty({ description: 'Time online; 0: it is not counted' }) onlineSeconds!: number;
  @ApiProperty({ enum: EXPIRY_POLICIES }) expiryPolicy!: string;
  @ApiProperty({ enum: PAYMENT_METHODS }) method!: string;
  @ApiProperty({ required: false, enum: BANKS }) bank?: string;
  @ApiProperty({ required: false, format: 'uuid' }) packageId?: string;
  @ApiProperty({ required: false, format: 'uuid' }) debtId?: string;
  @ApiProperty({ required: false, format: 'uuid', description: 'Of a payment of one bill' }) billId?: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) expiresAt!: string | null;
  @ApiProperty({ required: false, format: 'date-time' }) paidAt?: string;
  @ApiProperty({ required: false, format: 'date-time' }) fulfilledAt?: string;
  @ApiProperty({ required: false }) invoiceNumber?: string;
  @ApiProperty({ required: false, description: 'Why an order that is paid is not fulfilled yet' })
  waitingFor?: string;
  @ApiProperty({ description: 'The money was refunded and what was bought stayed' }) purchaseKept!: boolean;
  @ApiProperty({ required: false, description: 'Debt that the bytes of the package settle' })
  settlesBytes?: number;
  @ApiProperty({ required: false, description: 'What of the price of that debt is settled with it' })
  settlesRupiah?: number;
  @ApiProperty({ required: false, description: 'Of a settlement: what was owed no more, and became quota' })
  surplusBytes?: number;
  @ApiProperty({ required: false, description: 'What was owed no more was unlimited' })
  surplusUnlimited?: boolean;
  @ApiProperty() hasProof!: boolean;
  @ApiProperty({ required: false }) qrString?: string;
  @ApiProperty({ required: false }) qrImageUrl?: string;
  @ApiProperty({ required: false }) deeplinkUrl?: string;
  @ApiProperty({ required: false, type: VirtualAccount }) va?: VirtualAccount;
  @ApiProperty({ required: false }) billKey?: string;
  @ApiProperty({ required: false }) billerCode?: string;
  @ApiProperty({ required: false }) snapToken?: string;
  @ApiProperty({ required: false }) redirectUrl?: string;
  @ApiProperty({ required: false, description: 'Where to transfer, of method manual', ...personal('open') })
  transferText?: string;
  @ApiProperty({ required: false, description: 'Of a printed code: whose it is, as the payer reads it' })
  merchantName?: string;
  @ApiProperty({
    required: false,
    type: [String],
    description: 'Of a voucher that is bought: what whoever has it types',
  })
  voucherCodes?: readonly string[];
  @ApiProperty({ required: false, description: 'It went, or goes, to the account of another number' })
  gift?: boolean;
  @ApiProperty({ required: false, description: 'Opens the order without login for 7 days' })
  statusUrl?: string;
}

/** How to pay, in the words of the API; what is not of this order's method is absent. */
const instructionsOf = ({ instructions }: Order, qrImage: (format: string) => string): Partial<OrderView> => {
  if (!instructions) return {};
  const { qrString, deeplinkUrl, vaBank, vaNumber, billKey, billerCode } = instructions;
  const { snapToken, redirectUrl, transferText, merchantName } = instructions;
  return {
    ...(qrString ? { qrString } : {}),
    ...(qrString || instructions.qrImageUrl ? { qrImageUrl: qrImage(qrString ? 'svg' : 'png') } : {}),
    ...(deeplinkUrl ? { deeplinkUrl } : {}),
    ...(vaNumber ? { va: { bank: vaBank ?? '', number: vaNumber } } : {}),
    ...(billKey ? { billKey } : {}),
    ...(billerCode ? { billerCode } : {}),
    ...(snapToken ? { snapToken } : {}),
    ...(redirectUrl ? { redirectUrl } : {}),
    ...(transferText ? { transferText } : {}),
    ...(merchantName ? { merchantName } : {}),
  };
};

/** @param base the public address of the portal, without a slash at its end. */
export const orderView = (order: Order, base: string): OrderView => {
  const token = order.statusToken;
  // A code without its text is the vendor's picture.
  const path = token ? `pay/${token}` : `orders/${order.orderId}`;
  const qrImage = (format: string) => `${base}/api/v1/${path}/qr.${format}`;
  const { state, purpose, description, amountRupiah, discountRupiah, refundedRupiah } = order;
  const {
    bytes,
    bonusBytes,
    unlimited,
    days,
    lastsSeconds,
    startsAtFirstUse,
    onlineSeconds,
    expiryPolicy,
    method,
    createdAt,
    hasProof,
    purchaseKept,
  } = order;
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    state,
    purpose,
    description,
    amountRupiah,
    ...(order.addedRupiah > 0 ? { addedRupiah: order.addedRupiah } : {}),
    discountRupiah,
    refundedRupiah,
    bytes,
    bonusBytes,
    unlimited,
    // What pays a debt or bills is no package of so many days.
    ...(purpose === 'package' || purpose === 'voucher' ? { days, lastsSeconds } : {}),
    ...(order.voucherCodes.length > 0 ? { voucherCodes: order.voucherCodes } : {}),
    ...(order.receiverId ? { gift: true } : {}),
    startsAtFirstUse,
    onlineSeconds,
    expiryPolicy,
    method,
    createdAt,
    expiresAt: order.expiresAt || null,
    hasProof,
    purchaseKept,
    ...present({
      bank: order.bank,
      packageId: order.packageId,
      debtId: order.debtId,
      billId: order.billId,
      paidAt: order.paidAt,
      fulfilledAt: order.fulfilledAt,
      invoiceNumber: order.invoiceNumber,
      waitingFor: order.waitingFor,
      statusUrl: token ? `${base}/pay/${token}` : undefined,
    }),
    ...(order.settlesBytes > 0
      ? { settlesBytes: order.settlesBytes, settlesRupiah: order.settlesRupiah }
      : {}),
    ...(order.surplus && { surplusBytes: order.surplus.bytes, surplusUnlimited: order.surplus.unlimited }),
    ...instructionsOf(order, qrImage),
  };
};

const present = (fields: Readonly<Record<string, string | undefined>>): Partial<OrderView> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
