// core-gateway.ts — Midtrans Core API: we draw the code, show the number, open the wallet.

import { type Bank, BANKS } from '@saring/kernel';
import type { ChargeOutcome, ChargeRequest, MethodOffer } from '../gateway';
import { chargedItems, expiryMinutes, MidtransGateway, unavailable } from './midtrans-gateway';
import { isPassing, textOf, type VendorAnswer, type VendorBody } from './vendor-client';
import { instructionsOf } from './vendor-report';

const DUPLICATE = 406;

const bankBody = (bank: Bank | null): VendorBody =>
  bank === 'mandiri'
    ? { payment_type: 'echannel', echannel: { bill_info1: 'Payment:', bill_info2: 'Saring' } }
    : { payment_type: 'bank_transfer', bank_transfer: { bank } };

const methodBody = ({ terms, returnUrl }: ChargeRequest, acquirer: string): VendorBody => {
  switch (terms.method) {
    case 'gopay':
      return {
        payment_type: 'gopay',
        gopay: returnUrl ? { enable_callback: true, callback_url: returnUrl } : {},
      };
    case 'shopeepay':
      return { payment_type: 'shopeepay', shopeepay: returnUrl ? { callback_url: returnUrl } : {} };
    case 'va':
      return bankBody(terms.bank);
    default:
      return { payment_type: 'qris', qris: { acquirer } };
  }
};

export class CoreGateway extends MidtransGateway {
  readonly name = 'midtrans-core';
  readonly offers: readonly MethodOffer[] = [
    { method: 'qris', banks: [] },
    { method: 'gopay', banks: [] },
    { method: 'shopeepay', banks: [] },
    { method: 'va', banks: BANKS },
  ];

  async charge(request: ChargeRequest): Promise<ChargeOutcome> {
    const answer = await this.client.charge({
      ...chargedItems(request),
      ...methodBody(request, this.qrisAcquirer),
      // Without its beginning the vendor counts from when it takes the order: a clock of ours that runs wrong makes no
      // code that is dead on arrival.
      custom_expiry: {
        expiry_duration: expiryMinutes(request),
        unit: 'minute',
      },
    });
    if (answer.kind !== 'ok') return failedCharge(answer);
    const isDenied = textOf(answer.body['transaction_status']).toLowerCase() === 'deny';
    return isDenied
      ? { outcome: 'denied', reason: 'denied at once' }
      : { outcome: 'accepted', instructions: instructionsOf(answer.body, this.coreBaseUrl) };
  }
}

const failedCharge = (answer: Exclude<VendorAnswer, { kind: 'ok' }>): ChargeOutcome => {
  if (answer.kind === 'failed') return { outcome: 'unknown', reason: answer.message };
  if (answer.code === DUPLICATE) return { outcome: 'duplicate' };
  // A failure of the vendor's own may come after it took the order.
  if (answer.code >= 500) return { outcome: 'unknown', reason: `midtrans ${answer.code}` };
  // Keys that it refuses, or too many requests: it has said that it took nothing.
  return isPassing(answer)
    ? { ...unavailable(answer), isUntaken: true }
    : { outcome: 'rejected', reason: `midtrans ${answer.code} ${answer.message}` };
};
