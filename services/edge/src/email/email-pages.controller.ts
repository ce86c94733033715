// email-pages.controller.ts — the page on which a subscriber adds an e-mail address; it needs no JavaScript.
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, type Fields, PageForms, statusOf } from '../http/page-forms';
import { SubscriberPages } from '../login/subscriber-pages';
import { EMAIL_PATH, EmailLinks } from './email-links';
import { emailPage, type EmailPage } from './email-page';

const OK = 200;
const MOST_CHARACTERS = 254;

type Shown = Pick<EmailPage, 'said' | 'typed' | 'isOther'>;
const NOTHING: Shown = { said: null, typed: '', isOther: false };

@ApiExcludeController()
@Controller()
export class EmailPagesController {
  constructor(
    private readonly links: EmailLinks,
    private readonly pages: SubscriberPages,
    private readonly forms: PageForms,
  ) {}

  @Get(EMAIL_PATH)
  show(@Query() query: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, (subscriberId) =>
      this.send(request, reply, subscriberId, { ...NOTHING, isOther: field(query, 'other') !== '' }),
    );
  }

  @Post(EMAIL_PATH)
  @FormPost()
  act(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'email-form', body, subscriberId);
      try {
        await this.send(request, reply, subscriberId, await this.done(request, subscriberId, body));
      } catch (error) {
        const typed = field(body, 'email').slice(0, MOST_CHARACTERS);
        await this.send(request, reply, subscriberId, { said: null, typed, isOther: typed !== '' }, error);
      }
    });
  }

  private async done(request: FastifyRequest, subscriberId: string, body: Fields): Promise<Shown> {
    const { locale } = this.forms.form(request, 'email-form', subscriberId, '');
    switch (field(body, 'do')) {
      case 'confirm':
        await this.links.confirm(subscriberId, field(body, 'code').slice(0, MOST_CHARACTERS), locale);
        return { ...NOTHING, said: 'proved' };
      case 'end':
        await this.links.end(subscriberId);
        return { ...NOTHING, said: 'ended' };
      default:
        await this.links.start(subscriberId, field(body, 'email').slice(0, MOST_CHARACTERS), locale);
        return NOTHING;
    }
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string,
    shown: Shown,
    error?: unknown,
  ): Promise<void> {
    const form = this.forms.form(request, 'email-form', subscriberId, '', error);
    const state = await this.links.of(subscriberId);
    // A new code asked for too soon: the form for the code that is under way stays.
    const isOther = shown.isOther && (error === undefined || shown.typed !== state.pendingEmail);
    const html = emailPage({ form, state, ...shown, isOther });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }
}
