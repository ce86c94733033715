// reverse-pages.controller.ts — the login by a message of one's own, without JavaScript.
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, nextOf, PageForms, statusOf, type Fields } from '../http/page-forms';
import { loginPath, phonePage } from './login-pages';
import { reversePage, reversePath, type ReverseView } from './reverse-page';
import { formSubject } from './login-pages.controller';
import { SubscriberLogin } from './subscriber-login';
import { RequestContexts } from '../http/request-context';

const MOST_CHARACTERS = 40;

@ApiExcludeController()
@Controller('login/message')
export class ReversePagesController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly login: SubscriberLogin,
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
    const state = await this.stateOf(request, challenge);
    const view: ReverseView = { challenge, code, message, phone, state };
    const form = this.forms.form(request, 'code-form', challenge, next);
    await this.forms.send(request, reply, 200, reversePage(form, view));
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
