import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthOtp, Billing } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { Messenger, UnavailableError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeviceStandings, type DeviceStanding } from '../captive/device-status';
import { SiteProfiles } from '../sites/site-profiles';
import { COOKIES, cookieOf } from '../http/cookies';
import { FormPost } from '../http/csrf';
import { FreeQuota } from '../free-quota/free-quota';
import { RequestContexts } from '../http/request-context';
import { claimedPage, DISOWNED_PATH, loginPath, statusPath } from '../login/login-pages';
import { type Fields, formKey, nextOf, PageForms } from '../http/page-forms';
import { hasNothingYet, NEWCOMER_SECONDS, statusPage, type Inactivity } from './status-page';
import { Shop } from '../shop/shop';
import { SubscriberSessions } from '../login/subscriber-sessions';
import { QuotaViews, type QuotaReply } from './quota-views';

/** For want of quota. */
const isStopped = ({ status }: QuotaReply): boolean => status === 'exhausted' || status === 'expired';

/** The state of a subscriber's account, without JavaScript. */
@ApiExcludeController()
@Controller()
export class StatusPagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly sessions: SubscriberSessions,
    private readonly standings: DeviceStandings,
    private readonly views: QuotaViews,
    private readonly profiles: SiteProfiles,
    private readonly forms: PageForms,
    private readonly shop: Shop,
    private readonly free: FreeQuota,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('status')
  async status(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(query);
    try {
      const claims = await this.sessions.claimsOrRefreshed(request, reply);
      const device = await this.standing(request, reply, claims?.subscriberId ?? null);
      if (claims === null && device.isClaimed) return await this.sendClaimed(request, reply);
      const subscriberId = claims?.subscriberId ?? device.subscriberId;
      // A device that a router proved may see why it is stopped, and no more.
      if (subscriberId === null) return this.forms.redirect(reply, loginPath(next));
      const quota = device.quota ?? (await this.views.quota(subscriberId));
      const { locale, site } = this.contexts.of(request);
      const profile = this.profiles.of(site, locale);
      const view = {
        ...{ quota, device, next, locale, timeZone: profile.timeZone },
        ...(await this.personOf(quota, subscriberId)),
        profile,
        openOrders: await this.shop.openOrders(subscriberId),
        tokens: claims && {
          logout: this.forms.token(request, 'logout-form', subscriberId),
          device: this.forms.token(request, 'device-form', subscriberId),
          free: this.forms.token(request, 'free-form', subscriberId),
        },
        free: claims && isStopped(quota) ? await this.free.offerOf(request, subscriberId) : null,
        key: newId(),
      };
      await this.forms.send(request, reply, 200, statusPage(view));
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  /** The tap by which a device whose MAC has changed takes its old place. */
  @Post('status/device')
  @FormPost()
  async replaceDevice(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const claims = await this.sessions.claimsOrRefreshed(request, reply);
      if (claims) {
        this.forms.checkToken(request, 'device-form', body, claims.subscriberId);
        await this.sessions.refresh(request, reply, true);
      }
      this.forms.redirect(reply, statusPath(nextOf(body)));
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  /** Takes the free allowance of the day. */
  @Post('status/free')
  @FormPost()
  async takeFree(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const claims = await this.sessions.claimsOrRefreshed(request, reply);
      if (claims) {
        this.forms.checkToken(request, 'free-form', body, claims.subscriberId);
        const key = formKey(body);
        await this.free.take(request, claims.subscriberId, key);
      }
      this.forms.redirect(reply, statusPath(nextOf(body)));
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  /** "Not mine", on a device that another person added to their account. */
  @Post('status/disown')
  @FormPost()
  async disown(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      this.forms.checkToken(request, 'disown-form', body, this.client(request));
      await this.standings.disown(request);
      this.forms.redirect(reply, DISOWNED_PATH);
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

  private async sendClaimed(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.forms.send(
      request,
      reply,
      200,
      claimedPage(this.forms.form(request, 'disown-form', this.client(request), '')),
    );
  }

  /** The value that binds the form where no one is logged in. */
  private client(request: FastifyRequest): string {
    const { site, address } = this.contexts.of(request);
    return `${site}|${address}`;
  }

  /** A session on a changed MAC is passed on first: where the old MAC has gone, the device is back without a tap. */
  private async standing(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string | null,
  ): Promise<DeviceStanding> {
    const standing = await this.standings.of(request, subscriberId);
    if (standing.todo !== 'replace' || !cookieOf(request, COOKIES.refresh)) return standing;
    await this.sessions.refresh(request, reply);
    return this.standings.of(request, subscriberId);
  }

  /** Of a person who is stopped, why. */
  private async personOf(
    quota: QuotaReply,
    subscriberId: string,
  ): Promise<{ readonly inactivity: Inactivity; readonly isNewcomer: boolean }> {
    const known = { inactivity: 'inactive', isNewcomer: false } as const;
    if (quota.status !== 'inactive' && !hasNothingYet(quota)) return known;
    const person = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const ageMilliseconds = this.clock.now().getTime() - Date.parse(person.createdAt);
    const isNewcomer = ageMilliseconds < NEWCOMER_SECONDS * 1_000 && (await this.welcomes());
    if (person.disabled) return { inactivity: 'disabled', isNewcomer };
    return { inactivity: person.approval === 'rejected' ? 'rejected' : 'inactive', isNewcomer };
  }

  /** Whether newcomers are given something; not, where billing does not say. */
  private async welcomes(): Promise<boolean> {
    try {
      const { items } = await this.messenger.request(Billing.method.listPromos, {});
      return items.some(({ kind }) => kind === 'registration_bonus');
    } catch (error) {
      if (error instanceof UnavailableError) return false;
      throw error;
    }
  }
}
