// package-changes.controller.ts — changes of package that subscribers ask for: operators list, approve and refuse them.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Billing,
  BillingStandingSchema,
  DecidePackageChangeRequestSchema,
  WaitingPackageChangeSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ChangesPeople } from '../audit/audit-trail';
import { ApiRoute, extended, pageOf } from '../http/api-route';
import { personalText, TEXT, WHOLE } from '../http/api-schema';
import { Field, OptionalField, PageCursor, PageLimit } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';

const PAGE = { standard: 50, longest: 200 };
const decided = DecidePackageChangeRequestSchema.field;

class WaitingQuery {
  @PageLimit(PAGE.longest) limit?: number;
  @PageCursor() cursor?: string;
}
class ApprovePackageChangeBody {
  @OptionalField(decided.fromNextPeriod) fromNextPeriod?: boolean;
}
class RefusePackageChangeBody {
  @Field(decided.reason, { least: 1 }) reason!: string;
}

@ApiTags('bills')
@ChangesPeople()
@UseGuards(OperatorGuard)
@Controller('api/v1/package-changes')
export class PackageChangesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly names: SubscriberNames,
  ) {}

  @ApiRoute(
    'Changes of package that wait for an answer, newest first, with who asks',
    pageOf(extended(WaitingPackageChangeSchema, { name: TEXT, phone: personalText('phone') }), {
      total: WHOLE,
    }),
  )
  @Get()
  @Permit('bills:read')
  async list(@Query() { limit = PAGE.standard, cursor }: WaitingQuery) {
    const page = await this.messenger.request(Billing.method.listPackageChanges, { limit, cursor });
    const people = await this.names.of(page.items.map(({ subscriberId }) => subscriberId));
    const items = page.items.map((one) => {
      const { name = '', phone = '' } = people.get(one.subscriberId) ?? {};
      return { ...plain(one), name, phone };
    });
    return { items, total: page.total, nextCursor: page.nextCursor ?? null };
  }

  /** At the price that the subscriber was shown. Days of a line are credited and charged, unless today's period stays. */
  @ApiRoute('Change the package as its subscriber asked', BillingStandingSchema)
  @Post(':requestId/approve')
  @HttpCode(200)
  @Permit('bills:write')
  approve(
    @Param('requestId', UuidPipe) requestId: string,
    @Body() body: ApprovePackageChangeBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decide({ ...body, requestId, approve: true, ...commandOf(operator, key) });
  }

  @ApiRoute('Refuse a change of package, with a reason for its subscriber', BillingStandingSchema)
  @Post(':requestId/refuse')
  @HttpCode(200)
  @Permit('bills:write')
  refuse(
    @Param('requestId', UuidPipe) requestId: string,
    @Body() body: RefusePackageChangeBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decide({ ...body, requestId, approve: false, ...commandOf(operator, key) });
  }

  private async decide(command: {
    readonly commandId: string;
    readonly actor: string;
    readonly requestId: string;
    readonly approve: boolean;
    readonly fromNextPeriod?: boolean;
    readonly reason?: string;
  }) {
    return plain(await this.messenger.request(Billing.method.decidePackageChange, command));
  }
}
