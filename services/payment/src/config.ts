import { atOnce, kitConfig, vendorKey, vendorUrl } from '@saring/service-kit';
import { z } from 'zod';

const count = (standard: number, most: number) => z.coerce.number().int().min(1).max(most).default(standard);
const DAY_MINUTES = 1_440;

/** `qris:0.7%,va:4000`: what a gateway takes of each method, for the operator's eyes. */
type Fees = Readonly<Record<string, { readonly rupiah: number; readonly percent: number }>>;

const FEE = /^([a-z]+):(\d+(?:\.\d+)?)(%?)$/;
const STANDARD_FEES = 'qris:0.7%,gopay:2%,shopeepay:2%,va:4000';

const readFees = (text: string, context: z.RefinementCtx): Fees => {
  const known: Record<string, { rupiah: number; percent: number }> = {};
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, method = '', value = '', percent] = FEE.exec(part) ?? [];
    if (method === '' || (!percent && value.includes('.'))) {
      context.addIssue({ code: 'custom', message: `is not a list of method:0.7% or method:4000: ${part}` });
      return z.NEVER;
    }
    if (Object.hasOwn(known, method)) {
      context.addIssue({ code: 'custom', message: `names ${method} twice` });
      return z.NEVER;
    }
    if (percent && Number(value) > 100) {
      context.addIssue({ code: 'custom', message: `takes more of ${method} than is paid: ${part}` });
      return z.NEVER;
    }
    known[method] = percent ? { rupiah: 0, percent: Number(value) } : { rupiah: Number(value), percent: 0 };
  }
  return known;
};

/** The environment of payment. */
export const paymentConfig = kitConfig.pick({ DATABASE_URL: true }).extend({
  /** Without it there is only the manual gateway. */
  MIDTRANS_SERVER_KEY: atOnce(vendorKey().min(8).optional()),
  MIDTRANS_CLIENT_KEY: atOnce(z.string().default('')),
  /** Set, it is compared with what the vendor says; another one raises an alert. */
  MIDTRANS_MERCHANT_ID: atOnce(z.string().default('')),
  /** Who takes QRIS for the merchant: `gopay`, or `airpay shopee`. */
  MIDTRANS_QRIS_ACQUIRER: atOnce(z.enum(['gopay', 'airpay shopee']).default('gopay')),
  MIDTRANS_MODE: atOnce(z.enum(['core', 'snap']).default('core')),
  /** Absent: the vendor's, sandbox or production by the key's prefix. */
  MIDTRANS_BASE_URL: vendorUrl().optional(),
  MIDTRANS_SNAP_BASE_URL: vendorUrl().optional(),
  MIDTRANS_TIMEOUT_MILLISECONDS: atOnce(count(3_500, 30_000)),
  /** Where to transfer to; absent: only operators make manual orders. */
  MANUAL_TRANSFER_TEXT: atOnce(z.string().max(500).default('')),
  QRIS_EXPIRY_MINUTES: atOnce(count(15, 7 * DAY_MINUTES)),
  WALLET_EXPIRY_MINUTES: atOnce(count(15, 7 * DAY_MINUTES)),
  VA_EXPIRY_MINUTES: atOnce(count(DAY_MINUTES, 7 * DAY_MINUTES)),
  SNAP_EXPIRY_MINUTES: atOnce(count(DAY_MINUTES, 7 * DAY_MINUTES)),
  MANUAL_EXPIRY_MINUTES: atOnce(count(DAY_MINUTES, 30 * DAY_MINUTES)),
  PAYMENT_FEES: atOnce(z.string().default(STANDARD_FEES).transform(readFees)),
});
export type PaymentConfig = z.infer<typeof paymentConfig>;

export const PAYMENT_CONFIG = Symbol('PAYMENT_CONFIG');
