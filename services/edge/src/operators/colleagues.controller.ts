// colleagues.controller.ts — the names of the operators, for whoever works beside them.
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute, listOf } from '../http/api-route';
import { OperatorGuard } from './operator-guard';
import { colleagueNameOf } from './operator-names';
import { CurrentOperator, Permit, type Operator } from './operator-sessions';

class Colleague {
  @ApiProperty({ format: 'uuid' }) operatorId!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Has a cash drawer, and may be handed one' }) sells!: boolean;
  @ApiProperty({ required: false, description: 'Sells from a deposit of their own' }) agent?: boolean;
}

/** Who manages agents may sell as one, but is none. */
const isAgent = (permissions: readonly string[]): boolean =>
  permissions.includes('agents:sell') && !permissions.includes('agents:read');

@ApiTags('operators')
@UseGuards(OperatorGuard)
@Controller('api/v1/operator/colleagues')
export class ColleaguesController {
  constructor(private readonly messenger: Messenger) {}

  /** Of an e-mail nothing but its first part is told, where there is no name. */
  @ApiRoute('The names of all operators', listOf(Colleague, 'the operators of one business'))
  @Get()
  @Permit(null)
  async list(@CurrentOperator() { operatorId, permissions }: Operator): Promise<{ items: Colleague[] }> {
    const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
    // An agent is no colleague: they work beside nobody.
    const shown = isAgent(permissions) ? items.filter((one) => one.operatorId === operatorId) : items;
    return {
      items: shown.map((one) => ({
        ...{ operatorId: one.operatorId, name: colleagueNameOf(one) },
        sells: one.permissions.includes('counter:sell'),
        ...(isAgent(one.permissions) ? { agent: true } : {}),
      })),
    };
  }
}
