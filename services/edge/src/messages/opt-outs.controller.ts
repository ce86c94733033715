// opt-outs.controller.ts — who wants no messages to many: listed, added and lifted by operators.
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BroadcastOptOutSchema, Notification, SetBroadcastOptOutRequestSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute, pageOf } from '../http/api-route';
import { Field, PageCursor, PageLimit } from '../http/body-fields';
import { UuidPipe } from '../http/uuid-pipe';
import { actorOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { longest: 200, standard: 50 };

class OptOutsQuery {
  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

class OptOutBody {
  @Field(SetBroadcastOptOutRequestSchema.field.toPhone, { example: '0812 3456 7890' })
  phone!: string;
}

@ApiTags('messages')
@UseGuards(OperatorGuard)
@Controller('api/v1/broadcast-opt-outs')
export class OptOutsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Numbers that want no messages to many, newest first', pageOf(BroadcastOptOutSchema))
  @Get()
  @Permit('messages:read')
  async list(@Query() { limit = PAGE.standard, cursor }: OptOutsQuery) {
    const page = await this.messenger.request(Notification.method.listBroadcastOptOuts, { limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  /** Other messages still reach it. Asked again it is the same opt-out. */
  @ApiRoute('Leave a number out of messages to many', BroadcastOptOutSchema)
  @Post()
  @HttpCode(200)
  @Permit('messages:control')
  async add(@Body() { phone }: OptOutBody, @CurrentOperator() operator: Operator) {
    const command = { actor: actorOf(operator), toPhone: phone, out: true };
    return plain(await this.messenger.request(Notification.method.setBroadcastOptOut, command));
  }

  @ApiRoute('Let a number get messages to many again', null)
  @Delete(':optOutId')
  @HttpCode(204)
  @Permit('messages:control')
  async lift(@Param('optOutId', UuidPipe) optOutId: string, @CurrentOperator() operator: Operator) {
    const command = { optOutId, actor: actorOf(operator) };
    await this.messenger.request(Notification.method.liftBroadcastOptOut, command);
  }
}
