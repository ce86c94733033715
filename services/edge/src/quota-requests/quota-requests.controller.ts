// quota-requests.controller.ts — a Komandan asks for quota; operators approve, reject or grant another amount, also many at once.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiSecurity, ApiTags } from '@nestjs/swagger';
import {
  CommandReplySchema,
  DecideQuotaRequestRequestSchema,
  QuotaLedger,
  QuotaRequestSchema,
  QuotaRequestTermsSchema,
  RequestQuotaRequestSchema,
} from '@saring/contracts';
import { QUOTA_REQUEST_STATES } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ChangesPeople } from '../audit/audit-trail';
import { ApiRoute, arrayOf, extended, objectOf, pageOf } from '../http/api-route';
import { INSTANT_OR_NULL, personalText, TEXT } from '../http/api-schema';
import { Field, OptionalField, PageCursor, PageLimit } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { exactlyOne } from '../http/invalid-fields';
import { UuidPipe } from '../http/uuid-pipe';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';

const PAGE = { longest: 100, standard: 50 };
const REQUESTS_AT_ONCE = 100;
const asked = RequestQuotaRequestSchema.field;
const decided = DecideQuotaRequestRequestSchema.field;

class PageQuery {
  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

class RequestsQuery extends PageQuery {
  @ApiProperty({ required: false, enum: QUOTA_REQUEST_STATES, description: 'Absent: of every state' })
  @IsOptional()
  @IsIn(QUOTA_REQUEST_STATES)
  state?: string;
}

class QuotaRequestBody {
  @OptionalField(asked.bytes, { least: 1, description: 'Either bytes or unlimited' })
  bytes?: number;

  @OptionalField(asked.unlimited)
  unlimited?: boolean;

  @Field(asked.days, { least: 1 })
  days!: number;

  @Field(asked.reason, { least: 3 })
  reason!: string;
}

class RequestDecisionBody {
  @OptionalField(decided.reason, { description: 'Needed to reject' })
  reason?: string;
}

class RequestApprovalBody extends RequestDecisionBody {
  @OptionalField(decided.bytes, {
    least: 1,
    description: 'Another amount: with days, in place of what was asked for',
  })
  bytes?: number;

  @OptionalField(decided.unlimited)
  unlimited?: boolean;

  @OptionalField(decided.days)
  days?: number;
}

class RequestDecisionsBody extends RequestDecisionBody {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: REQUESTS_AT_ONCE })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(REQUESTS_AT_ONCE)
  @IsUUID(undefined, { each: true })
  requestIds!: string[];

  @ApiProperty()
  @IsBoolean()
  approve!: boolean;
}

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/quota-requests')
export class MyQuotaRequestsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('What a Komandan may ask for, and when', {
    schema: extended(QuotaRequestTermsSchema, { nextAt: INSTANT_OR_NULL }),
  })
  @Get('terms')
  async terms(@CurrentSubscriber() { subscriberId }: AccessClaims) {
    const terms = await this.messenger.request(QuotaLedger.method.getRequestTerms, { subscriberId });
    return { ...plain(terms), nextAt: terms.nextAt ?? null };
  }

  @ApiRoute('The own requests for quota, newest first', pageOf(QuotaRequestSchema))
  @Get()
  async list(
    @Query() { limit = PAGE.standard, cursor }: PageQuery,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ) {
    const page = { state: '', subscriberId, limit, cursor };
    const { items, nextCursor } = await this.messenger.request(QuotaLedger.method.listQuotaRequests, page);
    return { items: items.map(plain), nextCursor: nextCursor ?? null };
  }

  @ApiRoute('Ask for quota, as a Komandan', CommandReplySchema)
  @Post()
  async ask(
    @Body() body: QuotaRequestBody,
    @CommandKey() key: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ) {
    if ((body.bytes === undefined) === !body.unlimited) throw exactlyOne('bytes', 'unlimited');
    const command = { ...body, commandId: `${subscriberId}/${key}`, subscriberId, actor: 'subscriber' };
    return plain(await this.messenger.request(QuotaLedger.method.requestQuota, command));
  }
}

@ApiTags('quota')
@ChangesPeople()
@UseGuards(OperatorGuard)
@Controller('api/v1/quota-requests')
export class QuotaRequestsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly people: SubscriberNames,
  ) {}

  @ApiRoute(
    'What Komandans asked for, newest first, with who asks',
    pageOf(extended(QuotaRequestSchema, { name: TEXT, phone: personalText('phone') })),
  )
  @Get()
  @Permit('quota:read')
  async list(@Query() { state = '', limit = PAGE.standard, cursor }: RequestsQuery) {
    const page = { state, subscriberId: '', limit, cursor };
    const { items, nextCursor } = await this.messenger.request(QuotaLedger.method.listQuotaRequests, page);
    const people = await this.people.of(items.map(({ subscriberId }) => subscriberId));
    const named = items.map((one) => {
      const { name = '', phone = '' } = people.get(one.subscriberId) ?? {};
      return { ...plain(one), name, phone };
    });
    return { items: named, nextCursor: nextCursor ?? null };
  }

  @ApiRoute('Grant what was asked for, or another amount', CommandReplySchema)
  @Post(':requestId/approve')
  @HttpCode(200)
  @Permit('quota:grant')
  approve(
    @Param('requestId', UuidPipe) requestId: string,
    @Body() body: RequestApprovalBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decide({ requestId, approve: true, ...body }, key, operator);
  }

  @ApiRoute('Reject what was asked for, with a reason', CommandReplySchema)
  @Post(':requestId/reject')
  @HttpCode(200)
  @Permit('quota:grant')
  reject(
    @Param('requestId', UuidPipe) requestId: string,
    @Body() { reason }: RequestDecisionBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decide({ requestId, approve: false, reason }, key, operator);
  }

  /** One that cannot be decided does not hold up the others, and is named with its reason. */
  @ApiRoute('Decide several requests at once', {
    schema: objectOf({ decided: arrayOf(TEXT), refused: arrayOf(objectOf({ requestId: TEXT, code: TEXT })) }),
    unpaged: 'one item a request that was sent',
  })
  @Post('decide')
  @HttpCode(200)
  @Permit('quota:grant')
  async decideMany(
    @Body() { requestIds, approve, reason }: RequestDecisionsBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const done: string[] = [];
    const refused: { requestId: string; code: string }[] = [];
    for (const requestId of new Set(requestIds))
      try {
        await this.decide({ requestId, approve, reason }, `${key}/${requestId}`, operator);
        done.push(requestId);
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        refused.push({ requestId, code: error.code });
      }
    return { decided: done, refused };
  }

  private async decide(
    {
      reason = '',
      ...decision
    }: {
      requestId: string;
      approve: boolean;
      reason?: string;
      bytes?: number;
      unlimited?: boolean;
      days?: number;
    },
    key: string,
    operator: Operator,
  ) {
    const command = { ...decision, reason, ...commandOf(operator, key) };
    return plain(await this.messenger.request(QuotaLedger.method.decideQuotaRequest, command));
  }
}
