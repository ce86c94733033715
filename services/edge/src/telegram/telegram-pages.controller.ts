// telegram-pages.controller.ts — the page on which a subscriber links Telegram; it needs no JavaScript.
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, type Fields, PageForms, statusOf } from '../http/page-forms';
import { SubscriberPages } from '../login/subscriber-pages';
import { telegramPage } from './telegram-page';
import { TELEGRAM_PATH, TelegramLinks } from './telegram-links';

const OK = 200;

@ApiExcludeController()
@Controller()
export class TelegramPagesController {
  constructor(
    private readonly links: TelegramLinks,
    private readonly pages: SubscriberPages,
    private readonly forms: PageForms,
  ) {}

  @Get(TELEGRAM_PATH)
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, (subscriberId) =>
      this.send(request, reply, subscriberId, null),
    );
  }

  @Post(TELEGRAM_PATH)
  @FormPost()
  act(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'telegram-form', body, subscriberId);
      try {
        const url = await this.done(request, subscriberId, field(body, 'do'));
        await this.send(request, reply, subscriberId, url);
      } catch (error) {
        await this.send(request, reply, subscriberId, null, error);
      }
    });
  }

  /** @returns the new link; null where one was ended. */
  private async done(request: FastifyRequest, subscriberId: string, does: string): Promise<string | null> {
    if (does === 'end') {
      await this.links.end(subscriberId);
      return null;
    }
    const { locale } = this.forms.form(request, 'telegram-form', subscriberId, '');
    return (await this.links.create(subscriberId, locale)).url;
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string,
    url: string | null,
    error?: unknown,
  ): Promise<void> {
    const form = this.forms.form(request, 'telegram-form', subscriberId, '', error);
    const state = await this.links.of(subscriberId);
    const isChecked = field(request.query as Fields, 'check') !== '' && url === null;
    const html = telegramPage({ form, state, url, isChecked });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }
}
