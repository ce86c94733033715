import type { Billing, PaymentOrder, ReplyOf } from '@saring/contracts';
import type { OrderRow } from './orders.rows';
import { isPurchaseKept, takenBackBytes, type SaleTerms } from './domain/sale';
import { durationOf } from '../catalogue/domain/duration';

export type OrderReply = ReplyOf<typeof Billing.method.getOrder>;

/** The value of `waiting_for` while the ledger is asked to give what was paid for. */
const JUST_PAID = 'ledger';

/** @param payment how to pay and whether there is a proof, where payment has said so. */
export const orderReply = (
  { orderId, version, sale }: OrderRow,
  statusToken: string | null,
  payment: PaymentOrder | null = null,
): OrderReply => {
  const { terms } = sale;
  const { goods, price } = terms;
  const instructions = sale.state === 'pending' ? payment?.instructions : undefined;
  return {
    orderId,
    // A charge without an answer has opened nothing yet; its number is known all the same.
    orderNumber: sale.orderNumber || (payment?.orderNumber ?? ''),
    subscriberId: terms.agentId === undefined ? terms.subscriberId : '',
    agentId: terms.agentId,
    purpose: terms.purpose,
    state: sale.state,
    amountRupiah: price.amountRupiah,
    addedRupiah: sale.addedRupiah ?? 0,
    method: terms.method,
    bank: terms.bank ?? undefined,
    createdAt: sale.placedAt,
    expiresAt: sale.expiresAt ?? '',
    paidAt: sale.paidAt ?? undefined,
    fulfilledAt: sale.fulfilledAt ?? undefined,
    packageId: goods.packageId ?? undefined,
    description: goods.description,
    bytes: goods.bytes,
    unlimited: goods.unlimited,
    days: goods.days,
    ...durationOf(goods),
    expiryPolicy: goods.expiryPolicy ?? 'per-grant',
    bonusBytes: goods.bonusBytes,
    onlineSeconds: goods.onlineSeconds ?? 0,
    discountRupiah: price.discountRupiah,
    debtId: goods.debtId ?? undefined,
    billId: goods.billId,
    invoiceNumber: sale.invoiceNumber ?? undefined,
    version,
    site: terms.site,
    instructions: instructions ? instructionsOf(instructions) : undefined,
    statusToken: statusToken ?? undefined,
    waitingFor: sale.state === 'paid' ? (sale.waitingFor ?? JUST_PAID) : undefined,
    refundedRupiah: sale.refundedRupiah,
    purchaseKept: isPurchaseKept(sale),
    takenBackBytes: takenBackBytes(sale),
    cashier: terms.cashier,
    receiverId: terms.receiverId,
    surplus: sale.surplus,
    ...settledByPackage(terms),
    hasProof: payment?.hasProof ?? false,
  };
};

const settledByPackage = ({
  purpose,
  goods,
}: SaleTerms): Pick<OrderReply, 'settlesBytes' | 'settlesRupiah'> => {
  const items = purpose === 'package' ? goods.items : [];
  return {
    settlesBytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    settlesRupiah: items.reduce((sum, { amountRupiah = 0 }) => sum + amountRupiah, 0),
  };
};

const instructionsOf = (given: NonNullable<PaymentOrder['instructions']>): OrderReply['instructions'] => ({
  qrString: given.qrString,
  deeplinkUrl: given.deeplinkUrl,
  vaBank: given.vaBank,
  vaNumber: given.vaNumber,
  billKey: given.billKey,
  billerCode: given.billerCode,
  snapToken: given.snapToken,
  redirectUrl: given.redirectUrl,
  transferText: given.transferText,
  merchantName: given.merchantName,
  qrImageUrl: given.qrImageUrl,
});
