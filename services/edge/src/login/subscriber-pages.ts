// subscriber-pages.ts — pages without JavaScript that need a session: without one they lead to the login.
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageForms } from '../http/page-forms';
import { loginPath } from './login-pages';
import { SubscriberSessions } from './subscriber-sessions';

@Injectable()
export class SubscriberPages {
  constructor(
    private readonly sessions: SubscriberSessions,
    private readonly forms: PageForms,
  ) {}

  /** Only with a session: a device alone does nothing here. What fails is answered as a page. */
  async asSubscriber(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (subscriberId: string) => Promise<void>,
  ): Promise<void> {
    try {
      const claims = await this.sessions.claimsOrRefreshed(request, reply);
      if (!claims) return this.forms.redirect(reply, loginPath(''));
      await work(claims.subscriberId);
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }
}
