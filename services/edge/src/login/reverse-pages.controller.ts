// reverse-pages.controller.ts — the login by a message of one's own, without JavaScript.
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, nextOf, PageForms, statusOf, type Fields } from '../http/page-forms';
import { answeredIn, answersIn } from './login-answers';
import { loginPath, phonePage, statusPath, type FormPage } from './login-pages';
import { reversePage, reversePath, shownPage, type ReverseView } from './reverse-page';
import { formSubject } from './login-pages.controller';
import { SubscriberLogin, type ShownCode } from './subscriber-login';
import { SubscriberSessions } from './subscriber-sessions';
import { RequestContexts } from '../http/request-context';

const MOST_CHARACTERS = 40;
const PROVED: ShownCode = { state: 'proved', opened: false };

@ApiExcludeController()
@Controller('login/message')
export class ReversePagesController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly login: SubscriberLogin,
    private readonly sessions: SubscriberSessions,
    private readonly forms: PageForms,
  ) {}

  @Post()
  @FormPost()
  async open(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(body);
    const subject = formSubject(this.contexts.of(request));
    try {
      this.forms.checkToken(request, 'phone-form', body, subject);
      const { challengeId, code, message, toPhone } = await this.login.openReverse(request);
      const shown = { challenge: challengeId, code, message, phone: toPhone };
      this.forms.redirect(reply, reversePath(shown, next));
    } catch (error) {
      const form = this.forms.form(request, 'phone-form', subject, next, error);
      await this.forms.send(request, reply, statusOf(error), phonePage(form, ''));
    }
  }

  /** All that it shows is in its address, which a captive window opens again. */
  @Get()
  async wait(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(query);
    const [challenge, code] = [field(query, 'challenge'), field(query, 'code')];
    const [message, phone] = [field(query, 'message'), field(query, 'phone')];
    const isWhole = isUuid(challenge) && /^\d{6}$/.test(code) && /^\+\d{8,15}$/.test(phone);
    if (!isWhole || !/^[A-Z0-9 -]+$/.test(message) || message.length > MOST_CHARACTERS)
      return this.forms.redirect(reply, loginPath(next));
    const [state, shown] = await Promise.all([
      this.stateOf(request, challenge),
      this.login.shownHere(request),
    ]);
    const view: ReverseView = { challenge, code, message, phone, state, opensDevice: shown !== null };
    const form = this.forms.form(request, 'code-form', challenge, next);
    await this.forms.send(request, reply, 200, reversePage(form, view));
  }

  /** Nothing but its MAC is left of a window that was closed: it gets the device in, and no session (docs/adr/0049). */
  @Get('device')
  async shown(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(query);
    const shown = this.sessions.claimsOf(request) ? null : await this.login.shownHere(request);
    if (shown?.opened) return this.forms.redirect(reply, statusPath(next));
    if (shown === null) return this.forms.redirect(reply, loginPath(next));
    await this.forms.send(request, reply, 200, shownPage(this.deviceForm(request, next), shown));
  }

  @Post('device')
  @FormPost()
  async goOn(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(body);
    try {
      this.forms.checkToken(request, 'code-form', body, formSubject(this.contexts.of(request)));
      await this.login.openAccess(request, answeredIn(body));
      this.forms.redirect(reply, statusPath(next));
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.OTP_EXPIRED')
        return this.forms.redirect(reply, loginPath(next));
      const page = shownPage(this.deviceForm(request, next, error), PROVED, answersIn(body));
      await this.forms.send(request, reply, statusOf(error), page);
    }
  }

  private deviceForm(request: FastifyRequest, next: string, error?: unknown): FormPage {
    return this.forms.form(request, 'code-form', formSubject(this.contexts.of(request)), next, error);
  }

  private async stateOf(request: FastifyRequest, challenge: string): Promise<ReverseView['state']> {
    try {
      return (await this.login.reverseStanding(request, challenge)).state as ReverseView['state'];
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.OTP_EXPIRED') return 'expired';
      throw error;
    }
  }
}
