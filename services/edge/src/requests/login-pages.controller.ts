import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUuid } from '@saring/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { RequestContexts } from '../http/request-context';
import { codePage, codePath, loginPath, movePage, phonePage, statusPath } from '../pages/login-pages';
import { field, nextOf, PageForms, statusOf, type Fields } from '../pages/page-forms';
import { SubscriberLogin } from '../sessions/subscriber-login';
import { SubscriberSessions } from '../sessions/subscriber-sessions';

const PHONE_CHARACTERS = 64;
const CODE_DIGITS = 6;

/** Login without JavaScript: plain forms, each step an address of its own that survives a reload and lost cookies. */
@ApiExcludeController()
@Controller('login')
export class LoginPagesController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly login: SubscriberLogin,
    private readonly sessions: SubscriberSessions,
    private readonly forms: PageForms,
  ) {}

  @Get()
  async phone(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(query, request.headers.referer);
    if (this.sessions.claimsOf(request)) return this.forms.redirect(reply, statusPath(next));
    await this.forms.send(
      request,
      reply,
      200,
      phonePage(this.forms.form(request, 'phone-form', this.client(request), next), ''),
    );
  }

  @Post()
  @FormPost()
  async requestCode(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(body);
    const phone = field(body, 'phone');
    try {
      this.forms.checkToken(request, 'phone-form', body, this.client(request));
      const { challengeId } = await this.login.requestCode(request, phone);
      this.forms.redirect(reply, codePath(challengeId, next));
    } catch (error) {
      const form = this.forms.form(request, 'phone-form', this.client(request), next, error);
      await this.forms.send(
        request,
        reply,
        statusOf(error),
        phonePage(form, phone.slice(0, PHONE_CHARACTERS)),
      );
    }
  }

  @Get('code')
  async code(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [challenge, next] = [field(query, 'challenge'), nextOf(query)];
    if (this.sessions.claimsOf(request)) return this.forms.redirect(reply, statusPath(next));
    if (!isUuid(challenge)) return this.forms.redirect(reply, loginPath(next));
    await this.forms.send(
      request,
      reply,
      200,
      codePage(this.forms.form(request, 'code-form', challenge, next), challenge),
    );
  }

  @Post('code')
  @FormPost()
  async verifyCode(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [challengeId, next] = [field(body, 'challenge'), nextOf(body)];
    const code = field(body, 'code').replace(/\D/g, '').slice(0, CODE_DIGITS);
    if (!isUuid(challengeId)) return this.forms.redirect(reply, loginPath(next));
    try {
      this.forms.checkToken(request, 'code-form', body, challengeId);
      await this.login.verifyCode(request, reply, {
        challengeId,
        code,
        moveDevice: field(body, 'move') === 'yes',
      });
      this.forms.redirect(reply, statusPath(next));
    } catch (error) {
      const form = this.forms.form(request, 'code-form', challengeId, next, error);
      const mustAsk = form.error?.code === 'AUTH.DEVICE_OF_ANOTHER';
      await this.forms.send(
        request,
        reply,
        statusOf(error),
        mustAsk ? movePage(form, challengeId, code) : codePage(form, challengeId),
      );
    }
  }

  /** What the first form is bound to, before there is a challenge. */
  private client(request: FastifyRequest): string {
    const { site, address } = this.contexts.of(request);
    return `${site}|${address}`;
  }
}
