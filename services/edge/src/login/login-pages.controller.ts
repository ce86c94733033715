import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUuid } from '@saring/kernel';
import { RefusalError, UnavailableError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeviceStandings } from '../captive/device-status';
import { FormPost } from '../http/csrf';
import { RequestContexts, type RequestContext } from '../http/request-context';
import {
  codePage,
  codePath,
  codeStep,
  haveCodePage,
  phonePage,
  questionPage,
  shownPath,
  statusPath,
  type Answers,
  type FormPage,
  type KnownDevice,
} from './login-pages';
import { field, nextOf, PageForms, statusOf, type Fields } from '../http/page-forms';
import { blockReasonText, isOwing, owingHelpKey } from '../quota/block-reason';
import { answeredIn, answersIn } from './login-answers';
import { SubscriberLogin } from './subscriber-login';
import { SubscriberSessions } from './subscriber-sessions';

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
    private readonly standings: DeviceStandings,
  ) {}

  @Get()
  async phone(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(query, request.headers.referer);
    if (this.sessions.claimsOf(request)) return this.forms.redirect(reply, statusPath(next));
    const hasDisowned = field(query, 'disowned') === 'yes';
    const byCode = field(query, 'by') === 'code';
    const [known, takesMessages, shown] = await Promise.all([
      hasDisowned ? ('disowned' as const) : this.knownDevice(request),
      this.login.takesMessages(),
      hasDisowned || byCode ? null : this.login.shownHere(request),
    ]);
    // Its message has come: a window that was closed in between goes on where it was.
    if (shown?.state === 'proved') return this.forms.redirect(reply, shownPath(next));
    const form = this.forms.form(request, 'phone-form', this.client(request), next);
    const offered = { takesMessages, byCode, mayHaveSent: shown?.state === 'waiting' };
    await this.forms.send(request, reply, 200, phonePage(form, '', known, offered));
  }

  /** A stopped person reads the reason before the form; the form is there although a service does not answer. */
  private async knownDevice(request: FastifyRequest): Promise<KnownDevice | null> {
    try {
      const { thisDevice, todo, quota, isClaimed } = await this.standings.of(request);
      if (thisDevice === 'evicted' || thisDevice === 'released') return thisDevice;
      // A stranger's account is not described to the device that it claims.
      if (quota?.status === 'blocked' && !isClaimed)
        return {
          blockedFor: blockReasonText(quota, this.contexts.of(request).locale),
          mayPay: isOwing(quota),
          helpKey: isOwing(quota) ? owingHelpKey(quota) : 'status.blocked.help',
        };
      return todo === 'contact' ? 'inactive' : null;
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return null;
      throw error;
    }
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
    const typed = { challenge: isUuid(challenge) ? challenge : '', phone: '', code: '' };
    const form = this.forms.form(request, 'code-form', typed.challenge, next);
    await this.forms.send(request, reply, 200, codeStepPage(form, typed));
  }

  @Post('code')
  @FormPost()
  async verifyCode(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = nextOf(body);
    const typed = {
      challenge: isUuid(field(body, 'challenge')) ? field(body, 'challenge') : '',
      phone: field(body, 'phone').slice(0, PHONE_CHARACTERS),
      code: field(body, 'code').replace(/\D/g, '').slice(0, CODE_DIGITS),
    };
    const { challenge, phone, code } = typed;
    try {
      this.forms.checkToken(request, 'code-form', body, challenge);
      const proof = challenge ? { challengeId: challenge } : { phone };
      await this.login.verifyCode(request, reply, { ...proof, code, ...answeredIn(body) });
      this.forms.redirect(reply, statusPath(next));
    } catch (error) {
      const form = this.forms.form(request, 'code-form', challenge, next, error);
      await this.forms.send(request, reply, statusOf(error), codeStepPage(form, typed, answersIn(body)));
    }
  }

  /** The value that binds the first form, before there is a challenge. */
  private client(request: FastifyRequest): string {
    return formSubject(this.contexts.of(request));
  }
}

/** The value that binds a form of the first page. */
export const formSubject = ({ site, address }: Pick<RequestContext, 'site' | 'address'>): string =>
  `${site}|${address}`;

type Typed = { readonly challenge: string; readonly phone: string; readonly code: string };

/** Without a challenge the number is asked for, too; a device of someone else needs consent first. */
const codeStepPage = (form: FormPage, { challenge, phone, code }: Typed, answers: Answers = {}): string => {
  const step = codeStep(challenge ? { challenge } : { phone }, code, form.next);
  return (
    questionPage(form, step, answers) ?? (challenge ? codePage(form, challenge) : haveCodePage(form, phone))
  );
};
