// voucher-login.ts — a typed code: into the account of who is logged in, else into one of its own, and the device with it.
import { Injectable } from '@nestjs/common';
import type { MessageShape } from '@bufbuild/protobuf';
import { AuthOtp, Billing } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientLookup } from '../captive/client-lookup';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { SubscriberSessions } from '../login/subscriber-sessions';

export type RedeemedVoucher = MessageShape<typeof Billing.method.redeemVoucher.output>;
type VoucherAnswers = { readonly moveDevice: boolean; readonly evictDeviceId?: string };

/** Billing asks the ledger before it answers. */
const REDEEM_MILLISECONDS = 10_000;

/** The same for the API and for the page without JavaScript. */
@Injectable()
export class VoucherLogin {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly clients: ClientLookup,
    private readonly sessions: SubscriberSessions,
    private readonly limits: Limits,
  ) {}

  /**
   * Billing claims the code first: whatever fails afterwards, typing it again goes on where it stopped.
   * @throws RefusalError BILLING.VOUCHER_…, and AUTH.DEVICE_OF_ANOTHER or AUTH.DEVICES_ONLINE until it is answered
   */
  async redeem(
    request: FastifyRequest,
    reply: FastifyReply,
    code: string,
    answers: VoucherAnswers,
  ): Promise<RedeemedVoucher> {
    const { site, addressKey, locale } = this.contexts.of(request);
    const claims = this.sessions.claimsOf(request);
    const client = await this.clients.forAuth(request);
    if (client.mac) this.limits.take(RATE_LIMITS.codeByDevice, site, client.mac);
    else this.limits.take(RATE_LIMITS.codeByAddress, site, addressKey);
    const sources = [`address|${site}|${addressKey}`, ...(client.mac ? [`device|${client.mac}`] : [])];
    const redeemed = await this.messenger.request(
      Billing.method.redeemVoucher,
      { code, subscriberId: claims?.subscriberId ?? '', sources },
      REDEEM_MILLISECONDS,
    );
    if (claims) return redeemed;
    const session = await this.messenger.request(AuthOtp.method.openVoucherSession, {
      ...{ subscriberId: redeemed.subscriberId, label: redeemed.label, site: site || redeemed.site },
      ...{ locale, client, ...answers },
    });
    this.sessions.open(request, reply, session);
    return redeemed;
  }
}
