import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, type AccessClaims } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { beginStream, writerOf } from './event-stream';
import { LivePages, type Page } from './live-pages';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/events')
export class EventsController {
  constructor(
    private readonly pages: LivePages,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Server-sent events: `balance`, `status`, `applied`, `order`; a comment every 15 s. Ends with the access token. */
  @ApiRoute('Live changes as server-sent events', new ApiFile('text/event-stream'))
  @Get()
  events(
    @CurrentSubscriber() claims: AccessClaims,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const page: Page = {
      familyId: claims.familyId,
      write: writerOf(reply),
      end: () => reply.raw.end(),
    };
    if (!this.pages.open(claims.subscriberId, page))
      throw new RefusalError('REQUEST.TOO_MANY', { retryInSeconds: 10 });
    const leftMilliseconds = claims.expiresAtSeconds * 1000 - this.clock.now().getTime();
    beginStream(request, reply, leftMilliseconds, () => this.pages.close(claims.subscriberId, page));
  }
}
