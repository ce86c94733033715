// operator-events.controller.ts — tells an operator's open page what has changed.
import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, operatorTokenOf, Permit, type Operator } from '../operators/operator-sessions';
import { beginStream, writerOf } from './event-stream';
import { OperatorPages, type OperatorPage } from './operator-pages';

/** Then the page comes again, so that no stream outlives what stands between. */
const LASTS_MILLISECONDS = 300_000;

@ApiTags('operators')
@UseGuards(OperatorGuard)
@Controller('api/v1/operator/events')
export class OperatorEventsController {
  constructor(private readonly pages: OperatorPages) {}

  /**
   * Server-sent events `subscribers`, `person`, `quota`, `orders`, `books`, `routers`: something of it changed, once a second at
   * the most, of what the operator may see. They hold no data. What was missed is asked for; the stream ends after five
   * minutes, and within seconds of its session, key or rights; the page comes again.
   */
  @ApiRoute('What changes, as server-sent events', new ApiFile('text/event-stream'))
  @Get()
  @Permit(null)
  events(
    @CurrentOperator() { operatorId, permissions }: Operator,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const page: OperatorPage = {
      token: operatorTokenOf(request),
      operatorId,
      permissions,
      write: writerOf(reply),
      end: () => reply.raw.end(),
    };
    if (!this.pages.open(page)) throw new RefusalError('REQUEST.TOO_MANY', { retryInSeconds: 10 });
    beginStream(request, reply, LASTS_MILLISECONDS, () => this.pages.close(page));
  }
}
