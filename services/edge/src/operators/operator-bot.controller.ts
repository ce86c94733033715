// operator-bot.controller.ts — the number by which the operator who is logged in has the operators' words of the bot.
import { Controller, Delete, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthOtp, OperatorBotCodeSchema, OperatorSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route';
import { plain } from '../quota/quota-views';
import { OperatorGuard } from './operator-guard';
import { operatorTokenOf, Permit } from './operator-sessions';

@ApiTags('operator')
@UseGuards(OperatorGuard)
@Controller('api/v1/operator/bot')
export class OperatorBotController {
  constructor(private readonly messenger: Messenger) {}

  /** By a session alone: whoever sends the code has the words of the operator. */
  @ApiRoute(
    'A code that proves the number which sends it by WhatsApp; the one before is void',
    OperatorBotCodeSchema,
  )
  @Post('codes')
  @Permit(null)
  async openCode(@Req() request: FastifyRequest) {
    const token = operatorTokenOf(request);
    return plain(await this.messenger.request(AuthOtp.method.openOperatorBotCode, { token }));
  }

  @ApiRoute("End the operators' words of the own number", OperatorSchema)
  @Delete()
  @HttpCode(200)
  @Permit(null)
  async end(@Req() request: FastifyRequest) {
    const token = operatorTokenOf(request);
    return plain(await this.messenger.request(AuthOtp.method.endOperatorBot, { token }));
  }
}
