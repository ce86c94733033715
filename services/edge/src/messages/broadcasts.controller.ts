// broadcasts.controller.ts — messages to many: made for those whom a filter names, started, paused and stopped.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  BroadcastFilterSchema,
  BroadcastSchema,
  CreateBroadcastRequestSchema,
  Notification,
  SteerBroadcastRequestSchema,
  type Broadcast,
} from '@saring/contracts';
import { ACCESS_STATUSES } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsISO8601, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { ApiRoute, pageOf } from '../http/api-route';
import { Field, OptionalField, OptionalFlag, PageCursor, PageLimit } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { actorOf, commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { longest: 50, standard: 20 };

class FilterBody {
  @OptionalField(BroadcastFilterSchema.field.site)
  site?: string;

  @OptionalField(BroadcastFilterSchema.field.query)
  query?: string;

  @ApiProperty({ required: false, isArray: true, enum: ACCESS_STATUSES })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ACCESS_STATUSES.length)
  @IsIn(ACCESS_STATUSES, { each: true })
  statuses?: string[];

  @ApiProperty({ required: false, format: 'uuid', description: 'Who holds something of this package now' })
  @IsOptional()
  @IsUUID()
  packageId?: string;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'Whose device this router saw within 30 days',
  })
  @IsOptional()
  @IsUUID()
  routerId?: string;

  @OptionalFlag({ description: 'Who has a debt that is past its due date' })
  overdue?: boolean;
}

class BroadcastBody {
  @Field(CreateBroadcastRequestSchema.field.textIndonesian, { example: 'Halo {name},\nbesok ada perbaikan.' })
  textIndonesian!: string;

  @OptionalField(CreateBroadcastRequestSchema.field.textEnglish)
  textEnglish?: string;

  @ApiProperty({ required: false, type: FilterBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => FilterBody)
  filter?: FilterBody;

  @Field(CreateBroadcastRequestSchema.field.perMinute, { example: 20 })
  perMinute!: number;

  @ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description: 'Absent: once it is started',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  startsAt?: string;
}

class StepBody {
  @Field(SteerBroadcastRequestSchema.field.step)
  step!: string;

  @OptionalField(SteerBroadcastRequestSchema.field.reason, { description: 'Why it is stopped; kept with it' })
  reason?: string;
}

class BroadcastsQuery {
  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

@ApiTags('messages')
@UseGuards(OperatorGuard)
@Controller('api/v1/broadcasts')
export class BroadcastsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Messages to many, newest first', pageOf(BroadcastSchema))
  @Get()
  @Permit('messages:read')
  async list(@Query() { limit = PAGE.standard, cursor }: BroadcastsQuery) {
    const page = await this.messenger.request(Notification.method.listBroadcasts, { limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  /** Whom it is for is found and stored first (`resolving`, then `ready` with the count); nobody gets it before it is started. */
  @ApiRoute('Make a message to many, and find whom it is for', BroadcastSchema)
  @Post()
  @Permit('messages:control')
  async create(
    @Body() { filter = {}, textEnglish = '', ...body }: BroadcastBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), ...body, textEnglish, filter: { ...filter } };
    return plain<Broadcast>(await this.messenger.request(Notification.method.createBroadcast, command));
  }

  @ApiRoute('One message to many, with how far it is', BroadcastSchema)
  @Get(':broadcastId')
  @Permit('messages:read')
  async one(@Param('broadcastId', UuidPipe) broadcastId: string) {
    return plain(await this.messenger.request(Notification.method.getBroadcast, { broadcastId }));
  }

  /** Once a pause or a stop is answered nobody more gets it; what is in the outbox already still goes out. */
  @ApiRoute('Start, pause, resume or stop a message to many', BroadcastSchema)
  @Post(':broadcastId/steps')
  @HttpCode(200)
  @Permit('messages:control')
  async steer(
    @Param('broadcastId', UuidPipe) broadcastId: string,
    @Body() { step, reason }: StepBody,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { broadcastId, actor: actorOf(operator), step, reason };
    return plain(await this.messenger.request(Notification.method.steerBroadcast, command));
  }
}
