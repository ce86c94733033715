import { Injectable } from '@nestjs/common';
import { RouterGateway } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieOf, COOKIES, seeCookie, setCookie } from '../http/cookies';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { SubscriberSessions } from '../sessions/subscriber-sessions';
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
    // one login can move, and how many may be open, the router limits.
    this.limits.take(RATE_LIMITS.possession, context.site, context.address);
    const returnUrl = `${context.publicOrigin}${POSSESSION_RETURN_PATH}`;
    const started = await this.messenger.request(RouterGateway.method.startPossession, {
      site: context.site,
      loginUrlHint,
      returnUrl,
      previousPossessionId: cookieOf(request, COOKIES.possession) ?? '',
    });
    setCookie(reply, context, COOKIES.possession, started.possessionId, started.expiresInSeconds);
    return { loginUrl: started.loginUrl, expiresInSeconds: started.expiresInSeconds };
  }

  /** Only the browser that began it may finish it. @throws RefusalError ROUTER.POSSESSION_NOT_PROVED */
  async finish(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const context = this.contexts.of(request);
    const possessionId = cookieOf(request, COOKIES.possession);
    if (!possessionId) throw new RefusalError('ROUTER.POSSESSION_NOT_PROVED');
    const { mac } = await this.messenger.request(RouterGateway.method.finishPossession, { possessionId });
    const proof = this.clients.proofOf(context.site, mac);
    clearCookie(reply, context, COOKIES.possession);
    setCookie(reply, context, COOKIES.device, proof, DEVICE_PROOF_SECONDS);
    // Whoever is logged in already gets the device now.
    seeCookie(request, COOKIES.device, proof);
    if (cookieOf(request, COOKIES.refresh)) await this.sessions.refresh(request, reply);
  }
}
