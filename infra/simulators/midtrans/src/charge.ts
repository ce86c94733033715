// charge.ts — reads a charge or a Snap transaction, and makes what each method gives the payer.
import { randomInt, randomUUID } from 'node:crypto';
import { isMethod, type Body, type Method, type Order } from './order';
import { qrisText } from '../../program/qris';
import { vendorTime } from './vendor-words';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WALLET_TTL_MS = 15 * MINUTE_MS;
const ORDER_ID = /^[A-Za-z0-9\-_~.]{1,50}$/;
const UNIT_MS: Record<string, number> = {
  second: 1_000,
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: DAY_MS,
};
const BANKS = ['bca', 'bni', 'bri', 'cimb', 'permata'];
const BILLER_CODE = '70012';

interface Asked {
  orderId: string;
  amountRupiah: number;
  /** Absent when the request names none. */
  ttlMilliseconds?: number;
  startsAt?: Date;
}

const object = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});

const sumOf = (items: unknown[]): number =>
  items.reduce<number>((sum, item) => sum + Number(object(item).price) * Number(object(item).quantity), 0);

const readExpiry = (body: Body): Pick<Asked, 'ttlMilliseconds' | 'startsAt'> => {
  const expiry = object(body.custom_expiry ?? body.expiry);
  const count = Number(expiry.expiry_duration ?? expiry.duration);
  const unit = String(expiry.unit ?? 'minute').replace(/s$/, '');
  if (!(count > 0) || UNIT_MS[unit] === undefined) return {};
  const start = new Date(
    String(expiry.order_time ?? expiry.start_time ?? '').replace(/ ([+-]\d{2})(\d{2})$/, '$1:$2'),
  );
  return {
    ttlMilliseconds: count * UNIT_MS[unit],
    ...(!Number.isNaN(start.getTime()) && { startsAt: start }),
  };
};

/** The order of a request, or the vendor's words for what is wrong with it. */
export const readAsked = (body: Body): Asked | { problem: string } => {
  const { order_id: orderId, gross_amount: amount } = object(body.transaction_details);
  if (typeof orderId !== 'string' || !ORDER_ID.test(orderId))
    return { problem: 'transaction_details.order_id is required and must be valid' };
  const rupiah = Number(amount);
  if (!Number.isSafeInteger(rupiah) || rupiah <= 0)
    return { problem: 'transaction_details.gross_amount must be a whole number greater than 0' };
  if (Array.isArray(body.item_details) && sumOf(body.item_details) !== rupiah)
    return { problem: 'transaction_details.gross_amount is not equal to the sum of item_details' };
  return { orderId, amountRupiah: rupiah, ...readExpiry(body) };
};

/** The method of a charge, and its bank; Permata is asked for in either of two ways. */
export const readMethod = (body: Body): { method: Method; bank: string } | { problem: string } => {
  const bank = String(object(body.bank_transfer).bank ?? '');
  if (!isMethod(body.payment_type)) return { problem: 'payment_type is not supported' };
  if (body.payment_type !== 'bank_transfer') return { method: body.payment_type, bank: '' };
  if (!BANKS.includes(bank)) return { problem: 'bank_transfer.bank is not supported' };
  return { method: bank === 'permata' ? 'permata' : 'bank_transfer', bank };
};

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

const action = (name: string, url: string, method = 'GET'): Body => ({ name, method, url });

const walletActions = (order: Order, method: Method, base: string): Body[] => {
  const id = order.transactionId;
  const link = action('deeplink-redirect', `${base}/pay/${order.orderId}`);
  if (method === 'shopeepay') return [link];
  const codes = [
    action('generate-qr-code', `${base}/v2/${method}/${id}/qr-code`),
    action('generate-qr-code-v2', `${base}/v4/${method}/${id}/qr-code`),
  ];
  if (method === 'qris') return codes;
  return [
    ...codes,
    link,
    action('get-status', `${base}/v2/${id}/status`),
    action('cancel', `${base}/v2/${id}/cancel`, 'POST'),
  ];
};

const detailsOf = (order: Order, method: Method, bank: string, base: string): Body => {
  switch (method) {
    case 'bank_transfer':
      return { va_numbers: [{ bank, va_number: `39${digits(14)}` }] };
    case 'permata':
      return { permata_va_number: `8778${digits(12)}` };
    case 'echannel':
      return { bill_key: digits(12), biller_code: BILLER_CODE };
    case 'qris':
      return {
        actions: walletActions(order, method, base),
        qr_string: qrisText(order.amountRupiah, order.orderId),
      };
    default:
      return { actions: walletActions(order, method, base) };
  }
};

/** Gives the order a method, with a transaction of its own and the method's time to pay. */
export const chooseMethod = (
  order: Order,
  method: Method,
  bank: string,
  base: string,
  ttlMilliseconds?: number,
): void => {
  order.method = method;
  order.transactionId = randomUUID();
  order.status = 'pending';
  order.details = detailsOf(order, method, bank, base);
  const usual = 'actions' in order.details ? WALLET_TTL_MS : DAY_MS;
  if (ttlMilliseconds === undefined) order.expiresAt = new Date(Date.now() + usual);
};

/** An order without a chosen method. */
export const newOrder = (asked: Asked): Order => {
  const createdAt = new Date();
  const start = asked.startsAt ?? createdAt;
  return {
    orderId: asked.orderId,
    amountRupiah: asked.amountRupiah,
    createdAt,
    expiresAt: new Date(start.getTime() + (asked.ttlMilliseconds ?? DAY_MS)),
    transactionId: randomUUID(),
    status: 'pending',
    refunds: [],
    details: {},
  };
};

const CHARGED: Record<Method, string> = {
  qris: 'QRIS transaction is created',
  gopay: 'GO-PAY billing created',
  shopeepay: 'ShopeePay transaction is created',
  bank_transfer: 'Success, Bank Transfer transaction is created',
  permata: 'Success, PERMATA VA transaction is successful',
  echannel: 'OK, Mandiri Bill transaction is successful',
};

/** The answer to a charge beside the fields of the order. */
export const chargedFields = (order: Order): Body => ({
  status_code: '201',
  status_message: order.method ? CHARGED[order.method] : '',
  ...order.details,
  expiry_time: vendorTime(order.expiresAt),
});
