// midtrans-gateway.ts — what Core API and Snap have in common: status, cancel, expire, refund.
import type { GatewayName } from '@saring/kernel';
import type {
  ChargeOutcome,
  ChargeRequest,
  EndOutcome,
  Gateway,
  MethodOffer,
  Refundable,
  RefundOutcome,
  RefundRequest,
  StatusOutcome,
  Unavailable,
} from '../gateway';

import { isPassing, VendorClient, type VendorAnswer, type VendorSettings } from './vendor-client';
import { instructionsOf, reportOf } from './vendor-report';

/** The vendor writes and reads times of the west of Indonesia. */
const VENDOR_OFFSET_MILLISECONDS = 7 * 3_600_000;
const LONGEST_DESCRIPTION = 50;
const REFUNDABLE: Readonly<Record<string, Refundable>> = { qris: 'part', gopay: 'part', shopeepay: 'whole' };

/** `2026-11-21 14:05:09 +0700` */
export const vendorTime = (instant: string): string => {
  const local = new Date(Date.parse(instant) + VENDOR_OFFSET_MILLISECONDS).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} +0700`;
};

/** Whole minutes between the order's making and its end, at least one. */
export const expiryMinutes = ({ terms, createdAt }: ChargeRequest): number =>
  Math.max(1, Math.round((Date.parse(terms.expiresAt) - Date.parse(createdAt)) / 60_000));

/** The sum of the items is the amount: the vendor refuses anything else. */
export const chargedItems = ({ terms, description }: ChargeRequest) => ({
  transaction_details: { order_id: terms.orderNumber, gross_amount: terms.amountRupiah },
  item_details: [
    {
      id: 'order',
      price: terms.amountRupiah,
      quantity: 1,
      name: description.slice(0, LONGEST_DESCRIPTION) || terms.orderNumber.slice(0, LONGEST_DESCRIPTION),
    },
  ],
});

export const unavailable = (answer: VendorAnswer): Unavailable => ({
  outcome: 'unavailable',
  reason: answer.kind === 'error' ? `midtrans ${answer.code} ${answer.message}` : 'midtrans: no answer',
});

export abstract class MidtransGateway implements Gateway {
  abstract readonly name: GatewayName;
  abstract readonly offers: readonly MethodOffer[];
  protected readonly client: VendorClient;
  protected readonly coreBaseUrl: string;

  constructor(settings: VendorSettings) {
    this.client = new VendorClient(settings);
    this.coreBaseUrl = settings.coreBaseUrl;
  }

  abstract charge(request: ChargeRequest): Promise<ChargeOutcome>;

  async status(orderNumber: string): Promise<StatusOutcome> {
    const answer = await this.client.status(orderNumber);
    if (answer.kind === 'ok')
      return {
        outcome: 'report',
        report: reportOf(answer.body),
        instructions: instructionsOf(answer.body, this.coreBaseUrl),
      };
    return answer.kind === 'error' && answer.code === 404 ? { outcome: 'absent' } : unavailable(answer);
  }

  async cancel(orderNumber: string): Promise<EndOutcome> {
    return ended(await this.client.cancel(orderNumber));
  }

  async expire(orderNumber: string): Promise<EndOutcome> {
    return ended(await this.client.expire(orderNumber));
  }

  async refund({ orderNumber, key, amountRupiah, reason }: RefundRequest): Promise<RefundOutcome> {
    const body = { refund_key: key, amount: amountRupiah, reason };
    const answer = await this.client.refund(orderNumber, body);
    if (answer.kind === 'ok')
      return answer.body['status_code'] === '200'
        ? { outcome: 'accepted' }
        : { outcome: 'refused', reason: 'denied by the bank' };
    if (answer.kind === 'error' && answer.code === 406) return { outcome: 'accepted' };
    // Without an answer it may have been done: the same key makes asking again harmless.
    if (answer.kind === 'failed' || isPassing(answer)) return unavailable(answer);
    return { outcome: 'refused', reason: `midtrans ${answer.code} ${answer.message}` };
  }

  refundable(paymentType: string): Refundable {
    return REFUNDABLE[paymentType] ?? 'no';
  }
}

const ended = (answer: VendorAnswer): EndOutcome => {
  if (answer.kind === 'ok') return { outcome: 'done' };
  if (answer.kind === 'error' && answer.code === 404) return { outcome: 'absent' };
  if (answer.kind === 'error' && answer.code === 407) return { outcome: 'done' };
  return answer.kind === 'error' && answer.code === 412 ? { outcome: 'refused' } : unavailable(answer);
};
