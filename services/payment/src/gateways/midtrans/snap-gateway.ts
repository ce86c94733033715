// snap-gateway.ts — Midtrans Snap: the vendor's own page asks how to pay. Its status is 404 until the payer has chosen.
import type { ChargeOutcome, ChargeRequest, MethodOffer } from '../gateway';
import { chargedItems, expiryMinutes, MidtransGateway, unavailable } from './midtrans-gateway';
import { isPassing, textOf } from './vendor-client';

const USED = /has been paid and utilized|has already been taken|sudah digunakan/i;

export class SnapGateway extends MidtransGateway {
  readonly name = 'midtrans-snap';
  readonly offers: readonly MethodOffer[] = [{ method: 'snap', banks: [] }];

  async charge(request: ChargeRequest): Promise<ChargeOutcome> {
    const duration = expiryMinutes(request);
    const answer = await this.client.createSnap({
      ...chargedItems(request),
      expiry: { unit: 'minute', duration },
      page_expiry: { duration, unit: 'minute' },
      ...(request.returnUrl ? { callbacks: { finish: request.returnUrl } } : {}),
    });
    if (answer.kind === 'ok') {
      const [snapToken, redirectUrl] = [textOf(answer.body['token']), textOf(answer.body['redirect_url'])];
      return { outcome: 'accepted', instructions: { snapToken, redirectUrl } };
    }
    if (answer.kind === 'failed') return { outcome: 'unknown', reason: answer.message };
    if (USED.test(answer.message)) return { outcome: 'duplicate' };
    return isPassing(answer)
      ? unavailable(answer)
      : { outcome: 'rejected', reason: `midtrans ${answer.code} ${answer.message}` };
  }
}
