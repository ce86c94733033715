import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RouterGateway } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeviceStandings } from '../clients/device-standing';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { COOKIES, cookieOf } from '../http/cookies';
import { FormPost } from '../http/csrf';
import { RequestContexts } from '../http/request-context';
import { loginPath } from '../pages/login-pages';
import { nextOf, PageForms, type Fields } from '../pages/page-forms';
import { statusPage } from '../pages/status-page';
import { SubscriberSessions } from '../sessions/subscriber-sessions';
import { QuotaViews } from './quota-views';

/** Where a subscriber stands, without JavaScript. */
@ApiExcludeController()
@Controller()
export class StatusPagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly sessions: SubscriberSessions,
    private readonly standings: DeviceStandings,
    private readonly views: QuotaViews,
    private readonly forms: PageForms,
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
  ) {}

  @Get('status')
  async status(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const common = {
      next: nextOf(query),
      locale: this.contexts.of(request).locale,
      timeZone: this.config.TIME_ZONE,
    };
    try {
      const claims = await this.claimsOrRefreshed(request, reply);
      if (claims) {
        const [quota, isApplied] = await Promise.all([
          this.views.quota(claims.subscriberId),
          this.isApplied(claims.subscriberId),
        ]);
        const logoutToken = this.forms.token(request, 'logout-form', claims.subscriberId);
        return await this.forms.send(
          request,
          reply,
          200,
          statusPage({ ...common, quota, isApplied, isDeviceKnown: claims.deviceId !== '', logoutToken }),
        );
      }
      // A device that a router proved may see why it is stopped, and no more.
      const { quota } = await this.standings.of(request);
      if (!quota) return this.forms.redirect(reply, loginPath(common.next));
      await this.forms.send(
        request,
        reply,
        200,
        statusPage({ ...common, quota, isApplied: true, isDeviceKnown: true, logoutToken: null }),
      );
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  @Post('logout')
  @FormPost()
  async logout(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const claims = this.sessions.claimsOf(request);
    try {
      if (claims) this.forms.checkToken(request, 'logout-form', body, claims.subscriberId);
      if (claims) await this.sessions.close(request, reply);
      this.forms.redirect(reply, loginPath(''));
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  /** Who asks; a session whose access token has run out is passed on first. */
  private async claimsOrRefreshed(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Pick<AccessClaims, 'subscriberId' | 'deviceId'> | null> {
    const claims = this.sessions.claimsOf(request);
    if (claims || !cookieOf(request, COOKIES.refresh)) return claims;
    try {
      return await this.sessions.refresh(request, reply);
    } catch (error) {
      if (error instanceof RefusalError) return null;
      throw error;
    }
  }

  private async isApplied(subscriberId: string): Promise<boolean> {
    try {
      return (await this.messenger.request(RouterGateway.method.getAccess, { subscriberId })).applied;
    } catch (error) {
      if (error instanceof RefusalError) return false;
      throw error;
    }
  }
}
