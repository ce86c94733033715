// own-package-changes.controller.ts — a subscriber asks for another package of one of the own subscriptions.
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import {
  BillingStandingSchema,
  PackageChoiceSchema,
  RequestPackageChangeRequestSchema,
} from '@saring/contracts';
import type { AccessClaims } from '@saring/service-kit';
import { IsUUID } from 'class-validator';
import { ApiRoute, listOf } from '../http/api-route';
import { Field, OptionalField } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { OwnPackageChanges } from './own-package-changes';

const asked = RequestPackageChangeRequestSchema.field;

class PackageChangeBody {
  @Field(asked.packageId)
  @IsUUID()
  packageId!: string;

  @OptionalField(asked.note, { description: 'For the operator' })
  note?: string;
}

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/subscriptions/:subscriptionId')
export class OwnPackageChangesController {
  constructor(private readonly changes: OwnPackageChanges) {}

  @ApiRoute(
    'The packages that an own subscription may change to, the cheapest first',
    listOf(PackageChoiceSchema, 'one item a package on sale'),
  )
  @Get('packages')
  choices(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ) {
    return this.changes.choices(subscriberId, subscriptionId);
  }

  /** One waits at a time. An operator answers, and a message says what became of it. */
  @ApiRoute('Ask for another package of an own subscription', BillingStandingSchema)
  @Post('package-change')
  @HttpCode(200)
  ask(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Body() body: PackageChangeBody,
    @RequiredKey() key: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ) {
    return this.changes.ask(subscriberId, { ...body, subscriptionId }, key);
  }

  @ApiRoute('Withdraw what was asked for, while it waits', BillingStandingSchema)
  @Post('package-changes/:requestId/withdraw')
  @HttpCode(200)
  withdraw(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Param('requestId', UuidPipe) requestId: string,
    @RequiredKey() key: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ) {
    return this.changes.withdraw(subscriberId, { subscriptionId, requestId }, key);
  }
}
