import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, type AccessClaims } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { LivePages, type Page } from './live-pages';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';

const RETRY_MILLISECONDS = 3_000;
/** A page that does not read is cut off rather than buffered for. */
const MOST_UNREAD_BYTES = 65_536;

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
    const { raw } = reply;
    const page: Page = {
      familyId: claims.familyId,
      write: (event, data) => {
        if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy();
        else raw.write(event === null ? `: ${data}\n\n` : `event: ${event}\ndata: ${data}\n\n`);
      },
      end: () => raw.end(),
    };
    if (!this.pages.open(claims.subscriberId, page))
      throw new RefusalError('REQUEST.TOO_MANY', { retryInSeconds: 10 });
    const leftMilliseconds = claims.expiresAtSeconds * 1000 - this.clock.now().getTime();
    const expiry = setTimeout(() => page.end(), leftMilliseconds);
    request.raw.socket.setTimeout(0);
    raw.on('close', () => {
      clearTimeout(expiry);
      this.pages.close(claims.subscriberId, page);
    });
    const headers = Object.fromEntries(
      Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined),
    );
    reply.hijack();
    raw.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // nginx would hold events back until its buffer is full.
      'x-accel-buffering': 'no',
    });
    raw.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
  }
}
