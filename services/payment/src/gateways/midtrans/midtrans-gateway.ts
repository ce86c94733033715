// midtrans-gateway.ts — what Core API and Snap have in common: status, cancel, expire, refund.
import type { GatewayName } from '@saring/kernel';
import type {
  ChargeOutcome,
  ChargeRequest,
  EndOutcome,
  Gateway,
  MethodOffer,
  ProbeOutcome,
  QrPicture,
  Refundable,
  RefundOutcome,
  RefundRequest,
  StatusOutcome,
  Unavailable,
} from '../gateway';

import {
  isPassing,
  isTransactionId,
  textOf,
  VendorClient,
  type VendorAnswer,
  type VendorBody,
  type VendorSettings,
} from './vendor-client';
import { fetchQrPicture } from './vendor-picture';
import { isRefusedKey, probeOutcome } from './vendor-probe';
import { instructionsOf, reportOf } from './vendor-report';

const LONGEST_DESCRIPTION = 50;
/** By what it was paid (the vendor's list of refunds by API, 2026); money of bank transfers goes back by hand. */
const REFUNDABLE: Readonly<Record<string, Refundable>> = {
  qris: 'part',
  gopay: 'part',
  shopeepay: 'whole',
  credit_card: 'part',
  dana: 'part',
  ovo: 'part',
  akulaku: 'whole',
  kredivo: 'whole',
};

/** Whole minutes that are left to pay, at least one. */
export const expiryMinutes = ({ terms, askedAt }: ChargeRequest): number =>
  Math.max(1, Math.round((Date.parse(terms.expiresAt) - Date.parse(askedAt)) / 60_000));

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
  /** The vendor's other environment, with the same key; asked only by `probe`. */
  private readonly otherClient: VendorClient | null;
  protected readonly coreBaseUrl: string;
  protected readonly qrisAcquirer: string;
  private readonly timeoutMilliseconds: number;

  constructor(settings: VendorSettings) {
    this.client = new VendorClient(settings);
    const { otherCoreBaseUrl } = settings;
    this.otherClient = otherCoreBaseUrl
      ? new VendorClient({ ...settings, coreBaseUrl: otherCoreBaseUrl })
      : null;
    this.coreBaseUrl = settings.coreBaseUrl;
    this.qrisAcquirer = settings.qrisAcquirer;
    this.timeoutMilliseconds = settings.timeoutMilliseconds;
  }

  abstract charge(request: ChargeRequest): Promise<ChargeOutcome>;

  async probe(): Promise<ProbeOutcome> {
    const answer = await this.client.probe();
    if (!isRefusedKey(answer) || !this.otherClient) return probeOutcome(answer);
    const other = probeOutcome(await this.otherClient.probe());
    return other.outcome === 'accepted'
      ? { outcome: 'failed', fault: 'wrong_environment', reason: answer.message }
      : probeOutcome(answer);
  }

  status(orderNumber: string): Promise<StatusOutcome> {
    return this.ask(orderNumber, orderNumber, true);
  }

  transactionStatus(orderNumber: string, transactionId: string, isOurs: boolean): Promise<StatusOutcome> {
    return isTransactionId(transactionId)
      ? this.ask(orderNumber, transactionId, isOurs)
      : Promise.resolve({ outcome: 'absent' });
  }

  private async ask(orderNumber: string, id: string, isOurs: boolean): Promise<StatusOutcome> {
    const answer = await this.client.status(id);
    if (answer.kind === 'ok') {
      // The id of another transaction comes from a notice, whose signature does not cover it: that answer has to name
      // the order itself.
      const body = isOurs ? underOurNumber(answer.body, orderNumber) : answer.body;
      return {
        outcome: 'report',
        report: reportOf(body),
        instructions: instructionsOf(body, this.coreBaseUrl),
      };
    }
    return answer.kind === 'error' && answer.code === 404 ? { outcome: 'absent' } : unavailable(answer);
  }

  qrPicture(url: string): Promise<QrPicture | null> {
    return fetchQrPicture(url, this.coreBaseUrl, this.timeoutMilliseconds);
  }

  async cancel(orderNumber: string): Promise<EndOutcome> {
    return ended(await this.client.cancel(orderNumber));
  }

  async expire(orderNumber: string): Promise<EndOutcome> {
    return ended(await this.client.expire(orderNumber));
  }

  async refund({
    orderNumber,
    transactionId,
    key,
    amountRupiah,
    reason,
  }: RefundRequest): Promise<RefundOutcome> {
    const body = { refund_key: key, amount: amountRupiah, reason };
    const answer = await this.client.refund(transactionId ?? orderNumber, body);
    // 200 and 201, which waits for the bank, are taken: the status says when it is final. Only a 202 is a no.
    if (answer.kind === 'ok')
      return answer.body['status_code'] === '202'
        ? { outcome: 'refused', reason: 'denied by the bank' }
        : { outcome: 'accepted' };
    if (answer.kind === 'error' && answer.code === 406) return { outcome: 'accepted' };
    // Without an answer it may have been done: the same key makes asking again harmless.
    if (answer.kind === 'failed' || isPassing(answer)) return unavailable(answer);
    return { outcome: 'refused', reason: `midtrans ${answer.code} ${answer.message}` };
  }

  refundable(paymentType: string): Refundable {
    return REFUNDABLE[paymentType] ?? 'no';
  }
}

/**
 * Of DANA and of VA of Danamon, BSI, Seabank the status carries the transaction id in the place of the order number
 * (veritrans/SNAP-Woocommerce PR 85). It was asked for under our number or under one transaction's id, with our key;
 * amount, currency and merchant are compared as always.
 */
const underOurNumber = (body: VendorBody, orderNumber: string): VendorBody => {
  const transactionId = textOf(body['transaction_id']);
  const isOwnId = isTransactionId(transactionId) && body['order_id'] === transactionId;
  return isOwnId ? { ...body, order_id: orderNumber } : body;
};

const ended = (answer: VendorAnswer): EndOutcome => {
  if (answer.kind === 'ok') return { outcome: 'done' };
  if (answer.kind === 'error' && answer.code === 404) return { outcome: 'absent' };
  if (answer.kind === 'error' && answer.code === 407) return { outcome: 'done' };
  return answer.kind === 'error' && answer.code === 412 ? { outcome: 'refused' } : unavailable(answer);
};
