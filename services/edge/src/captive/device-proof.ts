import { Injectable } from '@nestjs/common';
import { RouterGateway } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieOf, COOKIES, seeCookie, setCookie } from '../http/cookies';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { SignedValues } from '../http/signed-values';
import { SubscriberSessions } from '../login/subscriber-sessions';
import { ClientLookup, DEVICE_PROOF_SECONDS } from './client-lookup';

export const POSSESSION_START_PATH = '/possession/start';
export const POSSESSION_RETURN_PATH = '/possession/finish';

/**
 * Proves which device a browser runs on where NAT hides it: the router logs it in as a one-time user and tells whom it
 * saw (domain.md, "Subscribers and devices").
 */
@Injectable()
export class Possession {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly clients: ClientLookup,
    private readonly signed: SignedValues,
    private readonly sessions: SubscriberSessions,
    private readonly limits: Limits,
  ) {}

  /** @returns the router's login link, to be opened by the browser that asked. */
  async start(
    request: FastifyRequest,
    reply: FastifyReply,
    loginUrlHint: string,
  ): Promise<{ loginUrl: string; expiresInSeconds: number }> {
    const context = this.contexts.of(request);
    // Behind NAT this counts a whole site. A browser names itself as it likes, so nothing that it sends is a key; what
    // one login can move, the router limits; how many may be open, the gateway, by device or address.
    this.limits.take(RATE_LIMITS.possession, context.site, context.addressKey);
    const { mac } = await this.clients.of(request);
    const returnUrl = `${context.publicOrigin}${POSSESSION_RETURN_PATH}`;
    const started = await this.messenger.request(RouterGateway.method.startPossession, {
      site: context.site,
      loginUrlHint,
      returnUrl,
      previousPossessionId: this.begunBy(request)?.possessionId ?? '',
      asker: this.signed.digest('possession', [context.site, mac || context.addressKey].join('|')),
      isDevice: mac !== '',
    });
    const { possessionId, expiresInSeconds } = started;
    const begun = this.signed.sign('possession', `${possessionId}|${context.addressKey}`, expiresInSeconds);
    setCookie(reply, context, COOKIES.possession, begun, expiresInSeconds);
    return { loginUrl: started.loginUrl, expiresInSeconds: started.expiresInSeconds };
  }

  /**
   * Only the browser that began it may finish it, from the address where it began. Another one that comes back from the
   * router has opened a link that was not its own: that proof ends.
   * @param returnedId of the proof, as the router sends a browser back with it; empty: it came by itself.
   * @throws RefusalError ROUTER.POSSESSION_NOT_PROVED, ROUTER.DEVICE_OPEN
   */
  async finish(request: FastifyRequest, reply: FastifyReply, returnedId: string): Promise<void> {
    const context = this.contexts.of(request);
    const begun = this.begunBy(request);
    if (isUuid(returnedId) && begun?.possessionId !== returnedId) await this.void(returnedId);
    if (!begun || begun.addressKey !== context.addressKey)
      throw new RefusalError('ROUTER.POSSESSION_NOT_PROVED');
    const { possessionId } = begun;
    const { mac } = await this.messenger.request(RouterGateway.method.finishPossession, { possessionId });
    const proof = this.clients.proofOf(context.site, mac);
    clearCookie(reply, context, COOKIES.possession);
    setCookie(reply, context, COOKIES.device, proof, DEVICE_PROOF_SECONDS);
    // A subscriber who is logged in already gets the device now.
    seeCookie(request, COOKIES.device, proof);
    if (cookieOf(request, COOKIES.refresh)) await this.sessions.refresh(request, reply);
  }

  private begunBy(request: FastifyRequest): { possessionId: string; addressKey: string } | null {
    const opened = this.signed.open('possession', cookieOf(request, COOKIES.possession));
    const [possessionId = '', addressKey = ''] = (opened ?? '').split('|');
    return opened === null ? null : { possessionId, addressKey };
  }

  private async void(possessionId: string): Promise<void> {
    await this.messenger.request(RouterGateway.method.endPossession, { possessionId });
  }
}
