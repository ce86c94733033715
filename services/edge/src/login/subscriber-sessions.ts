import {
  createParamDecorator,
  Inject,
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import type { MessageShape } from '@bufbuild/protobuf';
import type { Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { accessTokenKey, CLOCK, verifyAccessToken, type AccessClaims } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientLookup } from '../captive/client-lookup';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { clearCookie, cookieOf, COOKIES, seeCookie, setCookie } from '../http/cookies';
import { RequestContexts } from '../http/request-context';
import { EndedSessions } from './ended-sessions';

export type Session = MessageShape<typeof AuthOtp.method.verifyOtp.output>;

/** Tokens whose signature is known to be ours; beyond it all are checked again. */
const SIGNED_TOKENS_KEPT = 20_000;

const CLAIMS = new WeakMap<FastifyRequest, AccessClaims | null>();

/** Sessions of subscribers as their browsers hold them. */
@Injectable()
export class SubscriberSessions {
  private readonly key: Buffer;
  private readonly signed = new Map<string, AccessClaims>();

  constructor(
    @Inject(EDGE_CONFIG) config: EdgeConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly clients: ClientLookup,
    private readonly ended: EndedSessions,
  ) {
    this.key = accessTokenKey(config.SECRETS_KEY);
  }

  /** The asking subscriber; null: not logged in, or no longer. @throws UnavailableError while it is not known who is. */
  claimsOf(request: FastifyRequest): AccessClaims | null {
    const claims = this.signedClaimsOf(request);
    return claims && !this.ended.has(claims.familyId) ? claims : null;
  }

  /** By the access token alone, which may have been ended: enough to count whose request it is. */
  signedClaimsOf(request: FastifyRequest): AccessClaims | null {
    const known = CLAIMS.get(request);
    if (known !== undefined) return known;
    const token = cookieOf(request, COOKIES.access);
    const claims = token === undefined ? null : this.verified(token);
    CLAIMS.set(request, claims);
    return claims;
  }

  /** A signature is checked once a token, its end and the end of its session at every request. */
  private verified(token: string): AccessClaims | null {
    const now = this.clock.now();
    const kept = this.signed.get(token);
    if (kept && kept.expiresAtSeconds * 1_000 > now.getTime()) return kept;
    const claims = verifyAccessToken(this.key, token, now);
    if (!claims) {
      this.signed.delete(token);
      return null;
    }
    if (this.signed.size >= SIGNED_TOKENS_KEPT) this.signed.clear();
    this.signed.set(token, claims);
    return claims;
  }

  open(request: FastifyRequest, reply: FastifyReply, session: Session): void {
    const context = this.contexts.of(request);
    setCookie(reply, context, COOKIES.access, session.accessToken, session.accessExpiresInSeconds);
    setCookie(reply, context, COOKIES.refresh, session.refreshToken, session.refreshExpiresInSeconds);
  }

  /** The asking subscriber, for pages without script: a session whose access token ran out is rotated; null: none. */
  async claimsOrRefreshed(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Pick<AccessClaims, 'subscriberId' | 'deviceId'> | null> {
    const claims = this.claimsOf(request);
    if (claims || !cookieOf(request, COOKIES.refresh)) return claims;
    try {
      return await this.refresh(request, reply);
    } catch (error) {
      if (error instanceof RefusalError) return null;
      throw error;
    }
  }

  /**
   * @param replaceDevice the consent to let this device take the place of the session's, whose MAC has changed.
   * @throws RefusalError AUTH.SESSION_…; the cookies of an ended session go.
   */
  async refresh(request: FastifyRequest, reply: FastifyReply, replaceDevice = false): Promise<Session> {
    const refreshToken = cookieOf(request, COOKIES.refresh);
    if (!refreshToken) throw new RefusalError('AUTH.UNAUTHENTICATED');
    try {
      const client = await this.clients.forAuth(request);
      const session = await this.messenger.request(AuthOtp.method.refreshSession, {
        ...{ refreshToken, client, replaceDevice },
      });
      this.open(request, reply, session);
      seeCookie(request, COOKIES.refresh, session.refreshToken);
      return session;
    } catch (error) {
      if (error instanceof RefusalError) {
        this.clear(request, reply);
        // A token that came twice has ended its session: here at once, elsewhere within a second.
        await this.ended.look();
      }
      throw error;
    }
  }

  async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const refreshToken = cookieOf(request, COOKIES.refresh) ?? '';
    // A browser that lost the one cookie still holds the other, which would stay good.
    const familyId = this.signedClaimsOf(request)?.familyId ?? '';
    this.clear(request, reply);
    if (!refreshToken && !familyId) return;
    await this.messenger.request(AuthOtp.method.endSession, { refreshToken, familyId });
    await this.ended.look();
  }

  private clear(request: FastifyRequest, reply: FastifyReply): void {
    const context = this.contexts.of(request);
    clearCookie(reply, context, COOKIES.access);
    clearCookie(reply, context, COOKIES.refresh);
  }
}

/** Lets subscribers in; others get AUTH.UNAUTHENTICATED. */
@Injectable()
export class SubscriberGuard implements CanActivate {
  constructor(private readonly sessions: SubscriberSessions) {}

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    if (!this.sessions.claimsOf(request)) throw new RefusalError('AUTH.UNAUTHENTICATED');
    return true;
  }
}

/** The subscriber whom SubscriberGuard let in. */
export const CurrentSubscriber = createParamDecorator(
  (_: unknown, execution: ExecutionContext): AccessClaims => {
    const claims = CLAIMS.get(execution.switchToHttp().getRequest<FastifyRequest>());
    if (!claims) throw new Error('CurrentSubscriber needs SubscriberGuard on its route');
    return claims;
  },
);
