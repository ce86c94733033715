// goodwill.controller.ts — goodwill for everybody of a site or a router: said before, given once, looked at afterwards.
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  GiveGoodwillRequestSchema,
  GoodwillReceiverSchema,
  GoodwillSchema,
} from '@saring/contracts';
import { GOODWILL_STATES } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { IsIn, IsOptional } from 'class-validator';
import { ApiRoute, arrayOf, objectOf, pageOf } from '../http/api-route';
import { personalText, TEXT, UUID, WHOLE } from '../http/api-schema';
import {
  Field,
  OptionalField,
  OptionalFlag,
  OptionalWhole,
  PageCursor,
  PageLimit,
} from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { exactlyOne } from '../http/invalid-fields';
import { secondsOf } from '../http/lasting';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { standard: 50, longest: 200 };
const DAYS_MOST = 365;
/** The door waits for the ids of many subscribers. */
const GATHER_MILLISECONDS = 15_000;
const { field } = GiveGoodwillRequestSchema;

class GoodwillPlace {
  @OptionalField(field.site, { description: 'Everybody of a site; or `routerId`' })
  site?: string;

  @OptionalField(field.routerId, { description: 'Everybody whose device the router saw last, in 30 days' })
  routerId?: string;
}

class GoodwillBody extends GoodwillPlace {
  @OptionalWhole(DAYS_MOST, { description: 'Time on all that runs, with `extendHours`; or `bytes`' })
  extendDays?: number;

  @OptionalWhole(23)
  extendHours?: number;

  @OptionalField(field.bytes)
  bytes?: number;

  @OptionalWhole(DAYS_MOST, { description: 'How long the bytes last; absent: for ever' })
  days?: number;

  @Field(field.reason, { least: 3, description: 'What everybody reads in the message and the statement' })
  reason!: string;

  @OptionalFlag({ description: 'No message goes out' })
  silent?: boolean;

  @OptionalWhole(100_000, { description: 'More than the preview said are refused; absent: any number' })
  mostSubscribers?: number;

  @OptionalFlag({
    description:
      'Though the same site or router got something within 24 hours; else `BILLING.GOODWILL_REPEATED`',
  })
  again?: boolean;
}

class GoodwillQuery {
  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

class ReceiversQuery extends GoodwillQuery {
  @ApiProperty({ required: false, enum: GOODWILL_STATES, description: 'Absent: in any state' })
  @IsOptional()
  @IsIn(GOODWILL_STATES)
  state?: string;
}

const PREVIEW = {
  schema: objectOf({
    subscribers: WHOLE,
    recent: arrayOf(GoodwillSchema),
    first: arrayOf(objectOf({ subscriberId: UUID, name: TEXT, phone: personalText('phone') })),
  }),
  unpaged: '`first` names at most 20; `recent`: of the last 24 hours, at most 5',
};

const needPlace = ({ site, routerId }: GoodwillPlace): void => {
  if ((site === undefined) === (routerId === undefined)) throw exactlyOne('site', 'routerId');
};

@ApiTags('quota')
@UseGuards(OperatorGuard)
@Controller('api/v1/goodwill')
export class GoodwillController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Who would get goodwill: how many, and the first of them', PREVIEW)
  @Get('preview')
  @Permit('quota:goodwill')
  async preview(@Query() place: GoodwillPlace) {
    needPlace(place);
    const { subscribers, subscriberIds, recent } = await this.messenger.request(
      Billing.method.previewGoodwill,
      place,
      GATHER_MILLISECONDS,
    );
    const { items } = await this.messenger.request(AuthOtp.method.describeSubscribers, { subscriberIds });
    return {
      subscribers,
      recent: recent.map(plain),
      first: items.map(({ subscriberId, name, phone }) => ({ subscriberId, name, phone })),
    };
  }

  /** Each gets it once, under the same key, also after a failure in the middle. */
  @ApiRoute('Give everybody of a site or a router time or quota, with one message each', GoodwillSchema)
  @Post()
  @Permit('quota:goodwill')
  async give(@Body() body: GoodwillBody, @RequiredKey() key: string, @CurrentOperator() operator: Operator) {
    needPlace(body);
    const { extendDays: days, extendHours: hours, days: lastingDays, ...rest } = body;
    const extendSeconds = secondsOf({ days, hours });
    if ((extendSeconds === 0) === !rest.bytes) throw exactlyOne('extendDays', 'bytes');
    const command = { ...rest, extendSeconds, lastsSeconds: secondsOf({ days: lastingDays }) };
    return plain(
      await this.messenger.request(
        Billing.method.giveGoodwill,
        { ...command, ...commandOf(operator, key) },
        GATHER_MILLISECONDS,
      ),
    );
  }

  @ApiRoute('Goodwill that was given, newest first, with how far each has come', pageOf(GoodwillSchema))
  @Get()
  @Permit('quota:read')
  async list(@Query() { limit = PAGE.standard, cursor }: GoodwillQuery) {
    const page = await this.messenger.request(Billing.method.listGoodwill, { limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  @ApiRoute('How far goodwill has come', GoodwillSchema)
  @Get(':goodwillId')
  @Permit('quota:read')
  async get(@Param('goodwillId', UuidPipe) goodwillId: string) {
    return plain(await this.messenger.request(Billing.method.getGoodwill, { goodwillId }));
  }

  @ApiRoute('Who got it, who waits, and who was left out and why', pageOf(GoodwillReceiverSchema))
  @Get(':goodwillId/receivers')
  @Permit('quota:read')
  async receivers(
    @Param('goodwillId', UuidPipe) goodwillId: string,
    @Query() { limit = PAGE.standard, state = '', cursor }: ReceiversQuery,
  ) {
    const request = { goodwillId, state, limit, cursor };
    const page = await this.messenger.request(Billing.method.listGoodwillReceivers, request);
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }
}
