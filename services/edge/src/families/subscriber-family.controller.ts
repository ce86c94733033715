// subscriber-family.controller.ts — an operator sees the family of a subscriber, and ends a membership.
import { Controller, Delete, Get, HttpCode, Param, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiRoute } from '../http/api-route';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { Families } from './families';
import { FAMILY } from './family-replies';

@ApiTags('subscribers')
@UseGuards(OperatorGuard)
@Controller('api/v1/subscribers/:subscriberId/family')
export class SubscriberFamilyController {
  constructor(private readonly families: Families) {}

  @ApiRoute('Whom a subscriber shares the quota with, and whose they use', {
    schema: FAMILY,
    unpaged: 'one family, and the few who ask one person',
  })
  @Get()
  @Permit('quota:read')
  family(@Param('subscriberId', UuidPipe) subscriberId: string) {
    return this.families.of(subscriberId);
  }

  @ApiRoute("End a membership in the subscriber's family, or withdraw an invitation", null)
  @Delete('members/:memberId')
  @HttpCode(204)
  @Permit('quota:grant')
  remove(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('memberId', UuidPipe) memberId: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<void> {
    return this.families.end(commandOf(operator, key), subscriberId, memberId, 'operator');
  }
}
