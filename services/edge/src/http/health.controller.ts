import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { explainError, isErrorCode } from '@saring/i18n';
import { RefusalError } from '@saring/messaging';
import { Health } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { READINESS } from './replies';
import { BOOLEAN, TEXT } from './api-schema';
import { ApiRoute, objectOf } from './api-route';
import { RequestContexts } from './request-context';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly contexts: RequestContexts,
  ) {}

  @ApiRoute('Whether the process runs', { schema: objectOf({ live: BOOLEAN }) })
  @Get('health/live')
  live() {
    return { live: true };
  }

  @ApiRoute('Whether it can serve, and what is missing', { schema: READINESS })
  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const report = await this.health.report();
    await reply.status(report.ready ? 200 : 503).send(report);
  }

  /** Where the `type` of a problem leads: what the code means. */
  @ApiRoute('What the code of a problem means', {
    schema: objectOf({ code: TEXT, title: TEXT, detail: TEXT }),
  })
  @Get('problems/:code')
  problem(@Param('code') code: string, @Req() request: FastifyRequest) {
    if (!isErrorCode(code)) throw new RefusalError('REQUEST.NOT_FOUND');
    return { code, ...explainError(code, this.contexts.of(request).errorLocale) };
  }
}
