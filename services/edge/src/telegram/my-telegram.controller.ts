// my-telegram.controller.ts — a subscriber gets messages by Telegram, too, or no longer.
import { Controller, Delete, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { AccessClaims } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, objectOf } from '../http/api-route';
import { BOOLEAN, INSTANT, TEXT } from '../http/api-schema';
import { RequestContexts } from '../http/request-context';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { TelegramLinks } from './telegram-links';

const STATE = objectOf({ offered: { ...BOOLEAN, description: 'There is a bot' }, linked: BOOLEAN });
const LINK = objectOf({ url: { ...TEXT, description: 'Good once, until then' }, expiresAt: INSTANT });

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/telegram')
export class MyTelegramController {
  constructor(
    private readonly links: TelegramLinks,
    private readonly contexts: RequestContexts,
  ) {}

  @ApiRoute('Whether my messages may come by Telegram', { schema: STATE })
  @Get()
  state(@CurrentSubscriber() { subscriberId }: AccessClaims) {
    return this.links.of(subscriberId);
  }

  /** Whoever presses Start behind it reads the messages to my number; a newer link makes an older one worthless. */
  @ApiRoute('A link that makes a Telegram chat mine', { schema: LINK })
  @Post()
  @HttpCode(200)
  create(@CurrentSubscriber() { subscriberId }: AccessClaims, @Req() request: FastifyRequest) {
    return this.links.create(subscriberId, this.contexts.of(request).locale);
  }

  @ApiRoute('No more messages by Telegram', null)
  @Delete()
  @HttpCode(204)
  end(@CurrentSubscriber() { subscriberId }: AccessClaims): Promise<void> {
    return this.links.end(subscriberId);
  }
}
