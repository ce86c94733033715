// my-family.controller.ts — a subscriber shares the own quota, or uses another's.
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import { ChangeFamilyLimitsRequestSchema, InviteFamilyMemberRequestSchema } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import { ApiRoute } from '../http/api-route';
import { Field, OptionalField } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { Families } from './families';
import { FAMILY } from './family-replies';

const { field } = ChangeFamilyLimitsRequestSchema;

class LimitsBody {
  @OptionalField(field.dailyBytes, { least: 1, description: 'Of a day; absent: no limit' })
  dailyBytes?: number;

  @OptionalField(field.shareBytes, {
    least: 1,
    description: 'In all, from now on; absent: no limit',
  })
  shareBytes?: number;
}

class InvitationBody extends LimitsBody {
  @Field(InviteFamilyMemberRequestSchema.field.phone, { example: '0812 3456 7890' })
  phone!: string;
}

const commandOf = (subscriberId: string, key: string) => ({
  commandId: `${subscriberId}/${key}`,
  actor: 'subscriber',
});

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/family')
export class MyFamilyController {
  constructor(private readonly families: Families) {}

  @ApiRoute('Whom I share my quota with, and whose I use', {
    schema: FAMILY,
    unpaged: 'one family, and the few who ask one person',
  })
  @Get()
  family(@CurrentSubscriber() { subscriberId }: AccessClaims) {
    return this.families.of(subscriberId);
  }

  /** Numbers that cannot be asked are 422 BILLING.FAMILY_NUMBER_UNKNOWN, whatever the reason; each one costs growing time. */
  @ApiRoute('Ask somebody to use my quota; asked again, the newest limits hold', null)
  @Post('members')
  @HttpCode(204)
  async invite(
    @Body() body: InvitationBody,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @CommandKey() key: string,
  ): Promise<void> {
    await this.families.invite({ ...commandOf(subscriberId, key), subscriberId, ...body });
  }

  @ApiRoute("Replace a member's limits", null)
  @Put('members/:memberId/limits')
  @HttpCode(204)
  change(
    @Param('memberId', UuidPipe) memberId: string,
    @Body() limits: LimitsBody,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @CommandKey() key: string,
  ): Promise<void> {
    return this.families.changeLimits(commandOf(subscriberId, key), subscriberId, memberId, limits);
  }

  @ApiRoute('A member uses my quota no longer, or an invitation is withdrawn', null)
  @Delete('members/:memberId')
  @HttpCode(204)
  remove(
    @Param('memberId', UuidPipe) memberId: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @CommandKey() key: string,
  ): Promise<void> {
    return this.families.end(commandOf(subscriberId, key), subscriberId, memberId, 'payer');
  }

  @ApiRoute('Use the quota of who invited me', null)
  @Post('invitations/:payerId/accept')
  @HttpCode(204)
  accept(
    @Param('payerId', UuidPipe) payerId: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @CommandKey() key: string,
  ): Promise<void> {
    return this.families.answer(commandOf(subscriberId, key), subscriberId, payerId, true);
  }

  @ApiRoute('Decline an invitation', null)
  @Post('invitations/:payerId/decline')
  @HttpCode(204)
  decline(
    @Param('payerId', UuidPipe) payerId: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @CommandKey() key: string,
  ): Promise<void> {
    return this.families.answer(commandOf(subscriberId, key), subscriberId, payerId, false);
  }

  @ApiRoute('Leave the family that I belong to', null)
  @Delete('membership')
  @HttpCode(204)
  async leave(@CurrentSubscriber() { subscriberId }: AccessClaims, @CommandKey() key: string): Promise<void> {
    const { membership } = await this.families.of(subscriberId);
    if (!membership) throw new RefusalError('QUOTA.FAMILY_NOT_MEMBER');
    await this.families.end(commandOf(subscriberId, key), membership.payerId, subscriberId, 'member');
  }
}
