import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthOtp, RouterGateway } from '@saring/contracts';
import { isLocale } from '@saring/i18n';
import { isUuid } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientLookup } from '../clients/client-lookup';
import { DeviceStandings } from '../clients/device-standing';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { cookieOf, COOKIES, setCookie } from '../http/cookies';
import { FormPost } from '../http/csrf';
import { Limits } from '../http/limits';
import { problemBody, problemOf } from '../http/problem';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { SignedValues } from '../http/signed-values';
import { PAGE_POLICY } from '../pages/layout';
import {
  codePage,
  codePath,
  errorPage,
  loginPath,
  movePage,
  phonePage,
  statusPath,
  type FormPage,
} from '../pages/login-pages';
import { statusPage } from '../pages/status-page';
import { SubscriberSessions } from '../sessions/subscriber-sessions';
import { QuotaViews } from './quota-views';

type Fields = Readonly<Record<string, unknown>>;

const PHONE_FORM_SECONDS = 3_600;
const CODE_FORM_SECONDS = 900;
const LOCALE_SECONDS = 365 * 86_400;
const LONGEST_NEXT = 1_000;

const field = (fields: Fields | undefined, name: string): string => {
  const value = fields?.[name];
  return typeof value === 'string' ? value : '';
};

/** Only a web page may be what was first asked for; a script in its place is dropped. */
export const safeNext = (text: string): string =>
  text.length <= LONGEST_NEXT && /^https?:\/\/[^\s"'<>]+$/i.test(text) ? text : '';

const nextOf = (fields: Fields): string => safeNext(field(fields, 'next') || field(fields, 'link-orig'));

/** Login without JavaScript: plain forms, each step an address of its own that survives a reload and lost cookies. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly clients: ClientLookup,
    private readonly sessions: SubscriberSessions,
    private readonly standings: DeviceStandings,
    private readonly views: QuotaViews,
    private readonly signed: SignedValues,
    private readonly limits: Limits,
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
  ) {}

  @Get('login')
  async phone(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(query);
    if (this.sessions.claimsOf(request)) return this.redirect(reply, statusPath(next));
    await this.send(
      request,
      reply,
      200,
      phonePage(this.form(request, 'phone-form', this.client(request), next), ''),
    );
  }

  @Post('login')
  @FormPost()
  async requestCode(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(body);
    const phone = field(body, 'phone');
    try {
      this.checkToken('phone-form', body, this.client(request));
      const { site, address, locale } = this.contexts.of(request);
      this.limits.take(RATE_LIMITS.otpByAddress, site, address);
      const client = await this.clients.of(request);
      if (client.mac) this.limits.take(RATE_LIMITS.otpByDevice, site, client.mac);
      const { challengeId } = await this.messenger.request(AuthOtp.method.requestOtp, {
        phone,
        locale,
        client,
      });
      this.redirect(reply, codePath(challengeId, next));
    } catch (error) {
      const form = this.form(request, 'phone-form', this.client(request), next, error);
      await this.send(request, reply, statusOf(error), phonePage(form, phone.slice(0, 32)));
    }
  }

  @Get('login/code')
  async code(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const challenge = field(query, 'challenge');
    const next = nextOf(query);
    if (this.sessions.claimsOf(request)) return this.redirect(reply, statusPath(next));
    if (!isUuid(challenge)) return this.redirect(reply, loginPath(next));
    await this.send(
      request,
      reply,
      200,
      codePage(this.form(request, 'code-form', challenge, next), challenge),
    );
  }

  @Post('login/code')
  @FormPost()
  async verifyCode(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [challenge, next] = [field(body, 'challenge'), nextOf(body)];
    const code = field(body, 'code').replace(/\D/g, '').slice(0, 6);
    if (!isUuid(challenge)) return this.redirect(reply, loginPath(next));
    try {
      this.checkToken('code-form', body, challenge);
      const { site, address } = this.contexts.of(request);
      this.limits.take(RATE_LIMITS.codeByAddress, site, address);
      const client = await this.clients.of(request);
      const verification = {
        challengeId: challenge,
        code,
        client,
        moveDevice: field(body, 'move') === 'yes',
      };
      this.sessions.open(
        request,
        reply,
        await this.messenger.request(AuthOtp.method.verifyOtp, verification),
      );
      this.redirect(reply, statusPath(next));
    } catch (error) {
      const form = this.form(request, 'code-form', challenge, next, error);
      const mustAsk = form.error?.code === 'AUTH.DEVICE_OF_ANOTHER';
      await this.send(
        request,
        reply,
        statusOf(error),
        mustAsk ? movePage(form, challenge, code) : codePage(form, challenge),
      );
    }
  }

  @Get('status')
  async status(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(query);
    const { locale } = this.contexts.of(request);
    const timeZone = this.config.TIME_ZONE;
    const claims = await this.claimsOrRefreshed(request, reply);
    if (claims) {
      const [quota, isApplied] = await Promise.all([
        this.views.quota(claims.subscriberId),
        this.isApplied(claims.subscriberId),
      ]);
      const logoutToken = this.signed.sign('logout-form', claims.subscriberId, PHONE_FORM_SECONDS);
      return this.send(
        request,
        reply,
        200,
        statusPage({ locale, quota, isApplied, next, timeZone, logoutToken }),
      );
    }
    const { quota } = await this.standings.of(request);
    if (!quota) return this.redirect(reply, loginPath(next));
    return this.send(
      request,
      reply,
      200,
      statusPage({ locale, quota, isApplied: true, next, timeZone, logoutToken: null }),
    );
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
      if (claims) this.checkToken('logout-form', body, claims.subscriberId);
      if (claims) await this.sessions.close(request, reply);
      this.redirect(reply, loginPath(''));
    } catch (error) {
      const { code, details } = problemOf(error);
      await this.send(
        request,
        reply,
        statusOf(error),
        errorPage(this.contexts.of(request).locale, code, details),
      );
    }
  }

  /** Who asks; a session whose access token has run out is passed on first. */
  private async claimsOrRefreshed(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Pick<AccessClaims, 'subscriberId'> | null> {
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

  /** What the first form is bound to, before there is a challenge. */
  private client(request: FastifyRequest): string {
    const { site, address } = this.contexts.of(request);
    return `${site}|${address}`;
  }

  private form(
    request: FastifyRequest,
    purpose: 'phone-form' | 'code-form',
    subject: string,
    next: string,
    error?: unknown,
  ): FormPage {
    const seconds = purpose === 'phone-form' ? PHONE_FORM_SECONDS : CODE_FORM_SECONDS;
    const problem = error === undefined ? undefined : problemOf(error);
    if (problem?.code === 'SERVICE.FAILED') throw error;
    return {
      locale: this.contexts.of(request).locale,
      token: this.signed.sign(purpose, subject, seconds),
      next,
      error: problem,
    };
  }

  private checkToken(
    purpose: 'phone-form' | 'code-form' | 'logout-form',
    body: Fields,
    subject: string,
  ): void {
    if (this.signed.open(purpose, field(body, 'token')) !== subject)
      throw new RefusalError('REQUEST.CROSS_SITE');
  }

  private redirect(reply: FastifyReply, path: string): void {
    void reply.redirect(path, 303);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    html: string,
  ): Promise<void> {
    const { lang } = request.query as Fields;
    if (typeof lang === 'string' && isLocale(lang))
      setCookie(reply, this.contexts.of(request), COOKIES.locale, lang, LOCALE_SECONDS);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': PAGE_POLICY,
    };
    await reply.status(status).headers(headers).send(html);
  }
}

const statusOf = (error: unknown): number =>
  problemBody(problemOf(error), { locale: 'id', origin: '' }, '').status;
