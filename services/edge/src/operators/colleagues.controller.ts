// colleagues.controller.ts — the names of the operators, for whoever works beside them.
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute, listOf } from '../http/api-route';
import { OperatorGuard } from './operator-guard';
import { Permit } from './operator-sessions';

class Colleague {
  @ApiProperty({ format: 'uuid' }) operatorId!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Has a cash drawer, and may be handed one' }) sells!: boolean;
}

@ApiTags('operators')
@UseGuards(OperatorGuard)
@Controller('api/v1/operator/colleagues')
export class ColleaguesController {
  constructor(private readonly messenger: Messenger) {}

  /** Who has no name is called by the first part of the e-mail; nothing else of it is told. */
  @ApiRoute('The names of all operators', listOf(Colleague, 'the operators of one business'))
  @Get()
  @Permit(null)
  async list(): Promise<{ items: Colleague[] }> {
    const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
    return {
      items: items.map(({ operatorId, name, email, permissions }) => ({
        ...{ operatorId, name: name || (email.split('@')[0] ?? '') },
        sells: permissions.includes('counter:sell'),
      })),
    };
  }
}
