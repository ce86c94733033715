// adoptions.controller.ts — PPPoE secrets of a router that become lines by rule: looked at first, then taken over.
import { Body, Controller, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AdoptedLineSchema, AdoptLinesRequestSchema, RouterGateway } from '@saring/contracts';
import { describeError } from '@saring/i18n';
import { Messenger } from '@saring/messaging';
import { IsBoolean, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, arrayOf, extended, objectOf } from '../http/api-route';
import { TEXT, WHOLE } from '../http/api-schema';
import { OptionalField } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, needPermission, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';

/** Each line is stored, then the router is written. */
const ADOPTING_MILLISECONDS = 60_000;
const asked = AdoptLinesRequestSchema.field;
const ADOPTED = objectOf({
  items: arrayOf(extended(AdoptedLineSchema, { subscriberName: TEXT, why: TEXT })),
  ...{ adopted: WHOLE, faulty: WHOLE, left: WHOLE },
});

class AdoptionRuleBody {
  @OptionalField(asked.profile, { example: '10M' }) profile?: string;
  @OptionalField(asked.prefix, { example: 'rumah-' }) prefix?: string;

  @ApiProperty({ required: false, description: 'Takes nothing over: says what would be' })
  @IsOptional()
  @IsBoolean()
  checkOnly?: boolean;
}

@ApiTags('lines')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers/:routerId/line-candidates/adoptions')
export class AdoptionsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly names: SubscriberNames,
  ) {}

  /** At most 500 in one go; whose each is says the one phone number in its name or comment. */
  @ApiRoute('Take over all PPPoE secrets of a router that a rule finds, or look at what would be', {
    schema: ADOPTED,
    unpaged: 'one go',
  })
  @Post()
  @HttpCode(200)
  @Permit('lines:write')
  async adopt(
    @Param('routerId', UuidPipe) routerId: string,
    @Body() body: AdoptionRuleBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ) {
    needPermission(request, 'subscribers:read');
    const command = { ...body, routerId, ...commandOf(operator, key) };
    const { adoptLines } = RouterGateway.method;
    const reply = await this.messenger.request(adoptLines, command, ADOPTING_MILLISECONDS);
    const names = await this.names.of(reply.items.flatMap(({ subscriberId }) => subscriberId ?? []));
    const { errorLocale } = this.contexts.of(request);
    const why = (code: string): string => (code === '' ? '' : describeError(code, errorLocale).title);
    const items = reply.items.map((one) => ({
      ...plain(one),
      subscriberName: names.get(one.subscriberId ?? '')?.name ?? '',
      why: why(one.refusal),
    }));
    return { items, adopted: reply.adopted, faulty: reply.faulty, left: reply.left };
  }
}
