// vendor-words.ts — how Midtrans writes amounts, times, codes and signatures.
import { createHash } from 'node:crypto';

const GMT_PLUS_7_MS = 7 * 60 * 60 * 1_000;

export type Status =
  'pending' | 'settlement' | 'deny' | 'expire' | 'cancel' | 'refund' | 'partial_refund' | 'chargeback';

/** `10000` → `"10000.00"`. */
export const grossAmount = (rupiah: number): string => `${rupiah}.00`;

/** `2026-11-21 13:25:00`: GMT+7 without saying so. */
export const vendorTime = (at: Date): string =>
  new Date(at.getTime() + GMT_PLUS_7_MS).toISOString().slice(0, 19).replace('T', ' ');

/** SHA-512, in hexadecimal digits, over the strings as they are sent; nothing between them. */
export const signatureOf = (orderId: string, statusCode: string, amount: string, serverKey: string): string =>
  createHash('sha512').update(`${orderId}${statusCode}${amount}${serverKey}`).digest('hex');

const NOTICE_CODES: Record<Status, string> = {
  pending: '201',
  settlement: '200',
  deny: '202',
  expire: '202',
  cancel: '202',
  refund: '200',
  partial_refund: '200',
  chargeback: '200',
};

/** The status_code of a notice. */
export const noticeCode = (status: Status): string => NOTICE_CODES[status];

/** The status_code that GET status answers: an expired transaction says 407 there. */
export const statusCode = (status: Status): string => {
  if (status === 'expire') return '407';
  return status === 'cancel' ? '200' : NOTICE_CODES[status];
};
