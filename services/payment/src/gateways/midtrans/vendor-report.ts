// vendor-report.ts — a status or a notice of Midtrans in our words.
import type { PaymentMethod } from '@saring/kernel';
import type { GatewayReport, ReportedRefund, Standing } from '../../orders/domain/gateway-report';
import type { PaymentInstructions } from '../gateway';
import { bodyOf, textOf, type VendorBody } from './vendor-client';

const AMOUNT = /^(\d{1,12})\.00$/;

/** Whole rupiah of `"10000.00"`; null: not written so. */
export const readAmount = (value: unknown): number | null => {
  const [, rupiah] = AMOUNT.exec(textOf(value)) ?? [];
  return rupiah === undefined ? null : Number(rupiah);
};

/** By maps, not objects: a word may be a name that every object has. */
const PLAIN: ReadonlyMap<string, Standing> = new Map([
  ['pending', 'pending'],
  ['authorize', 'pending'],
  ['expire', 'expired'],
  ['cancel', 'cancelled'],
  ['deny', 'denied'],
  ['failure', 'denied'],
  ['refund', 'refunded'],
  ['partial_refund', 'refunded'],
  ['chargeback', 'reversed'],
  ['partial_chargeback', 'disputed'],
]);

/** Paid only by the whole credit rule: settled or captured, code 200, fraud absent or accepted. */
const standingOf = (body: VendorBody): Standing => {
  const status = textOf(body['transaction_status']).toLowerCase();
  const fraud = textOf(body['fraud_status']).toLowerCase();
  if (status !== 'settlement' && status !== 'capture') return PLAIN.get(status) ?? 'unclear';
  if (fraud === 'challenge') return 'challenged';
  if (fraud === 'deny') return 'denied';
  return (fraud === '' || fraud === 'accept') && textOf(body['status_code']) === '200' ? 'paid' : 'unclear';
};

/**
 * Without a list the vendor names one refund beside the order, and no confirmation of a bank: then the word of the
 * transaction itself counts (the vendor's fixtures of June 2026).
 */
const flatRefundOf = (body: VendorBody): readonly ReportedRefund[] => {
  const key = textOf(body['refund_key']);
  const amountRupiah = readAmount(body['refund_amount']);
  if (key === '' || amountRupiah === null || amountRupiah === 0) return [];
  const isRefunded = PLAIN.get(textOf(body['transaction_status']).toLowerCase()) === 'refunded';
  return [{ key, amountRupiah, confirmed: isRefunded || textOf(body['bank_confirmed_at']) !== '' }];
};

const refundsOf = (body: VendorBody): readonly ReportedRefund[] => {
  if (!Array.isArray(body['refunds'])) return flatRefundOf(body);
  const list = body['refunds'];
  return list.map(bodyOf).flatMap((refund) => {
    const amountRupiah = readAmount(refund['refund_amount']);
    const key = textOf(refund['refund_key']);
    if (amountRupiah === null || key === '') return [];
    return [{ key, amountRupiah, confirmed: textOf(refund['bank_confirmed_at']) !== '' }];
  });
};

const VENDOR_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** The vendor writes the time of the west of Indonesia without saying so. */
const instantOf = (value: unknown): string | null => {
  const [, date, time] = VENDOR_TIME.exec(textOf(value)) ?? [];
  const instant = new Date(`${date}T${time}+07:00`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
};

const METHODS: ReadonlyMap<string, PaymentMethod> = new Map([
  ['qris', 'qris'],
  ['gopay', 'gopay'],
  ['shopeepay', 'shopeepay'],
  ['bank_transfer', 'va'],
  ['echannel', 'va'],
]);

const methodOf = (body: VendorBody): { readonly method?: PaymentMethod } => {
  const method = METHODS.get(textOf(body['payment_type']));
  return method === undefined ? {} : { method };
};

export const reportOf = (body: VendorBody): GatewayReport => ({
  ...methodOf(body),
  standing: standingOf(body),
  orderNumber: textOf(body['order_id']),
  amountRupiah: readAmount(body['gross_amount']),
  currency: textOf(body['currency']),
  merchantId: textOf(body['merchant_id']),
  transactionId: textOf(body['transaction_id']),
  paymentType: textOf(body['payment_type']),
  settledAt: instantOf(body['settlement_time']),
  refunds: refundsOf(body),
});

const HTTP_URL = /^https?:\/\//;

/** Actions are found by name, never by place. */
const actionUrl = (body: VendorBody, name: string): string | undefined => {
  const actions = Array.isArray(body['actions']) ? body['actions'].map(bodyOf) : [];
  const url = textOf(actions.find((action) => action['name'] === name)?.['url']);
  return url === '' ? undefined : url;
};

const firstVa = (body: VendorBody): { bank?: string; number?: string } => {
  const numbers = Array.isArray(body['va_numbers']) ? body['va_numbers'].map(bodyOf) : [];
  const permata = textOf(body['permata_va_number']);
  if (permata !== '') return { bank: 'permata', number: permata };
  const [first] = numbers;
  return first ? { bank: textOf(first['bank']), number: textOf(first['va_number']) } : {};
};

const without = (instructions: PaymentInstructions): PaymentInstructions =>
  Object.fromEntries(Object.entries(instructions).filter(([, value]) => value !== undefined && value !== ''));

/**
 * How to pay, out of a charge's answer or a status. A status leaves out the QRIS text: then the vendor's picture,
 * whose address follows from the transaction, stands in.
 */
export const instructionsOf = (body: VendorBody, coreBaseUrl: string): PaymentInstructions => {
  const type = textOf(body['payment_type']);
  const transactionId = textOf(body['transaction_id']);
  const isDrawn = (type === 'qris' || type === 'gopay') && /^[A-Za-z0-9-]{1,64}$/.test(transactionId);
  const image =
    actionUrl(body, 'generate-qr-code-v2') ??
    actionUrl(body, 'generate-qr-code') ??
    (isDrawn ? `${coreBaseUrl}/v2/${type}/${transactionId}/qr-code` : undefined);
  const va = firstVa(body);
  return without({
    qrString: textOf(body['qr_string']),
    qrImageUrl: image !== undefined && HTTP_URL.test(image) ? image : undefined,
    deeplinkUrl: actionUrl(body, 'deeplink-redirect'),
    vaBank: va.bank,
    vaNumber: va.number,
    billKey: textOf(body['bill_key']),
    billerCode: textOf(body['biller_code']),
  });
};
