// buyer.ts — the account of a purchase: that of the login, else that of a device that a router has proved.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { ClientLookup } from '../captive/client-lookup';
import { isClaim } from '../captive/device-status';
import { cookieOf, COOKIES } from '../http/cookies';
import { SubscriberSessions } from '../login/subscriber-sessions';

export type Buyer = {
  readonly subscriberId: string;
  /** Named in the record of what was done. */
  readonly actor: 'subscriber' | 'device';
};

@Injectable()
export class Buyers {
  constructor(
    private readonly messenger: Messenger,
    private readonly clients: ClientLookup,
    private readonly sessions: SubscriberSessions,
  ) {}

  /**
   * A captive mini-browser drops cookies: its device may buy for its own account (domain.md, "OTP and sessions"). A
   * session that has only run out is to be renewed first, since the device may be another's by now.
   * @throws RefusalError AUTH.UNAUTHENTICATED
   */
  async of(request: FastifyRequest): Promise<Buyer> {
    const found = await this.find(request);
    if (!found) throw new RefusalError('AUTH.UNAUTHENTICATED');
    return found;
  }

  /** As `of`; null where no one is known. */
  async find(request: FastifyRequest): Promise<Buyer | null> {
    const claims = this.sessions.claimsOf(request);
    if (claims) return { subscriberId: claims.subscriberId, actor: 'subscriber' };
    if (cookieOf(request, COOKIES.refresh)) return null;
    const { mac } = await this.clients.of(request);
    if (!mac) return null;
    try {
      const device = await this.messenger.request(AuthOtp.method.findDevice, { mac });
      const { subscriberId, enrolledBy } = device;
      // The person at a device that was added without a login need not know the account: they log in first.
      if (isClaim(enrolledBy)) return null;
      return { subscriberId, actor: 'device' };
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.DEVICE_UNKNOWN') return null;
      throw error;
    }
  }
}
