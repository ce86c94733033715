// subscriptions.controller.ts — subscriptions for operators: begun, changed, paused, resumed and ended.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  BillingStandingSchema,
  ChangeSubscriptionRequestSchema,
  EndSubscriptionRequestSchema,
  PauseSubscriptionRequestSchema,
  ReleaseDepositRequestSchema,
  SetSubscriptionLineRequestSchema,
  StartSubscriptionRequestSchema,
  SubscriptionChangePreviewSchema,
  TakeDepositRequestSchema,
} from '@saring/contracts';
import { MEASURES } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ApiRoute } from '../http/api-route';
import { Field, OptionalField, wholeOfQuery } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { TruthOfQuery } from '../http/field-kinds';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const start = StartSubscriptionRequestSchema.field;
const end = EndSubscriptionRequestSchema.field;
const change = ChangeSubscriptionRequestSchema.field;
const deposit = TakeDepositRequestSchema.field;

class StartBody {
  @Field(start.packageId) packageId!: string;
  @Field(start.unit, { example: 'month' }) unit!: string;
  @Field(start.count, { example: 1 }) count!: number;
  @OptionalField(start.anchorDay, { example: 1 }) anchorDay?: number;
  @OptionalField(start.startsOn, { example: '2026-12-01' }) startsOn?: string;
  @OptionalField(start.priceRupiah) priceRupiah?: number;
  @OptionalField(start.issueDaysBefore, { example: 7 }) issueDaysBefore?: number;
  @OptionalField(start.graceDays, { example: 3 }) graceDays?: number;
  @OptionalField(start.lineId) lineId?: string;
  @OptionalField(start.endsOn, { example: '2027-12-01' }) endsOn?: string;
  @OptionalField(start.discountPercent, { example: 50 }) discountPercent?: number;
  @OptionalField(start.discountRupiah) discountRupiah?: number;
  @OptionalField(start.discountPeriods, { example: 3 }) discountPeriods?: number;
  @OptionalField(start.installationRupiah, { example: 250_000 }) installationRupiah?: number;

  @IsOptional()
  @IsBoolean()
  postpaid?: boolean;

  @IsOptional()
  @IsBoolean()
  withoutProration?: boolean;
}
class EndSubscriptionBody {
  @Field(end.reason, { least: 1 }) reason!: string;
  @OptionalField(end.endsOn, { example: '2027-01-01' }) endsOn?: string;
  @OptionalField(end.voidRunning) voidRunning?: boolean;
}
class ChangeSubscriptionBody {
  @Field(change.packageId) packageId!: string;
  @OptionalField(change.priceRupiah) priceRupiah?: number;
  @OptionalField(change.fromNextPeriod) fromNextPeriod?: boolean;
}
class SecurityBody {
  @Field(deposit.method, { example: 'cash' }) method!: string;
  @Field(deposit.amountRupiah, { example: 200_000 }) amountRupiah!: number;
  @OptionalField(deposit.note) note?: string;
}
class ReleaseBody {
  @Field(ReleaseDepositRequestSchema.field.reason, { least: 1 }) reason!: string;
}
class ChangePreviewQuery {
  @ApiProperty({ format: 'uuid' }) @IsUUID() packageId!: string;

  @ApiProperty({ required: false, type: 'integer', description: 'Absent: as the package costs' })
  @IsOptional()
  @wholeOfQuery()
  @IsInt()
  @Min(1)
  @Max(MEASURES.rupiah.most)
  priceRupiah?: number;

  @TruthOfQuery({ description: 'true: today’s period stays as it is' })
  fromNextPeriod?: boolean;
}
class PauseSubscriptionBody {
  @Field(PauseSubscriptionRequestSchema.field.reason, { least: 1 }) reason!: string;
}
class SubscriptionLineBody {
  @Field(SetSubscriptionLineRequestSchema.field.lineId) lineId!: string;
}

/** Unless the operator says otherwise. */
const ISSUE_DAYS_BEFORE = 7;
const GRACE_DAYS = 3;

@ApiTags('bills')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class SubscriptionsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Begin a subscription: its first bill is issued with it', BillingStandingSchema)
  @Post('subscribers/:subscriberId/subscriptions')
  @Permit('bills:write')
  async start(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { issueDaysBefore = ISSUE_DAYS_BEFORE, graceDays = GRACE_DAYS, ...body }: StartBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const { site } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const command = { ...body, issueDaysBefore, graceDays, subscriberId, site, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.startSubscription, command));
  }

  /** Without a day it ends today: days of a line that are not had any more are credited, and the line is held. */
  @ApiRoute('End a subscription, today or on a later day', BillingStandingSchema)
  @Post('subscriptions/:subscriptionId/end')
  @HttpCode(200)
  @Permit('bills:write')
  async end(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Body() body: EndSubscriptionBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, subscriptionId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.endSubscription, command));
  }

  @ApiRoute('What another package or price would credit and charge today', SubscriptionChangePreviewSchema)
  @Get('subscriptions/:subscriptionId/change')
  @Permit('bills:write')
  async previewChange(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Query() query: ChangePreviewQuery,
  ) {
    const asked = { ...query, subscriptionId };
    return plain(await this.messenger.request(Billing.method.previewSubscriptionChange, asked));
  }

  /** Days of a line are credited and charged to the rupiah; quota that was given is had, and is not. */
  @ApiRoute(
    'Give a subscription another package or price from today or the next period on',
    BillingStandingSchema,
  )
  @Post('subscriptions/:subscriptionId/change')
  @HttpCode(200)
  @Permit('bills:write')
  async change(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Body() body: ChangeSubscriptionBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, subscriptionId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.changeSubscription, command));
  }

  @ApiRoute('Pause a subscription: no bills, its line is held', BillingStandingSchema)
  @Post('subscriptions/:subscriptionId/pause')
  @HttpCode(200)
  @Permit('bills:write')
  async pause(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Body() body: PauseSubscriptionBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, subscriptionId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.pauseSubscription, command));
  }

  @ApiRoute('Resume a paused subscription from today on', BillingStandingSchema)
  @Post('subscriptions/:subscriptionId/resume')
  @HttpCode(200)
  @Permit('bills:write')
  async resume(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { subscriptionId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.resumeSubscription, command));
  }

  @ApiRoute('The PPPoE line that a subscription pays for from now on', BillingStandingSchema)
  @Post('subscriptions/:subscriptionId/line')
  @HttpCode(200)
  @Permit('bills:write')
  async setLine(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Body() body: SubscriptionLineBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, subscriptionId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.setSubscriptionLine, command));
  }

  @ApiRoute('Take a security for a subscription, in hand', BillingStandingSchema)
  @Post('subscriptions/:subscriptionId/deposit')
  @HttpCode(200)
  @Permit('counter:sell')
  async takeDeposit(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Body() body: SecurityBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, subscriptionId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.takeDeposit, command));
  }

  /** It pays what is owed; the rest may be handed back as balance. The end of a subscription does it by itself. */
  @ApiRoute('Make the security of a subscription balance', BillingStandingSchema)
  @Post('subscriptions/:subscriptionId/deposit-release')
  @HttpCode(200)
  @Permit('bills:write')
  async releaseDeposit(
    @Param('subscriptionId', UuidPipe) subscriptionId: string,
    @Body() body: ReleaseBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, subscriptionId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.releaseDeposit, command));
  }
}
