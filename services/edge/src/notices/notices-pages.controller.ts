// notices-pages.controller.ts — the page on which a subscriber says what to write about; it needs no JavaScript.
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MESSAGE_GROUPS } from '@saring/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, type Fields, PageForms, statusOf } from '../http/page-forms';
import { EMAIL_PATH, EmailLinks } from '../email/email-links';
import { SubscriberPages } from '../login/subscriber-pages';
import { TELEGRAM_PATH, TelegramLinks } from '../telegram/telegram-links';
import { MessageSwitches, NOTICES_PATH } from './message-switches';
import { noticesPage } from './notices-page';

const OK = 200;

@ApiExcludeController()
@Controller()
export class NoticesPagesController {
  constructor(
    private readonly switches: MessageSwitches,
    private readonly telegram: TelegramLinks,
    private readonly emails: EmailLinks,
    private readonly pages: SubscriberPages,
    private readonly forms: PageForms,
  ) {}

  @Get(NOTICES_PATH)
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, (subscriberId) =>
      this.send(request, reply, subscriberId, false),
    );
  }

  @Post(NOTICES_PATH)
  @FormPost()
  act(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'notices-form', body, subscriberId);
      try {
        await this.switches.set(
          subscriberId,
          MESSAGE_GROUPS.filter((group) => field(body, `on-${group}`) === ''),
        );
        await this.send(request, reply, subscriberId, true);
      } catch (error) {
        await this.send(request, reply, subscriberId, false, error);
      }
    });
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string,
    isSaved: boolean,
    error?: unknown,
  ): Promise<void> {
    const form = this.forms.form(request, 'notices-form', subscriberId, '', error);
    const [off, telegram, email] = await Promise.all([
      this.switches.of(subscriberId),
      this.telegram.of(subscriberId),
      this.emails.of(subscriberId),
    ]);
    const ways = [
      ...(telegram.offered ? [{ path: TELEGRAM_PATH, titleKey: 'telegram.title' as const }] : []),
      ...(email.offered ? [{ path: EMAIL_PATH, titleKey: 'email.title' as const }] : []),
    ];
    const html = noticesPage({ form, off, isSaved, ways });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }
}
