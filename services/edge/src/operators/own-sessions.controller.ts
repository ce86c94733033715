// own-sessions.controller.ts — where an operator is signed in, and how they end it.
import { Controller, Delete, Get, HttpCode, Param, Req, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthOtp, OpenOperatorSessionSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, listOf } from '../http/api-route';
import { UuidPipe } from '../http/uuid-pipe';
import { plain } from '../quota/quota-views';
import { OperatorGuard } from './operator-guard';
import { operatorTokenOf, Permit } from './operator-sessions';

/** By a session alone: a key of a script ends nobody's. */
@ApiTags('operator')
@UseGuards(OperatorGuard)
@Controller('api/v1/operator/sessions')
export class OwnSessionsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Where you are signed in', listOf(OpenOperatorSessionSchema, 'the sessions of one operator'))
  @Get()
  @Permit(null)
  async list(@Req() request: FastifyRequest) {
    const token = operatorTokenOf(request);
    const { items } = await this.messenger.request(AuthOtp.method.listOperatorSessions, { token });
    return { items: items.map(plain) };
  }

  @ApiRoute('End all your sessions but the one that asks', null)
  @Delete()
  @HttpCode(204)
  @Permit(null)
  async endOthers(@Req() request: FastifyRequest): Promise<void> {
    const token = operatorTokenOf(request);
    await this.messenger.request(AuthOtp.method.endOwnSessions, { token });
  }

  @ApiRoute('End one of your sessions', null)
  @Delete(':sessionId')
  @HttpCode(204)
  @Permit(null)
  async end(@Param('sessionId', UuidPipe) sessionId: string, @Req() request: FastifyRequest): Promise<void> {
    const token = operatorTokenOf(request);
    await this.messenger.request(AuthOtp.method.endOwnSessions, { token, sessionId });
  }
}
