// notice.ts — a notification of Midtrans, checked before anything of it is believed.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { GatewayReport } from '../../orders/domain/gateway-report';
import { bodyOf, textOf, type VendorBody } from './vendor-client';
import { readAmount, reportOf } from './vendor-report';

export const LONGEST_NOTICE_BYTES = 65_536;
const STATUS_CODES = ['200', '201', '202'];
const SIGNATURE = /^[0-9a-fA-F]{128}$/;
const LONGEST_ORDER_ID = 50;

type CheckedNotice =
  /** No JSON object, or too large: nothing that the vendor sends. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'forged'; readonly orderNumber: string }
  /** Signed by the vendor. The signature says nothing of the status: that has to be asked for. */
  | { readonly kind: 'genuine'; readonly orderNumber: string; readonly report: GatewayReport };

/** sha512 over the strings exactly as they came, in hexadecimal. */
export const signatureOf = (
  orderId: string,
  statusCode: string,
  grossAmount: string,
  serverKey: string,
): string => createHash('sha512').update(`${orderId}${statusCode}${grossAmount}${serverKey}`).digest('hex');

const parse = (body: Uint8Array): VendorBody | null => {
  if (body.byteLength > LONGEST_NOTICE_BYTES) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? bodyOf(value) : null;
  } catch {
    return null;
  }
};

/**
 * The parts of a signature have no delimiters, so each must have its only shape before it is compared: else digits
 * could move from one part to the next under the same signature.
 */
export const checkNotice = (bytes: Uint8Array, serverKey: string): CheckedNotice => {
  const body = parse(bytes);
  if (!body) return { kind: 'unreadable' };
  const orderNumber = textOf(body['order_id']).slice(0, LONGEST_ORDER_ID + 1);
  const statusCode = textOf(body['status_code']);
  const signature = textOf(body['signature_key']);
  const isShaped =
    orderNumber !== '' &&
    orderNumber.length <= LONGEST_ORDER_ID &&
    STATUS_CODES.includes(statusCode) &&
    readAmount(body['gross_amount']) !== null &&
    SIGNATURE.test(signature);
  if (!isShaped) return { kind: 'forged', orderNumber };
  const right = signatureOf(orderNumber, statusCode, textOf(body['gross_amount']), serverKey);
  return timingSafeEqual(Buffer.from(signature.toLowerCase()), Buffer.from(right))
    ? { kind: 'genuine', orderNumber, report: reportOf(body) }
    : { kind: 'forged', orderNumber };
};

/** What a notice says that it is about, checked or not: only to handle those of one order one after another. */
export const orderNumberOfNotice = (bytes: Uint8Array): string =>
  textOf(parse(bytes)?.['order_id']).slice(0, LONGEST_ORDER_ID);
