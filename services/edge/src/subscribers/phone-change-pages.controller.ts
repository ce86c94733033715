// phone-change-pages.controller.ts — a subscriber changes their number without JavaScript.
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthOtp } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, PageForms, statusOf, type Fields } from '../http/page-forms';
import {
  newPhonePage,
  phoneChangedPage,
  phoneCodesPage,
  PHONE_CHANGE_PATH,
  PHONE_CONFIRM_PATH,
  type CodesAsked,
} from './phone-change-page';
import { SubscriberLogin } from '../login/subscriber-login';
import { SubscriberPages } from '../login/subscriber-pages';

const OK = 200;
const PHONE_CHARACTERS = 64;
const CODE_DIGITS = 6;

const codeIn = (body: Fields, name: string): string =>
  field(body, name).replace(/\D/g, '').slice(0, CODE_DIGITS);

@ApiExcludeController()
@Controller()
export class PhoneChangePagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly login: SubscriberLogin,
    private readonly pages: SubscriberPages,
    private readonly forms: PageForms,
  ) {}

  @Get(PHONE_CHANGE_PATH)
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      const form = this.forms.form(request, 'number-form', subscriberId, '');
      await this.forms.send(request, reply, OK, newPhonePage(form, ''));
    });
  }

  /** Again for the same number sends again what is due. */
  @Post(PHONE_CHANGE_PATH)
  @FormPost()
  ask(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const phone = field(body, 'phone').slice(0, PHONE_CHARACTERS);
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'number-form', body, subscriberId);
      try {
        const { current, next } = await this.login.requestPhoneCodes(request, subscriberId, phone);
        const asked = { phone, currentChallengeId: current.challengeId, nextChallengeId: next.challengeId };
        await this.sendCodes(request, reply, subscriberId, asked);
      } catch (error) {
        const form = this.forms.form(request, 'number-form', subscriberId, '', error);
        await this.forms.send(request, reply, statusOf(error), newPhonePage(form, phone));
      }
    });
  }

  @Post(PHONE_CONFIRM_PATH)
  @FormPost()
  confirm(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [currentChallengeId, nextChallengeId] = [
      field(body, 'currentChallengeId'),
      field(body, 'nextChallengeId'),
    ];
    const asked = {
      ...{ currentChallengeId, nextChallengeId },
      phone: field(body, 'phone').slice(0, PHONE_CHARACTERS),
    };
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'number-form', body, subscriberId);
      try {
        if (!isUuid(currentChallengeId) || !isUuid(nextChallengeId))
          throw new RefusalError('REQUEST.INVALID', {
            errors: ['currentChallengeId', 'nextChallengeId'].map((name) => ({
              field: name,
              rule: 'isUuid',
            })),
          });
        const phone = await this.login.confirmPhone(request, {
          ...{ subscriberId, currentChallengeId, nextChallengeId },
          ...{ currentCode: codeIn(body, 'currentCode'), nextCode: codeIn(body, 'nextCode') },
        });
        const form = this.forms.form(request, 'number-form', subscriberId, '');
        await this.forms.send(request, reply, OK, phoneChangedPage(form, phone));
      } catch (error) {
        await this.sendCodes(request, reply, subscriberId, asked, error);
      }
    });
  }

  private async sendCodes(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string,
    asked: CodesAsked,
    error?: unknown,
  ): Promise<void> {
    const form = this.forms.form(request, 'number-form', subscriberId, '', error);
    const { phone } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const status = error === undefined ? OK : statusOf(error);
    await this.forms.send(request, reply, status, phoneCodesPage(form, asked, phone));
  }
}
