// order.ts — one order as the vendor holds it, and how it is written in replies and notices.
import type { Behaviour } from './behaviour';
import { grossAmount, noticeCode, signatureOf, statusCode, vendorTime, type Status } from './vendor-words';

export const METHODS = ['qris', 'gopay', 'shopeepay', 'bank_transfer', 'permata', 'echannel'] as const;
export type Method = (typeof METHODS)[number];
export type Body = Record<string, unknown>;

export interface Refund {
  key: string;
  rupiah: number;
  reason: string;
  createdAt: Date;
  confirmedAt?: Date;
}

export interface Order {
  orderId: string;
  amountRupiah: number;
  createdAt: Date;
  expiresAt: Date;
  /** None until the customer picks one in Snap. */
  method?: Method;
  transactionId: string;
  status: Status;
  settledAt?: Date;
  refunds: Refund[];
  /** The fields of the method: va_numbers, actions, bill_key… */
  details: Body;
  snapToken?: string;
  /** Where the customer goes when done. */
  finishUrl?: string;
}

export const isMethod = (value: unknown): value is Method => METHODS.some((method) => method === value);

/** Whether the bank's transfer pays it: such money can only be sent back by hand. */
export const isTransfer = (method: Method | undefined): boolean =>
  method === 'bank_transfer' || method === 'permata' || method === 'echannel';

const refundFields = (order: Order, isFlat = false): Body => {
  const last = order.refunds.at(-1);
  if (!last) return {};
  if (isFlat) return { refund_key: last.key, refund_amount: grossAmount(last.rupiah) };
  return {
    refund_amount: grossAmount(order.refunds.reduce((sum, { rupiah }) => sum + rupiah, 0)),
    refunds: order.refunds.map((refund, index) => ({
      refund_chargeback_id: index + 1,
      refund_amount: grossAmount(refund.rupiah),
      created_at: vendorTime(refund.createdAt),
      reason: refund.reason,
      refund_key: refund.key,
      refund_method: 'online',
      ...(refund.confirmedAt && { bank_confirmed_at: vendorTime(refund.confirmedAt) }),
    })),
  };
};

const paidFields = (order: Order): Body => {
  if (!order.settledAt) return {};
  const settled = { settlement_time: vendorTime(order.settledAt) };
  if (order.method === 'qris') return { ...settled, transaction_type: 'on-us', issuer: 'gopay' };
  if (order.method !== 'bank_transfer') return settled;
  const paid = { paid_at: vendorTime(order.settledAt), amount: grossAmount(order.amountRupiah) };
  return { ...settled, payment_amounts: [paid] };
};

/** The fields of every answer about an order; GoPay carries no fraud_status. */
export const orderFields = (order: Order, merchantId: string): Body => ({
  transaction_id: order.transactionId,
  order_id: order.orderId,
  merchant_id: merchantId,
  gross_amount: grossAmount(order.amountRupiah),
  currency: 'IDR',
  payment_type: order.method === 'permata' ? 'bank_transfer' : order.method,
  transaction_time: vendorTime(order.createdAt),
  transaction_status: order.status,
  ...(order.method !== 'gopay' && { fraud_status: 'accept' }),
  ...(order.method === 'qris' && { acquirer: 'gopay' }),
});

const detailsWithout = (order: Order, names: string[]): Body =>
  Object.fromEntries(Object.entries(order.details).filter(([name]) => !names.includes(name)));

export interface Signing {
  serverKey: string;
  merchantId: string;
}

/** Signs the fields as they are, true or not. */
export const signed = (body: Body, serverKey: string): Body => ({
  ...body,
  signature_key: signatureOf(
    String(body.order_id),
    String(body.status_code),
    String(body.gross_amount),
    serverKey,
  ),
});

const FORGER_KEY = 'somebody-elses-key';

/** The notice of the order's state now, with the lies its behaviour asks for. */
export const noticeOf = (order: Order, behaviour: Behaviour, { serverKey, merchantId }: Signing): Body => {
  const body: Body = {
    ...orderFields(order, merchantId),
    ...detailsWithout(order, ['actions', 'qr_string']),
    ...paidFields(order),
    ...refundFields(order, behaviour.flatRefunds),
    ...(behaviour.upperCase && { transaction_status: order.status.toUpperCase() }),
    status_code: noticeCode(order.status),
    status_message: 'midtrans payment notification',
    ...behaviour.fields,
  };
  return signed(body, behaviour.forgedSignature ? FORGER_KEY : serverKey);
};

/** The answer to GET status. */
export const statusOf = (order: Order, behaviour: Behaviour, { serverKey, merchantId }: Signing): Body => {
  const body: Body = {
    ...orderFields(order, merchantId),
    ...detailsWithout(order, ['qr_string']),
    ...paidFields(order),
    ...refundFields(order, behaviour.flatRefunds),
    expiry_time: vendorTime(order.expiresAt),
    status_code: statusCode(order.status),
    status_message: 'Success, transaction is found',
    ...(behaviour.upperCase && { transaction_status: order.status.toUpperCase() }),
    ...(behaviour.upperCase && order.status === 'pending' && { status_code: '200' }),
    ...(behaviour.statusByTransactionId && { order_id: order.transactionId }),
    ...behaviour.fields,
  };
  return signed(body, serverKey);
};
